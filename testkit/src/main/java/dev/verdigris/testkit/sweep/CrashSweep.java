package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stops, disturbs and pauses what a scenario does at every change it makes, by every fault, has it resolved in every way,
 * and looks whether all is clean afterwards: nothing in progress, one color serving in full and recorded, every size as in the
 * undisturbed run or as before, no request lost, and no change sent that must not have been.
 *
 * <pre>{@code
 * Scenario deploy = Scenario.of("deploy", beta, seed -> SimulatedCloud.serving(beta, 3), on -> on.deploy(beta));
 * CrashSweep.of(deploy).run().orThrow();
 * }</pre>
 *
 * <p>Immutable; each run makes its worlds anew.
 */
public final class CrashSweep {
    private static final int KEPT = 1000;
    private static final Duration STABILIZATION = Duration.ofMinutes(2);
    /** The time after which no move of the world has effects that are still to come. */
    private static final Duration PASSING = Duration.ofMinutes(4);

    private final Scenario scenario;
    private final List<Resolution> resolutions;
    private final boolean moves;
    private final boolean pairs;
    private final int every;

    private CrashSweep(Scenario scenario, List<Resolution> resolutions, boolean moves, boolean pairs, int every) {
        this.scenario = scenario;
        this.resolutions = List.copyOf(resolutions);
        this.moves = moves;
        this.pairs = pairs;
        this.every = every;
    }

    /** A sweep of single stops in a world that does not move otherwise, resolved in every way. */
    public static CrashSweep of(Scenario scenario) {
        return new CrashSweep(scenario, List.of(Resolution.values()), false, false, 1);
    }

    /** This sweep, resolved only in those ways. */
    public CrashSweep resolvedBy(Resolution... only) {
        return new CrashSweep(scenario, List.of(only), moves, pairs, every);
    }

    /** This sweep, crossed with each move of the outside world after each read. */
    public CrashSweep withMoves() {
        return new CrashSweep(scenario, resolutions, true, pairs, every);
    }

    /** This sweep, with a second stop at every change of the process that resolves the first, and a third that resolves that. */
    public CrashSweep withPairs() {
        return new CrashSweep(scenario, resolutions, moves, true, every);
    }

    /**
     * This sweep, trying only each n-th of the pairs and moves, or of the single stops where there are neither: a share of a
     * sweep that is too long. That of moves alone leaves out the world that does not move; that of pairs, no single stop.
     */
    public CrashSweep every(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("every: expected 1 or more, found " + n);
        }
        return new CrashSweep(scenario, resolutions, moves, pairs, n);
    }

    /** Runs the sweep. */
    public SweepReport run() {
        return new Sweep().run();
    }

    /** One run of a sweep. */
    private final class Sweep {
        private final Set<EndState> allowed = new LinkedHashSet<>();
        private final List<Violation> violations = new ArrayList<>();
        private final List<ColorMove> colorMoves = new ArrayList<>();
        private boolean leasesExpire;
        /** Whether instances boot with what is selected. */
        private boolean selects;
        /** What was resolved while a process was paused may then have been another's, and the process continued. */
        private boolean beganInProgress;

        private long counted;
        private long cases;
        private long unclean;
        private final StateReader states = new StateReader(scenario.environment(), StateReader.OF_A_SWEEP);
        private ProcessRunner.SimulatedProcess undisturbed = world().process("nobody", null);

        /** A world of its own for each case. */
        private ProcessRunner world() {
            return new ProcessRunner(scenario, 1, states);
        }

        SweepReport run() {
            baseline();
            if (!moves || pairs || every == 1) {
                stops(null, 0);
            }
            colorMoves.removeIf(move -> !bears(move));
            for (int read = 1; read <= (moves ? undisturbed.reads : 0); read++) {
                for (ColorMove move : colorMoves) {
                    stops(move, read);
                }
            }
            return new SweepReport(scenario.name(), undisturbed.changes, undisturbed.calls, cases, violations, unclean);
        }

        /** What it may end as: as it does undisturbed, as it was, or as an abort at once leaves it. */
        private void baseline() {
            Recovery recovery = Recovery.of(scenario.environment()).withTakeOver(true);
            ProcessRunner runner = world();
            leasesExpire = runner.leasesExpire();
            allowed.add(look(runner));
            if (WarmRules.timed(runner.cloud(), scenario.seen())) {
                allowed.add(after(ProcessRunner::reconcile));
            }
            beganInProgress = runner.inProgress();
            selects = runner.cloud().release(scenario.environment()) != null;
            colorMoves.addAll(SweptTraffic.of(scenario.seen().traffic()).colorMoves(runner.cloud(), scenario.seen()));
            if (beganInProgress) {
                allowed.add(resolvedBy(Resolution.RESUME_TAKING_OVER));
                allowed.add(resolvedBy(Resolution.ROLL_BACK_TAKING_OVER));
            }
            undisturbed = runner.process("first", null);
            String refusal = scenario.refusal();
            ProcessEnd end = runner.run(undisturbed, runner.verb());
            if (refusal != null) {
                refused(runner, end, refusal);
                runner.reconcile();
                quiesce(runner.cloud());
                allowed.add(look(runner));
                return;
            }
            if (!(end instanceof ProcessEnd.Completed came) || !(came.outcome() instanceof Outcome.Succeeded)) {
                throw new IllegalArgumentException(
                        scenario.name() + ": expected it to succeed undisturbed, found " + end);
            }
            quiesce(runner.cloud());
            allowed.add(look(runner));
            for (int at = 1; at <= undisturbed.changes; at++) {
                ProcessRunner aborted = world();
                aborted.run("first", new FaultInjector(aborted, at, Fault.KILLED_AFTER), aborted.verb());
                ProcessEnd back = aborted.run("second", null, on -> on.abort(recovery));
                quiesce(aborted.cloud());
                if (back instanceof ProcessEnd.Completed came2 && came2.outcome() instanceof Outcome.RolledBack) {
                    EndState state = look(aborted);
                    if (isRest(state) && (!selects || ReleaseRules.boots(aborted.cloud(), aborted.environment()))) {
                        allowed.add(state);
                    }
                }
            }
        }

        /** What has to be refused and is not has failed already, undisturbed. */
        private void refused(ProcessRunner runner, ProcessEnd end, String naming) {
            boolean refused = end instanceof ProcessEnd.Refused why
                    && why.why() instanceof RefusedException
                    && String.valueOf(why.why().getMessage()).contains(naming);
            cases++;
            if (!refused) {
                List<String> problems = new ArrayList<>();
                problems.add("expected it to be refused, naming '" + naming + "', found " + end);
                problems.addAll(runner.violations());
                unclean(runner, "undisturbed", problems);
            }
        }

        private void unclean(ProcessRunner runner, String sweepCase, List<String> problems) {
            unclean++;
            if (violations.size() < KEPT) {
                violations.add(new Violation(scenario.name(), sweepCase, problems, runner.storyToTheEnd()));
            }
        }

        /** Where something is in progress from the beginning, it may end as that does when nobody comes in between. */
        private EndState resolvedBy(Resolution resolution) {
            return after(runner -> runner.run("first", null, resolution(runner, resolution)));
        }

        private EndState after(Consumer<ProcessRunner> done) {
            ProcessRunner runner = world();
            done.accept(runner);
            quiesce(runner.cloud());
            return look(runner);
        }

        /**
         * A fleet that was being recycled ends at rest, and smaller; and a release that was selected ahead of what serves is
         * not any more. Nothing else may differ from how it was.
         */
        private boolean isRest(EndState state) {
            EndState before = allowed.iterator().next();
            Color serving = before.serving();
            if (serving == null || state.inProgress() || state.serving() != serving) {
                return false;
            }
            GroupSize idle = state.size(serving.other());
            GroupSize was = before.size(serving.other());
            return state.size(serving).equals(before.size(serving))
                    && (idle.equals(was) || (idle.min() == idle.desired() && idle.desired() < was.desired()));
        }

        /** What moves the idle fleet may end the reason for a refusal; what is recorded before an adoption says nothing. */
        private boolean bears(ColorMove move) {
            boolean shutDown = allowed.iterator().next().serving() != null
                    && allowed.stream().anyMatch(state -> state.serving() == null);
            return !(shutDown && move.startsService(scenario.seen()))
                    && !(scenario.adopts() && move.move().directs())
                    && (scenario.refusal() == null || move.color() == Color.BLUE);
        }

        private void stops(@Nullable ColorMove move, int read) {
            for (Fault fault : Fault.values()) {
                int points = fault == Fault.PAUSED ? undisturbed.calls : undisturbed.changes;
                for (int at = 1; at <= points; at++) {
                    for (Resolution resolution : resolutions) {
                        if (applies(fault, resolution)) {
                            stop(at, fault, resolution, move, read);
                        }
                    }
                }
            }
        }

        /**
         * Whether it makes sense to resolve it so. An operator's confirmation is needed where leases do not expire; where they do, it
         * may not be given of a process that is only paused, since that would not notice in time, nor of one whose last
         * change may still be on its way.
         */
        private boolean applies(Fault fault, Resolution resolution) {
            if (fault == Fault.PAUSED) {
                return resolution.takesOver() != leasesExpire;
            }
            if (fault == Fault.KILLED_IN_FLIGHT) {
                return leasesExpire && !resolution.takesOver();
            }
            if (!leasesExpire && !resolution.takesOver()) {
                return false;
            }
            return fault.kills() || resolution == Resolution.RESUME_TAKING_OVER;
        }

        private void stop(int at, Fault fault, Resolution resolution, @Nullable ColorMove move, int read) {
            String words = move == null ? "" : move.toString();
            int changes = attempt(new SweepCase(at, fault, resolution, words, read, null), move);
            if (pairs && fault.kills()) {
                for (int second = 1; second <= changes; second++) {
                    for (Fault again : new Fault[] {Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.REPLY_LOST}) {
                        attempt(
                                new SweepCase(at, fault, resolution, words, read, new SweepCase.Second(second, again)),
                                move);
                    }
                }
            }
        }

        /** Tries a case; returns how many changes the process made that resolved it. */
        private int attempt(SweepCase sweepCase, @Nullable ColorMove move) {
            boolean first = pairs && sweepCase.second() == null && sweepCase.read() == 0;
            if (!first && counted++ % every != 0) {
                return 0;
            }
            cases++;
            ProcessRunner runner = world();
            List<String> problems = new ArrayList<>();
            int changes = 0;
            try {
                changes = perform(runner, sweepCase, move, problems);
            } catch (RuntimeException | StackOverflowError e) {
                problems.add(Invariant.IT_ENDS.broken("in no outcome, by " + e));
            }
            if (!problems.isEmpty()) {
                unclean(runner, sweepCase.toString(), problems);
            }
            return changes;
        }

        private int perform(
                ProcessRunner runner, SweepCase sweepCase, @Nullable ColorMove move, List<String> problems) {
            FaultInjector stop = new FaultInjector(
                    runner, sweepCase.at(), sweepCase.fault(), sweepCase.resolution(), move, sweepCase.read());
            ProcessEnd end = runner.run("first", stop, runner.verb());
            if (sweepCase.fault() == Fault.PAUSED
                    && stop.resolvedMeanwhile()
                    && end instanceof ProcessEnd.Completed came
                    && !came.stopped()
                    && !beganInProgress) {
                problems.add(Invariant.ONE_AT_A_TIME.broken(
                        "the process that was paused should end Interrupted, found " + end));
            }
            if (move == null) {
                honest(stop, end, problems);
            }
            ProcessRunner.Disturbance second = sweepCase.second() == null
                    ? null
                    : new FaultInjector(
                            runner, sweepCase.second().at(), sweepCase.second().fault());
            ProcessRunner.SimulatedProcess resolving = runner.process("second", second);
            boolean resumed = stop.resolvedMeanwhile() || runner.inProgress();
            if (runner.inProgress()) {
                ProcessEnd resolved = runner.run(resolving, resolution(runner, sweepCase.resolution()));
                if (runner.inProgress()) {
                    resolved = runner.run("third", null, resolution(runner, Resolution.RESUME_TAKING_OVER));
                }
                check(resolved, problems);
            } else if (!stop.resolvedMeanwhile()) {
                check(end, problems);
            }
            if (scenario.refusal() != null && runner.worldChanges() > 0) {
                problems.add("it changed the world, and had to be refused before");
            }
            quiesce(runner.cloud());
            if (move != null || late(sweepCase)) {
                runner.cloud().pass(PASSING);
                boolean reconciled = runner.reconcile();
                quiesce(runner.cloud());
                if (!reconciled) {
                    unreconciled(runner, problems);
                    return resolving.changes;
                }
            }
            Invariant broken = resumed ? Invariant.ONCE : Invariant.NOTHING_LEFT_BEHIND;
            problems.addAll(look(runner).differences(allowed, move, broken));
            problems.addAll(runner.ended(move == null));
            if (selects) {
                problems.addAll(
                        ReleaseRules.strange(runner, allowed.iterator().next().serving()));
            }
            problems.addAll(move == null ? runner.overtime() : List.of());
            if (harmless(move) && !late(sweepCase) && runner.lost() > 0) {
                problems.add(Invariant.NO_LOST_REQUEST.broken(
                        runner.lost() + " were lost of " + runner.cloud().traffic()));
            }
            return resolving.changes;
        }

        /** What was denied is what went wrong first, if anything did: there is no way around it. */
        private void honest(FaultInjector stop, ProcessEnd end, List<String> problems) {
            String denied = stop.denied();
            Throwable cause = end instanceof ProcessEnd.Completed came ? came.cause() : null;
            if (denied != null && cause != null && !ProcessEnd.told(cause).contains(denied)) {
                problems.add(Invariant.HONEST.broken(denied + " was denied, and the outcome is " + end));
            }
        }

        /** Where a deployment must be refused a reconcile may be, too: then all that moved was the world. */
        private void unreconciled(ProcessRunner runner, List<String> problems) {
            problems.addAll(runner.violations());
            if (scenario.refusal() == null || runner.inProgress()) {
                problems.add("it could not be reconciled");
            }
        }

        /** A rollback that takes over at once does not wait for what is on its way: that may end what it serves with. */
        private static boolean late(SweepCase sweepCase) {
            return sweepCase.fault() == Fault.KILLED_IN_FLIGHT
                    && sweepCase.resolution().overtakes();
        }

        private static boolean harmless(@Nullable ColorMove move) {
            return move == null || move.move().harmless();
        }

        /** However it was disturbed, in the end it was resolved. */
        private void check(ProcessEnd end, List<String> problems) {
            if (end instanceof ProcessEnd.Completed came && came.unresolved()) {
                problems.add(Invariant.NOTHING_LEFT_BEHIND.broken("it was not resolved: " + end));
            }
        }

        private Function<BlueGreen, Outcome> resolution(ProcessRunner runner, Resolution resolution) {
            return on -> resolution.on(on, runner.environment());
        }
    }

    private EndState look(ProcessRunner runner) {
        return EndState.of(runner.cloud(), scenario.seen(), runner.inProgress());
    }

    private static void quiesce(SimulatedCloud cloud) {
        cloud.pass(STABILIZATION);
    }
}
