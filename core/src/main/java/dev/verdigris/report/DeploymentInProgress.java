package dev.verdigris.report;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Shift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, or another verb that changes something, that is in the deployment state as not ended. Immutable;
 * printed, it reads as one line.
 *
 * <p>{@code BlueGreen} makes it, also on the testkit's {@code SimulatedCloud}, which is how a test gets one. Facts may
 * be added in a later version: implement it in tests only.
 */
public interface DeploymentInProgress {

    /** The name of the environment. */
    String environment();

    /** The id of the deployment. */
    String id();

    /** The verb: {@code deploy}, {@code rollback}, {@code cleanup}, {@code shutdown}, {@code start} or {@code reconcile}. */
    String verb();

    /** The holder of the deployment state, by the name they gave. */
    String holder();

    /** Whether the holder may still be at work; false if it ended and left the deployment state to be resolved. */
    boolean held();

    /** When the deployment began, by the holder's clock. */
    Instant since();

    /** The direction in which the deployment is going. */
    Direction direction();

    /** The phase that has begun; null if nothing has been changed yet. */
    @Nullable
    Phase phase();

    /** The id of the last step in the deployment state, which may be behind the one under way; null if none is. */
    @Nullable
    String step();

    /** The way in which requests move: all at once, unless a deployment was asked for stages. */
    Shift shift();

    /**
     * The stage that the deployment has reached, or is about to; null if requests do not move in stages, have not begun to, or
     * go back.
     */
    @Nullable
    Stage stage();

    /** The gate that waits for somebody to promote or abort the deployment; null if it waits at none. */
    @Nullable
    Waiting waitingFor();

    /** The gates that were promoted so far, in order. */
    List<PromotedGate> promotions();

    /** The color that traffic leaves; null if it leaves none. */
    @Nullable
    Color from();

    /** The color that traffic goes to; null if it does not move. */
    @Nullable
    Color to();

    /** The cause, if something went wrong; else null. */
    @Nullable
    String cause();

    /**
     * The capacity that the deployment was asked to serve with, in the units of the groups' sizes; null if nothing was
     * named.
     */
    @Nullable
    Integer capacity();

    /** The policy that the deployment was asked for; the default one where it was asked for none. */
    Policy policy();

    /** The new instances that the deployment has replaced, or may have, in order. */
    List<InstanceId> replaced();

    /** Whether the deployment is before its point of no return, so that aborting it rolls it back. */
    default boolean reversible() {
        Phase phase = phase();
        return phase == null || phase.reversible();
    }

    /** A stage of a deployment in progress. */
    interface Stage {

        /** The part of the requests that the new fleet gets in it, in percent. */
        int percent();

        /**
         * When it has baked for its time, by the clock of whoever reached it: then the next one begins. Null if that has not
         * begun to count.
         */
        @Nullable
        Instant until();

        /**
         * How long it bakes on at a moment, by the clock of whoever reached it; zero if it has baked for its time. Null if that
         * has not begun to count.
         */
        default @Nullable Duration left(Instant now) {
            Instant until = until();
            if (until == null) {
                return null;
            }
            return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
        }
    }

    /** A gate at which a deployment in progress waits. */
    interface Waiting {

        /** The name of the gate, such as {@code before-switch}. */
        String gate();

        /** When the gate was reached, by the clock of whoever reached it. */
        Instant since();

        /** The moment at which it expires, by that clock; null if it never does. */
        @Nullable
        Instant until();

        /** What becomes of the deployment when it has expired; null if it never does. */
        Gate.@Nullable AtExpiry atExpiry();

        /** Whether it has expired at a moment, so that the next process does what the gate says. */
        default boolean expired(Instant now) {
            Instant until = until();
            return until != null && !now.isBefore(until);
        }
    }

    /** The direction of a deployment in progress. */
    enum Direction {
        /** The direction to what was asked for. */
        FORWARD,
        /** The direction back to how everything was. */
        BACK
    }
}
