package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The course of a deployment: where it takes traffic.
 *
 * @param from the color that leaves; null if none does
 * @param to the color that comes; null if none does
 * @param enough how much healthy capacity is enough for the color that serves to leave
 * @param began when the deployment began, by the clock of whoever began it
 */
public record Course(@Nullable Color from, @Nullable Color to, Enough enough, Instant began) {

    /** Traffic does not move. */
    public static Course still() {
        return new Course(null, null, new Enough.AsServed(), Instant.EPOCH);
    }
}
