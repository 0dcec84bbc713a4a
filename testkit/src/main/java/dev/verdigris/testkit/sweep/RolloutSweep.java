package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.rollout.RolloutResult;
import dev.verdigris.rollout.RolloutResult.Ending;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Disturbs a rollout over two regions at each of its calls, has another process run it again, and looks whether every
 * environment ends clean: as without the disturbance if the process was killed, and else as it was, as it is after its
 * deployment, or as it is after that was rolled back; none of them deployed twice. With {@link #withPairs} the process that
 * runs it again is killed, too, and a third one ends it.
 */
public final class RolloutSweep {
    /** What befalls the process, at a call of any kind. */
    private static final Set<Fault> FAULTS = EnumSet.of(
            Fault.KILLED_BEFORE,
            Fault.KILLED_AFTER,
            Fault.REPLY_LOST,
            Fault.INTERRUPTED,
            Fault.THROTTLED,
            Fault.DENIED);

    private static final int KEPT = 100;

    private final RolloutScenario scenario;
    private final boolean leasesExpire;
    private final boolean pairs;
    private final int every;

    private final Map<Environment, Set<EndState>> allowed = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private long counted;
    private long cases;
    private long unclean;

    private RolloutSweep(RolloutScenario scenario, boolean leasesExpire, boolean pairs, int every) {
        this.scenario = scenario;
        this.leasesExpire = leasesExpire;
        this.pairs = pairs;
        this.every = every;
    }

    /** A sweep of a scenario, by one disturbance at a time, in a store whose leases expire or do not. */
    public static RolloutSweep of(RolloutScenario scenario, boolean leasesExpire) {
        return new RolloutSweep(scenario, leasesExpire, false, 1);
    }

    /** This sweep with a second kill, of the process that runs the rollout again. */
    public RolloutSweep withPairs() {
        return new RolloutSweep(scenario, leasesExpire, true, every);
    }

    /** This sweep of each n-th case only. */
    public RolloutSweep every(int n) {
        return new RolloutSweep(scenario, leasesExpire, pairs, n);
    }

    /** Sweeps. */
    public SweepReport run() {
        for (RolloutScenario each : RolloutScenario.values()) {
            undisturbed(each);
        }
        RolloutWorld world = new RolloutWorld(scenario, leasesExpire);
        RolloutFault counting = new RolloutFault(0, null);
        Ending ending = world.run("first", counting).ending();
        world.quiesce();
        Map<Environment, EndState> expected = world.look();
        for (int at = 1; at <= counting.calls(); at++) {
            for (Fault fault : FAULTS) {
                attempt(at, fault, 0, ending, expected);
                for (int second = 1; pairs && fault.kills() && second <= counting.calls(); second++) {
                    attempt(at, fault, second, ending, expected);
                }
            }
        }
        return new SweepReport(
                scenario + (leasesExpire ? "" : ", leases do not expire"),
                counting.changes(),
                counting.calls(),
                cases,
                violations,
                unclean);
    }

    /** How environments are before, and after a rollout that is not disturbed. */
    private void undisturbed(RolloutScenario any) {
        RolloutWorld world = new RolloutWorld(any, leasesExpire);
        world.look().forEach((environment, state) -> allow(environment, state));
        world.run("first", null);
        world.quiesce();
        world.look().forEach((environment, state) -> allow(environment, state));
    }

    private void allow(Environment environment, EndState state) {
        allowed.computeIfAbsent(environment, none -> new LinkedHashSet<>()).add(state);
    }

    private void attempt(int at, Fault fault, int second, Ending ending, Map<Environment, EndState> expected) {
        if (counted++ % every != 0) {
            return;
        }
        RolloutWorld world = new RolloutWorld(scenario, leasesExpire);
        RolloutFault first = new RolloutFault(at, fault);
        RolloutFault again = new RolloutFault(second, Fault.KILLED_AFTER);
        List<String> problems = new ArrayList<>();
        cases++;
        run(world, "first", first);
        RolloutResult result = run(world, "second", again);
        result = second > 0 ? run(world, "third", null) : result;
        world.quiesce();
        if (result == null || result.ending() == Ending.INTERRUPTED) {
            problems.add(Invariant.IT_ENDS.broken("run again, it ended as " + result));
        }
        problems.addAll(problems(world, fault.kills() ? expected : null));
        if (fault.kills() && result != null && result.ending() != ending) {
            problems.add(Invariant.ONCE.broken("expected it to end " + ending + ", found " + result));
        }
        if (!problems.isEmpty()) {
            unclean(
                    fault + " at " + at + ", " + first.met() + (second == 0 ? "" : ", killed again at " + second),
                    problems,
                    world);
        }
    }

    private static @Nullable RolloutResult run(RolloutWorld world, String process, @Nullable RolloutFault fault) {
        try {
            return world.run(process, fault);
        } catch (ProcessKilled e) {
            return null;
        }
    }

    private List<String> problems(RolloutWorld world, @Nullable Map<Environment, EndState> expected) {
        List<String> problems = new ArrayList<>(world.twice());
        world.look().forEach((environment, state) -> {
            Set<EndState> may = allowed.getOrDefault(environment, Set.of());
            if (expected != null && !state.equals(expected.get(environment))) {
                problems.add(Invariant.ONCE.broken(
                        environment.name() + ": expected " + expected.get(environment) + ", found " + state));
            }
            state.differences(may, null, Invariant.NOTHING_LEFT_BEHIND)
                    .forEach(problem -> problems.add(environment.name() + ": " + problem));
        });
        if (world.lost() > 0) {
            problems.add(Invariant.NO_LOST_REQUEST.broken(world.lost() + " requests were lost"));
        }
        return problems;
    }

    private void unclean(String sweepCase, List<String> problems, RolloutWorld world) {
        unclean++;
        if (violations.size() < KEPT) {
            List<String> story = new ArrayList<>();
            world.clouds().forEach(cloud -> cloud.log().forEach(entry -> story.add(entry.toString())));
            violations.add(new Violation(scenario.toString(), sweepCase, problems, story));
        }
    }
}
