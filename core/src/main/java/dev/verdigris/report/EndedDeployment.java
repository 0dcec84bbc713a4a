package dev.verdigris.report;

import dev.verdigris.model.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, or whatever else has a plan, that has ended. Immutable; printed, it reads as one line.
 *
 * <p>{@code BlueGreen} makes it, also on the testkit's {@code SimulatedCloud}, which is how a test gets one. Facts may
 * be added in a later version: implement it in tests only.
 */
public interface EndedDeployment {

    /** The id of the deployment. */
    String id();

    /** The verb: {@code deploy}, {@code rollback}, {@code cleanup}, and so on, as in {@link DeploymentInProgress#verb}. */
    String verb();

    /** The ending of the deployment. */
    Ending ending();

    /** The color that traffic left, or was to leave; null if it left none. */
    @Nullable
    Color from();

    /** The color that traffic went to, or was to go to; null if it was not to move. */
    @Nullable
    Color to();

    /** Who brought the deployment to its end, by the name they gave. */
    String who();

    /** When the deployment began, by the clock of whoever began it. */
    Instant started();

    /** The time that the deployment took, from that beginning to its end. */
    Duration took();

    /**
     * The first cause, shortened, and before it the reason why it was done by force; null if nothing went wrong and nothing was
     * forced.
     */
    @Nullable
    String cause();

    /** The release that new instances were to boot with; null if none was selected through Verdigris. */
    @Nullable
    String release();

    /** The gates that were promoted, in order; who did is in each. */
    List<PromotedGate> promotions();

    /** The ending of a deployment, as the deployment state keeps it. */
    enum Ending {
        /** The deployment did what was asked. */
        SUCCEEDED,
        /** The deployment was rolled back; everything is as before. */
        ROLLED_BACK,
        /** What could not be done or undone is left as it is, and nothing waits for it: of a cleanup, or by force. */
        FAILED,
        /** A rollback took over from the deployment while it was being finalized. */
        SUPERSEDED,
        /**
         * An operator removed the deployment from the deployment state without resolving it; the cause is the reason
         * they gave.
         */
        UNLOCKED
    }
}
