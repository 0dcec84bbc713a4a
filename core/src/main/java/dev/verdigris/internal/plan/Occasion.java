package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The occasion on which hooks are called: what they are told of it, the same for all.
 *
 * @param verb what is done, in a word
 * @param from the color that serves until the switch, and whose fleet is cleaned up; null if none did
 * @param to the color that serves from then on
 * @param served the color that traffic goes back to, in the plan; null if there is none, or if traffic does not move
 * @param release the release that the new fleet boots with
 * @param timeout how long a hook may take to be done, and to be undone
 */
public record Occasion(
        String verb,
        @Nullable Color from,
        @Nullable Color to,
        @Nullable Color served,
        @Nullable String release,
        Duration timeout) {

    /** The occasion of a switch. */
    public static Occasion of(Terms terms) {
        return new Occasion(
                terms.verb().label(),
                terms.verb().from(terms.preimage()),
                terms.to(),
                terms.from(),
                terms.release(),
                terms.deadlines().hook());
    }

    /** The occasion of a cleanup, which cleans up what the color that serves has replaced. */
    public static Occasion of(Request cleanup, Preimage preimage) {
        return new Occasion(
                Verb.of(cleanup).label(),
                preimage.idle(),
                preimage.active(),
                null,
                null,
                cleanup.policy().deadlines().hook());
    }
}
