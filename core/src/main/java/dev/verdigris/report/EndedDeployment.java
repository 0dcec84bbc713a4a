package dev.verdigris.report;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, a rollback or a cleanup that has ended.
 *
 * @param id its id
 * @param ending how it ended
 * @param from the color that traffic left, or was to leave; null if it left none
 * @param to the color that traffic went to, or was to go to; null if it was not to move
 * @param who who brought it to its end, by the name they gave
 * @param started when it began, by the clock of whoever began it
 * @param took how long it took, from that beginning to its end
 * @param cause what went wrong first, shortened; null if nothing did
 */
public record EndedDeployment(
        String id,
        Ending ending,
        @Nullable Color from,
        @Nullable Color to,
        String who,
        Instant started,
        Duration took,
        @Nullable String cause) {

    /** The ending of a deployment, as the deployment state keeps it. */
    public enum Ending {
        /** The deployment did what was asked. */
        SUCCEEDED,
        /** The deployment was rolled back; everything is as before. */
        ROLLED_BACK,
        /** The cleanup failed, and what it could not do is left as it is; nothing waits for it. */
        FAILED,
        /** A rollback took over from the deployment while it was being finalized. */
        SUPERSEDED,
        /**
         * An operator removed the deployment from the deployment state without resolving it; the cause is the reason
         * they gave.
         */
        UNLOCKED
    }

    @Override
    public String toString() {
        String colors = to == null ? "" : " " + (from == null ? "" : from + " → ") + to;
        return id + " " + ending.name().toLowerCase(Locale.ROOT).replace('_', ' ') + colors + " after "
                + Words.duration(took) + ", begun " + started + " by " + who + (cause == null ? "" : ": " + cause);
    }
}
