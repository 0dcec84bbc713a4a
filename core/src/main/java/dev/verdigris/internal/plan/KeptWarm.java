package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;

/**
 * A fleet that is kept warm: its minimum is held at its size, above the one that the idle role has.
 *
 * @param color its color
 * @param idleMin the minimum of the idle role, which the fleet gets back when it is scaled to zero
 */
public record KeptWarm(Color color, int idleMin) {

    /** @throws IllegalArgumentException if the minimum is negative */
    public KeptWarm {
        if (idleMin < 0) {
            throw new IllegalArgumentException("minimum of the idle role: expected 0 or more, found " + idleMin);
        }
    }
}
