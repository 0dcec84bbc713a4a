package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import dev.verdigris.model.ColoredTargets;
import dev.verdigris.model.Fleet;

/**
 * One look at the world during a deployment: both fleets and the targets by color.
 *
 * @param blue the blue fleet
 * @param green the green fleet
 * @param targets the targets, colored by every membership seen since the deployment began
 */
public record Look(Fleet blue, Fleet green, ColoredTargets targets) {

    /** The fleet of a color. */
    public Fleet fleet(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** Whether any instance of the color is registered or still drains. */
    public boolean touchedByTraffic(Color color) {
        return !targets.registered(color).isEmpty() || !targets.draining(color).isEmpty();
    }
}
