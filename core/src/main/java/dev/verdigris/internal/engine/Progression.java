package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.plan.RecipePlan;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Policy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How far a run may have come, in the deployment state: written before it is done. */
final class Progression implements Pulse {
    private final RecipePlan plan;
    private final Lease lease;
    private final Scene scene;
    private final Sleeper sleeper;
    private final TimeSource time;
    private final Narrator narrator;

    Progression(RecipePlan plan, Lease lease, Scene scene, Sleeper sleeper, Narrator narrator) {
        this.plan = plan;
        this.lease = lease;
        this.scene = scene;
        this.sleeper = sleeper;
        this.time = sleeper.time();
        this.narrator = narrator;
    }

    static Execution begun(Lease lease) {
        CurrentDeployment open = lease.state().open();
        if (open == null || open.begun() == null) {
            throw new IllegalStateException(
                    "expected a deployment state that says that the plan has begun, found none");
        }
        return open.begun();
    }

    Execution begun() {
        return begun(lease);
    }

    /** A phase begins. */
    void enter(Phase phase) {
        if (begun().phase() != phase) {
            write(() -> update(begun -> begun.entering(phase)));
        }
    }

    /** A step begins that must be named before it does. */
    void reach(String step) {
        if (!step.equals(begun().step())) {
            write(() -> update(begun -> begun.reaching(step)));
        }
    }

    /** It goes back. */
    void turn(StepFailedException failure) {
        write(() -> update(begun -> begun.turning(failure)));
    }

    /** It has ended, and so has the lease. */
    void end(UnaryOperator<DeploymentState> change) {
        write(() -> lease.close(change));
    }

    /** It has ended for now: what failed is left to be resumed. */
    void leave(StepFailedException cause) {
        write(() -> lease.leave(begun().failing(cause).knowing(scene.pins(), scene.floor())));
    }

    /** The deployment state with this deployment among those that have ended. */
    DeploymentState ended(DeploymentState state, EndedDeployment.Ending ending, @Nullable StepFailedException cause) {
        CurrentDeployment open = lease.deployment();
        Duration took = Duration.between(open.since(), time.now());
        return state.remembering(new EndedDeployment(
                open.id(),
                ending,
                plan.from(),
                plan.to(),
                open.holding().holder(),
                open.since(),
                took.isNegative() ? Duration.ZERO : took,
                cause == null ? null : Words.shortened(cause.problem(), DeploymentState.LONGEST_CAUSE)));
    }

    @Override
    public Duration rhythm() {
        return lease.rhythm();
    }

    @Override
    public boolean over() {
        return lease.over();
    }

    /** Renews the lease when it is time to. Where that fails, the permit sees to it that nothing is changed in vain. */
    @Override
    public void beat() {
        scene.timePassed();
        LeasePulse.renew(
                lease,
                narrator,
                state -> updated(
                        state,
                        begun -> begun.direction() == Direction.FORWARD ? begun.reaching(narrator.id()) : begun));
    }

    private void update(UnaryOperator<Execution> change) {
        lease.write(state -> updated(state, change));
    }

    private DeploymentState updated(DeploymentState state, UnaryOperator<Execution> change) {
        CurrentDeployment current = state.open();
        return current == null
                ? state
                : state.with(current.with(change.apply(begun()).knowing(scene.pins(), scene.floor())));
    }

    /** Writes the deployment state, for as long as a change may take; the run cannot go on without. */
    private void write(Runnable writing) {
        Policy policy = plan.request().policy();
        long began = time.nanoTime();
        while (true) {
            try {
                writing.run();
                return;
            } catch (PermitDeniedException e) {
                throw narrator.stranded(e.problem(), e.remedy(), e);
            } catch (PortException e) {
                Duration waited = Duration.ofNanos(time.nanoTime() - began);
                if (!e.isTransient() || waited.compareTo(policy.deadlines().change()) >= 0) {
                    throw narrator.stranded(
                            "the deployment state could not be written: " + e.problem(),
                            e.remedy() + ", then resume or abort",
                            e);
                }
                narrator.waits("the deployment state: " + e.problem(), waited);
                sleeper.sleep(policy.pollInterval());
            }
        }
    }
}
