package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One world, and the processes that act in it, one inside the pause of another if need be. Counts the calls of each
 * process, and tells the invariants who acts.
 */
final class ProcessRunner implements CallHook {
    static final Duration LEASE = Duration.ofSeconds(60);
    /** A change that is on its way arrives within the time-out of a call, which is 15 s by default, or never. */
    static final Duration LATENESS = Duration.ofSeconds(12);
    /** Longer than all deadlines of a process together. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** Told of a process's calls: what disturbs it. */
    interface Disturbance {
        /** Before a call has taken effect; only changes are told. */
        default void before(SimulatedProcess process, Call call) {}

        /** How long after the process has given up on it a change takes effect; null if it takes effect at once. */
        default @Nullable Duration late(SimulatedProcess process, Call call) {
            return null;
        }

        /** After a call has taken effect. */
        default void after(SimulatedProcess process, Call call) {}
    }

    /** A process: its name, and how many calls it has made. */
    static final class SimulatedProcess {
        final String name;
        final @Nullable Disturbance disturbance;
        int calls;
        int changes;
        int reads;
        /** Whether it is killed before its next call. */
        boolean doomed;

        private Duration began = Duration.ZERO;

        private SimulatedProcess(String name, @Nullable Disturbance disturbance) {
            this.name = name;
            this.disturbance = disturbance;
        }
    }

    private final Scenario scenario;
    private final SimulatedCloud cloud;
    private final Invariants invariants;
    private final boolean leasesExpire;
    private final Deque<SimulatedProcess> acting = new ArrayDeque<>();
    private final List<Told> story = new ArrayList<>();

    private int ids;
    private int reconciles;
    private int worldChanges;

    ProcessRunner(Scenario scenario, long seed) {
        this(scenario, seed, new StateReader(scenario.environment()));
    }

    /** With a reader that has read other worlds' deployment states. */
    ProcessRunner(Scenario scenario, long seed, StateReader states) {
        this.scenario = scenario;
        this.cloud = scenario.world().apply(seed);
        this.invariants = Invariants.of(cloud, scenario.seen(), states);
        DeploymentStore store = cloud.ports().deployments();
        this.leasesExpire = store != null && store.leasesExpire();
        cloud.install(this);
    }

    SimulatedCloud cloud() {
        return cloud;
    }

    Environment environment() {
        return scenario.environment();
    }

    /** What the scenario does. */
    Function<BlueGreen, Outcome> verb() {
        return scenario.verb()::on;
    }

    List<String> violations() {
        return invariants.violations();
    }

    /** The bakes that took longer than they had to, in a world that does not move otherwise. */
    List<String> overtime() {
        return invariants.overtime();
    }

    /**
     * What must not have been so, and what must not be so at the end: followers act on the color that serves, whoever has moved
     * traffic; where nobody does, on what a world is left with that nobody else moves.
     */
    List<String> ended(boolean undisturbed) {
        List<String> all = new ArrayList<>(violations());
        boolean told = undisturbed || Invariants.serving(cloud, environment()) != null;
        all.addAll(told ? FollowerRules.astray(cloud, environment(), false) : List.of());
        all.addAll(hooksAstray());
        return all;
    }

    /** The hooks that are not as the endings in the history have them. */
    List<String> hooksAstray() {
        return cloud.hooks().isEmpty()
                ? List.of()
                : HookRules.astray(cloud, facade("looking").history(environment()));
    }

    /**
     * Whether a deployment is in progress.
     *
     * @throws dev.verdigris.error.RefusedException if the deployment state cannot be read
     */
    boolean inProgress() {
        return invariants.inProgress() != null;
    }

    /** Whether a deployment waits at a gate. */
    boolean waits() {
        DeploymentInProgress inProgress = invariants.inProgress();
        return inProgress != null && inProgress.waitingFor() != null;
    }

    /** How many requests were lost of those by listeners that served when the world began. */
    long lost() {
        return invariants.lost();
    }

    /** How many changes of the world were sent, those of the deployment state aside. */
    int worldChanges() {
        return worldChanges;
    }

    boolean leasesExpire() {
        return leasesExpire;
    }

    /**
     * Where each change is preceded by a look at the state, what has passed that look is under way and may land late: where
     * leases do not expire, and wherever a rollback may take over at once.
     */
    boolean underWay(Call call) {
        if (!call.operation().equals(Operations.FIND_STATE)) {
            return false;
        }
        DeploymentInProgress inProgress = invariants.inProgress();
        return !leasesExpire || (inProgress != null && !inProgress.reversible());
    }

    /** Ends the process that makes a call. */
    void kill(String how, Call call) {
        tell(how, " at ", call);
        throw new ProcessKilled();
    }

    /** Lets a call fail. */
    void fail(String how, Call call, PortException trouble) {
        tell(how, " at ", call);
        throw trouble;
    }

    /** What was done to the world, and how each process ended. */
    List<String> story() {
        return story.stream().map(Told::toString).toList();
    }

    /** The story, and what there is in the world in the end. */
    List<String> storyToTheEnd() {
        List<String> all = new ArrayList<>(story());
        all.addAll(cloud.describe().lines().toList());
        return all;
    }

    /** Tells something, in parts that do not change any more: they are read only if anybody asks for the story. */
    void tell(Object... parts) {
        story.add(new Told(cloud.elapsed(), List.of(parts)));
    }

    private record Told(Duration at, List<Object> parts) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(at + "  ");
            parts.forEach(text::append);
            return text.toString();
        }
    }

    /** Runs a process to its end. */
    ProcessEnd run(String name, @Nullable Disturbance disturbance, Function<BlueGreen, Outcome> verb) {
        return run(new SimulatedProcess(name, disturbance), verb);
    }

    ProcessEnd run(SimulatedProcess process, Function<BlueGreen, Outcome> verb) {
        BlueGreen blueGreen = facade(process.name);
        enter(process);
        ProcessEnd end;
        try {
            end = new ProcessEnd.Completed(verb.apply(blueGreen));
        } catch (ProcessKilled e) {
            end = new ProcessEnd.Killed();
        } catch (VerdigrisException e) {
            end = new ProcessEnd.Refused(e);
        } finally {
            leave();
            // What one process was interrupted by is nothing to the next one, which has the same thread.
            Thread.interrupted();
        }
        tell(process.name, ": ", end);
        return end;
    }

    /** Somebody reconciles, as a schedule would have it. Says whether that could be done. */
    boolean reconcile() {
        String name = "reconcile " + ++reconciles;
        BlueGreen blueGreen = facade(name);
        enter(new SimulatedProcess(name, null));
        try {
            tell("reconcile: ", blueGreen.reconcile(scenario.environment()));
            return true;
        } catch (VerdigrisException e) {
            tell("reconcile: ", String.valueOf(e.getMessage()));
            return false;
        } finally {
            leave();
        }
    }

    private void enter(SimulatedProcess process) {
        process.began = cloud.elapsed();
        acting.push(process);
        invariants.acting(process.name);
    }

    private void leave() {
        acting.pop();
        SimulatedProcess outer = acting.peek();
        invariants.acting(outer == null ? null : outer.name);
    }

    SimulatedProcess process(String name, @Nullable Disturbance disturbance) {
        return new SimulatedProcess(name, disturbance);
    }

    /** A facade that is nobody's process, to look with. */
    BlueGreen facade(String name) {
        return FollowersScenarios.registered(scenario.facade().apply(cloud.ports()), cloud)
                .holder(name)
                .lease(LEASE)
                .ids(() -> "d" + ++ids)
                .build();
    }

    @Override
    public void before(Call call) {
        invariants.before(call);
        SimulatedProcess process = acting.peek();
        if (process != null && process.doomed) {
            throw new ProcessKilled();
        }
        if (process != null && cloud.elapsed().minus(process.began).compareTo(LONGEST) > 0) {
            invariants.broken(Invariant.IT_ENDS, process.name + " is still at work after " + LONGEST);
            throw new ProcessKilled();
        }
        if (process != null && call.isChange()) {
            process.calls++;
            process.changes++;
            worldChanges += Invariants.ofTheState(call) ? 0 : 1;
            if (process.disturbance != null) {
                process.disturbance.before(process, call);
            }
        }
    }

    @Override
    public @Nullable Duration late(Call call) {
        SimulatedProcess process = acting.peek();
        return process == null || process.disturbance == null ? null : process.disturbance.late(process, call);
    }

    @Override
    public void beforeEffect(Call call) {
        invariants.beforeEffect(call);
    }

    @Override
    public void afterEffect(Call call) {
        invariants.afterEffect(call);
    }

    /** A change has happened, whoever hears of it; what was read is known only to those whom the reply reaches. */
    @Override
    public void after(Call call, @Nullable Object answer) {
        if (call.isChange()) {
            invariants.after(call, answer);
        }
        SimulatedProcess process = acting.peek();
        if (process != null) {
            if (!call.isChange()) {
                process.calls++;
                process.reads++;
            }
            if (process.disturbance != null) {
                process.disturbance.after(process, call);
            }
        }
        if (!call.isChange()) {
            invariants.after(call, answer);
        }
    }
}
