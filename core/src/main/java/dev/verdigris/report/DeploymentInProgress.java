package dev.verdigris.report;

import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, or another verb that changes something, that is in the deployment state as not ended.
 *
 * @param environment the name of the environment
 * @param id its id
 * @param verb {@code deploy}, {@code rollback}, {@code cleanup} or {@code reconcile}
 * @param holder who holds the deployment state, by the name they gave
 * @param held whether the holder may still be at work; false if it ended and left the deployment state to be resolved
 * @param since when it began, by the holder's clock
 * @param direction where it is going
 * @param phase the phase that has begun; null if nothing has been changed yet
 * @param step the last step in the deployment state, which may be behind the one under way; null if none is
 * @param from the color that traffic leaves; null if it leaves none
 * @param to the color that traffic goes to; null if it does not move
 * @param cause what went wrong, if something did; else null
 * @param capacity how much it was asked to serve with, in the units of the groups' sizes; null if nothing was named
 */
public record DeploymentInProgress(
        String environment,
        String id,
        String verb,
        String holder,
        boolean held,
        Instant since,
        Direction direction,
        @Nullable Phase phase,
        @Nullable String step,
        @Nullable Color from,
        @Nullable Color to,
        @Nullable String cause,
        @Nullable Integer capacity) {

    /** A deployment that was asked for without naming a capacity. */
    public DeploymentInProgress(
            String environment,
            String id,
            String verb,
            String holder,
            boolean held,
            Instant since,
            Direction direction,
            @Nullable Phase phase,
            @Nullable String step,
            @Nullable Color from,
            @Nullable Color to,
            @Nullable String cause) {
        this(environment, id, verb, holder, held, since, direction, phase, step, from, to, cause, null);
    }

    /** Whether the deployment is before its point of no return, so that aborting it rolls it back. */
    public boolean reversible() {
        return phase == null || phase.reversible();
    }

    @Override
    public String toString() {
        return verb + " " + id + (held ? " held by " : " left by ") + holder + " since " + since + ", "
                + (direction == Direction.BACK ? "going back" : "going forward") + ", at "
                + (step != null ? step : phase != null ? phase.label() : "its beginning")
                + (cause == null ? "" : ", because " + cause);
    }
}
