package dev.verdigris.internal.traffic;

import dev.verdigris.model.Color;
import org.jspecify.annotations.Nullable;

/**
 * A listener's default actions or a rule that sends requests by weight, as it was observed.
 *
 * @param arn its ARN
 * @param name how people know it
 * @param toBlue the weight of blue
 * @param toGreen the weight of green
 * @param all the weights of all target groups together
 * @param says what it says, in words
 */
public record WeighedRoute(String arn, String name, int toBlue, int toGreen, int all, String says) {

    /** The part of its requests that goes to a color, in percent, rounded down. */
    public int percent(Color color) {
        return all == 0 ? 0 : 100 * weight(color) / all;
    }

    /** The color that all its requests go to; null if there is none. */
    public @Nullable Color alone() {
        for (Color color : Color.values()) {
            if (all > 0 && weight(color) == all) {
                return color;
            }
        }
        return null;
    }

    private int weight(Color color) {
        return color == Color.BLUE ? toBlue : toGreen;
    }

    @Override
    public String toString() {
        return name + " says " + says;
    }
}
