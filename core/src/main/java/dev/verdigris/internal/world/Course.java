package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The course of a deployment: where it takes traffic.
 *
 * @param from the color that leaves; null if none does
 * @param to the color that comes; null if none does
 * @param enough how much healthy capacity is enough for the color that serves to leave
 * @param deployment the id of the deployment
 * @param began when it began, by the clock of whoever began it
 * @param asked the environment that code of the user's is told of; null for the one that is seen
 */
public record Course(
        @Nullable Color from,
        @Nullable Color to,
        Enough enough,
        String deployment,
        Instant began,
        @Nullable Environment asked) {

    /** The course of a deployment whose environment is told as it is seen. */
    public Course(@Nullable Color from, @Nullable Color to, Enough enough, String deployment, Instant began) {
        this(from, to, enough, deployment, began, null);
    }

    /** The environment that code of the user's is told of, where that one is seen. */
    Environment told(Environment seen) {
        return asked != null ? asked : seen;
    }

    /** Traffic does not move. */
    public static Course still() {
        return new Course(null, null, new Enough.AsServed(), "", Instant.EPOCH);
    }
}
