package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import org.jspecify.annotations.Nullable;

/** How somebody resolves what is interrupted. */
public enum Resolution {
    /** Resumes it, waiting for the lease; what waits at a gate is promoted, and what a hook has held up is resumed once more. */
    RESUME(Direction.FORWARD, false),
    /** Resumes it, knowing that its holder is dead. */
    RESUME_TAKING_OVER(Direction.FORWARD, true),
    /** Aborts it, waiting for the lease; past the point of no return resumes it instead, as the refusal says. */
    ABORT(Direction.BACK, false),
    /** Aborts it or resumes it in the same way, knowing that its holder is dead. */
    ABORT_TAKING_OVER(Direction.BACK, true),
    /** Rolls it back, which takes over at once past the point of no return; before that aborts it, waiting for the lease. */
    ROLL_BACK(Direction.OVER, false),
    /** Rolls it back in the same way, knowing that its holder is dead. */
    ROLL_BACK_TAKING_OVER(Direction.OVER, true);

    /** Where it goes. */
    private enum Direction {
        FORWARD,
        BACK,
        OVER
    }

    private static final Policy POLICY = Policy.defaults().withKeepWarm(KeepWarm.none());

    private final Direction direction;
    private final boolean takeOver;

    Resolution(Direction direction, boolean takeOver) {
        this.direction = direction;
        this.takeOver = takeOver;
    }

    /** Resumes or aborts it, waiting for the lease or knowing that its holder is dead. */
    static Resolution of(boolean forward, boolean waits) {
        return forward ? waits ? RESUME : RESUME_TAKING_OVER : waits ? ABORT : ABORT_TAKING_OVER;
    }

    boolean takesOver() {
        return takeOver;
    }

    /** Whether it may take over without waiting for what is still on its way. */
    boolean overtakes() {
        return direction == Direction.OVER;
    }

    Outcome on(BlueGreen blueGreen, Environment environment) {
        if (overtakes() && isOvertaken(blueGreen.status(environment).deployment())) {
            return blueGreen.rollback(Rollback.of(environment).withScaleUp(true).withPolicy(POLICY));
        }
        Recovery recovery = Recovery.of(environment).withTakeOver(takeOver);
        if (direction == Direction.FORWARD) {
            return resumed(blueGreen, recovery);
        }
        try {
            return blueGreen.abort(recovery);
        } catch (BusyException e) {
            DeploymentInProgress current = e.deployment();
            if (current != null && !current.reversible()) {
                return blueGreen.resume(recovery);
            }
            throw e;
        }
    }

    private static Outcome resumed(BlueGreen blueGreen, Recovery recovery) {
        Outcome outcome = GateScenarios.promoted(blueGreen, recovery.environment(), blueGreen.resume(recovery));
        return HooksScenarios.heldUp(outcome) ? blueGreen.resume(recovery) : outcome;
    }

    /** A deployment that has moved traffic from somewhere, and is being finalized. */
    private static boolean isOvertaken(@Nullable DeploymentInProgress current) {
        return current != null && !current.reversible() && current.verb().equals("deploy") && current.from() != null;
    }
}
