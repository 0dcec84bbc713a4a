package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.RefreshTerms;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Served;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Ended;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.ReachedGate;
import dev.verdigris.internal.step.Follow;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.RollingRefresh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run, which nobody else knows. Of each step, what has become of it; and in the deployment state,
 * before it is so, the direction, the phase and the step that the next process would go on from.
 */
final class Progression implements Pulse {
    private static final List<Phase> WAY_BACK = List.of(Phase.FINALIZE, Phase.SHIFT, Phase.BAKE, Phase.PREPARE);

    // For the whole run.
    private final RecipePlan plan;
    private final Lease lease;
    private final Scene scene;
    private final Narrator narrator;
    private final Poller writer;
    private final List<StepRun> steps;
    /** Why it goes on without what is not registered; null if all is. */
    private final @Nullable String forced;

    /** The step that is performed or undone, or was last. */
    private StepRun at;

    Progression(
            RecipePlan plan, Lease lease, Scene scene, Sleeper sleeper, Narrator narrator, @Nullable String forced) {
        this.forced = forced;
        this.plan = plan;
        this.lease = lease;
        this.scene = scene;
        this.narrator = narrator;
        this.writer = new Poller(sleeper, Pulse.NONE, plan.request().policy());
        writer.uninterruptible();
        this.steps = plan.recipe().steps().stream()
                .map(step -> new StepRun(step, scene, narrator))
                .toList();
        this.at = steps.get(0);
        begin(Start.of(execution(), plan.recipe().steps()));
    }

    private void begin(Start start) {
        for (int i = 0; i < start.begun(); i++) {
            steps.get(i).was(i < start.done(), lease.taken() != null);
        }
    }

    static Execution execution(Lease lease) {
        CurrentDeployment current = lease.state().current();
        if (current == null || current.execution() == null) {
            throw new IllegalStateException(
                    "expected a deployment state that says that the plan has begun, found none");
        }
        return current.execution();
    }

    private Execution execution() {
        return execution(lease);
    }

    List<StepRun> steps() {
        return steps;
    }

    /**
     * The steps in the order in which they are undone: traffic before what was done while the new color served
     * on trial, so that nothing which was told of the switch holds up its way back; and those of a phase last first.
     */
    List<StepRun> wayBack() {
        List<StepRun> back = new ArrayList<>(steps);
        Collections.reverse(back);
        back.sort(Comparator.<StepRun>comparingInt(
                        run -> WAY_BACK.indexOf(run.planned().phase()))
                .thenComparing(run -> !run.step().undoneFirst()));
        return back;
    }

    /** The step that is performed or undone, or was last. */
    StepRun at() {
        return at;
    }

    StepRun step(Subject subject) {
        return steps.stream()
                .filter(run -> run.id().equals(subject.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it goes back. */
    boolean back() {
        return execution().direction() == Direction.BACK;
    }

    /** The first cause, as an earlier run has written it into the deployment state. */
    StepFailedException cause() {
        Execution.Cause cause = execution().cause();
        return cause != null
                ? cause.failure()
                : new Failure(
                                at,
                                "expected a cause in the deployment state for going back, found none",
                                "see the history",
                                null)
                        .exception();
    }

    /** A step is to begin: nothing of it is done before the deployment state says that it may be. */
    void reach(StepRun next) {
        at = next;
        boolean known = !next.step().announced() || next.id().equals(execution().step());
        if (known) {
            enter(next.planned().phase());
        } else {
            write(() -> reaches(next));
        }
    }

    /** The time of a step begins once it is in the deployment state, however often that had to be tried. */
    private void reaches(StepRun next) {
        Instant since = next.step().timed() ? narrator.now() : null;
        update(execution -> execution.entering(next.planned().phase()).reaching(next.id(), since));
    }

    /** A phase is to begin. */
    void enter(Phase phase) {
        if (execution().phase() != phase) {
            write(() -> update(execution -> execution.entering(phase)));
        }
    }

    /** Whether a gate has not been promoted. */
    boolean shut(Gate gate) {
        return !execution().promoted(gate);
    }

    /** Ends the run at a gate, and ends the lease; the gate's time counts from when it was first reached. */
    ReachedGate waits(StepRun gate) {
        at = gate;
        write(() -> lease.leave(waiting(gate).knowing(known())));
        CurrentDeployment left = lease.state().current();
        return Objects.requireNonNull(left == null ? null : left.waitingFor());
    }

    private Execution waiting(StepRun gate) {
        return gate.id().equals(execution().step())
                ? execution()
                : execution().entering(gate.planned().phase()).reaching(gate.id(), narrator.now());
    }

    /** From now on it goes back. */
    void turn(StepFailedException failure) {
        write(() -> update(execution -> execution.turning(failure)));
    }

    /** A step is to be undone, as the deployment state says since it goes back. */
    void goBackTo(StepRun previous) {
        at = previous;
    }

    /** Ends the deployment as a success: writes the history, and ends the lease. */
    void succeeded() {
        write(() -> lease.close(state -> Following.succeeded(plan, ended(state, EndedDeployment.Ending.SUCCEEDED, null))
                .serving(served(state))
                .keeping(warm(state))
                .releasing(released(state))));
    }

    /** Ends the deployment otherwise: writes the history, and ends the lease. */
    void failed(EndedDeployment.Ending ending, StepFailedException cause) {
        write(() -> lease.close(state -> Following.ended(
                        plan, ended(state, ending, cause), told(), ending == EndedDeployment.Ending.ROLLED_BACK)
                .keeping(recycled() ? null : state.keptWarm())
                .releasing(undone(state, ending))));
    }

    /** The followers that may have been told of it, and were told that it went back. */
    private List<String> told() {
        return steps.stream()
                .filter(StepRun::begun)
                .map(run -> run.step() instanceof Follow follow ? follow.name() : null)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The fleet that is kept warm once it has succeeded: what moves or ends no fleet leaves that as it was. */
    private @Nullable KeptWarm warm(DeploymentState state) {
        return verb().resizes() ? timed(plan.recipe().keptWarm()) : state.keptWarm();
    }

    /** Its time begins now; not before the deployment began, should a clock have been set back since. */
    private @Nullable KeptWarm timed(@Nullable KeptWarm warm) {
        Instant now = narrator.now();
        Instant since = lease.deployment().since();
        return warm == null
                ? null
                : warm.from(
                        since.isAfter(now) ? since : now,
                        plan.request().policy().keepWarm());
    }

    private Verb verb() {
        return Verb.of(plan.request());
    }

    /** What is known of releases once it has succeeded. */
    private @Nullable Released released(DeploymentState state) {
        Released before = plan.preimage().released();
        Color to = plan.to();
        if (before == null) {
            return state.released();
        }
        return switch (verb().shape()) {
            case SWITCH -> Terms.of(plan.request(), plan.preimage()).succeeded();
            case EMPTY, END -> state.released();
            case SELECTION -> before.selecting(verb().release());
            case REFRESH -> to == null ? before : before.deployed(to, before.selected());
        };
    }

    /** What is known of releases once it has been rolled back. */
    private @Nullable Released undone(DeploymentState state, EndedDeployment.Ending ending) {
        RollingRefresh refresh = verb().refresh();
        if (refresh != null) {
            return RefreshTerms.of(refresh, plan.preimage()).undone(ending == EndedDeployment.Ending.FAILED);
        }
        return plan.preimage().released() == null || !verb().switches()
                ? state.released()
                : Terms.of(plan.request(), plan.preimage()).undone(recycled());
    }

    /** Ends the run, leaving what failed to be resumed, and ends the lease. */
    void left(StepFailedException cause) {
        write(() -> lease.leave(execution().failing(cause).knowing(known())));
    }

    private DeploymentState ended(
            DeploymentState state, EndedDeployment.Ending ending, @Nullable StepFailedException cause) {
        CurrentDeployment current = lease.deployment();
        Duration took = Duration.between(current.since(), narrator.now());
        return state.remembering(new Ended(
                current.id(),
                verb().label(),
                ending,
                plan.from(),
                plan.to(),
                current.holding().holder(),
                current.since(),
                took.isNegative() ? Duration.ZERO : took,
                cause(state, cause),
                Verb.of(plan.request()).release(plan.preimage()),
                execution().promoted()));
    }

    /** What went wrong first, and why it was done if nobody asked for it just so; null if there is nothing to say. */
    private @Nullable String cause(DeploymentState state, @Nullable StepFailedException cause) {
        String by = reason(state);
        String why = cause == null ? by : by == null ? cause.problem() : by + "; " + cause.problem();
        return why == null ? null : Words.shortened(why, DeploymentState.LONGEST_CAUSE);
    }

    private @Nullable String reason(DeploymentState state) {
        String why = forced == null ? verb().forced() : forced;
        KeptWarm warm = state.keptWarm();
        if (verb().dueOnly() && warm != null) {
            return "kept warm until " + warm.until() + ", which is over";
        }
        if (why != null) {
            return "forced: " + why;
        }
        String fix = Terms.fix(plan.request(), plan.preimage());
        return fix == null ? null : "to make red alarms green: " + fix;
    }

    /** What served before, once it has succeeded: with the size that its fleet had when traffic last reached it. */
    private @Nullable Served served(DeploymentState state) {
        Color from = plan.from();
        Verb verb = Verb.of(plan.request());
        if (!verb.movesTraffic()) {
            return state.served();
        }
        if (from == null) {
            return null;
        }
        return verb.switches()
                ? Served.of(from, scene.served(), plan.preimage())
                : Served.untilShutdown(from, scene.served(), plan.preimage());
    }

    /** Whether the idle fleet that was kept warm may have been scaled to zero. */
    private boolean recycled() {
        return Verb.of(plan.request()).movesTraffic()
                ? steps.stream().anyMatch(run -> run.begun() && run.step().recycles())
                : scene.sawScaledToZero(plan.preimage().idle());
    }

    @Override
    public Duration rhythm() {
        return lease.rhythm();
    }

    @Override
    public boolean over() {
        return lease.over();
    }

    /** The renewal of the lease says which step is under way, too. */
    @Override
    public void beat() {
        scene.timePassed();
        LeasePulse.renew(
                lease, at, state -> updated(state, execution -> back() ? execution : execution.reaching(at.id())));
    }

    private Execution.Known known() {
        return new Execution.Known(
                scene.pins(),
                scene.floor(),
                scene.served(),
                scene.replacements().begun());
    }

    /** What was held and seen is in the deployment state, as it is now. */
    void note() {
        update(UnaryOperator.identity());
    }

    private void update(UnaryOperator<Execution> change) {
        lease.write(state -> updated(state, change));
    }

    private DeploymentState updated(DeploymentState state, UnaryOperator<Execution> change) {
        CurrentDeployment current = state.current();
        return current == null
                ? state
                : state.with(current.with(change.apply(execution()).knowing(known())));
    }

    /** Writes the deployment state, for as long as a change may take; the run cannot go on without. */
    private void write(Runnable writing) {
        Failure failure = writer.await(
                at,
                () -> new Answer(at, written(writing)),
                plan.request().policy().deadlines().change());
        if (failure != null) {
            throw new Stranded(failure);
        }
    }

    private Progress written(Runnable writing) {
        try {
            writing.run();
            return Progress.done();
        } catch (PermitDeniedException e) {
            throw new Stranded(new Failure(at, e.problem(), e.remedy(), e));
        } catch (PortException e) {
            String problem = "the deployment state could not be written: " + e.problem();
            String remedy = e.remedy() + ", then resume or abort";
            return e.isTransient()
                    ? Progress.notYet("the deployment state: " + e.problem(), problem, remedy)
                    : Progress.failed(problem, remedy);
        }
    }
}
