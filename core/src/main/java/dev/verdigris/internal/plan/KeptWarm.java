package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.KeepWarm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A fleet that is kept warm: its minimum is held at its size, above the one that the idle role has.
 *
 * @param color its color
 * @param idleMin the minimum of the idle role, which the fleet gets back when it is scaled to zero
 * @param until until when, by the clock of whoever ended the deployment that it served before; null if nothing but a
 *     command for it ends that
 */
public record KeptWarm(Color color, int idleMin, @Nullable Instant until) {
    /**
     * The difference that is allowed for between the clock that the time was counted by and the one that says whether it is
     * over. AWS takes no request that is signed by a clock which is wrong by more than this.
     */
    static final Duration CLOCKS = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if the minimum is negative */
    public KeptWarm {
        if (idleMin < 0) {
            throw new IllegalArgumentException("minimum of the idle role: expected 0 or more, found " + idleMin);
        }
    }

    /** A fleet that is kept warm until a command ends that. */
    public KeptWarm(Color color, int idleMin) {
        this(color, idleMin, null);
    }

    /** This fleet, kept warm as was asked for, from a moment on, to a whole second. */
    public KeptWarm from(Instant moment, KeepWarm asked) {
        return new KeptWarm(
                color, idleMin, asked instanceof KeepWarm.For some ? whole(moment.plus(some.time())) : null);
    }

    private static Instant whole(Instant moment) {
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(moment) ? moment : second.plusSeconds(1);
    }

    /** Whether its time is over, whatever the clock that it was counted by. */
    public boolean due(Instant now) {
        return until != null && !now.isBefore(until.plus(CLOCKS));
    }
}
