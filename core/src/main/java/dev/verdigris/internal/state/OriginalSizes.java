package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import org.jspecify.annotations.Nullable;

/**
 * The bounds that a deployment found, kept after it was removed from the deployment state without being resolved.
 *
 * @param deployment its id
 * @param blue the blue fleet's size
 * @param green the green fleet's size
 * @param active the color that served; null if none did
 * @param idleMin the minimum of the idle role
 */
public record OriginalSizes(
        String deployment,
        GroupSize blue,
        GroupSize green,
        @Nullable Color active,
        int idleMin) {

    static OriginalSizes of(String deployment, Preimage preimage) {
        return new OriginalSizes(deployment, preimage.blue(), preimage.green(), preimage.active(), preimage.idleMin());
    }

    /** The minimum that a fleet is to have, given the color that serves now: bounds belong to the role. */
    public int min(Color color, Color serving) {
        if (color != serving) {
            return idleMin;
        }
        Color then = active != null ? active : serving;
        return (then == Color.BLUE ? blue : green).min();
    }
}
