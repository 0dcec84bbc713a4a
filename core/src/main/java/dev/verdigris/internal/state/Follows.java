package dev.verdigris.internal.state;

import dev.verdigris.model.Color;
import org.jspecify.annotations.Nullable;

/**
 * A follower of an environment, and what it has confirmed last: who else moves traffic tells no follower of it.
 *
 * @param name the name that it is registered under
 * @param known whether it is known what it has confirmed
 * @param color the color that it acts on by that; null if nobody serves by that, or if it is not known
 */
public record Follows(String name, boolean known, @Nullable Color color) {
    private static final String TAB = "\t";
    private static final String NOBODY = "nobody";

    /** A follower that has confirmed nothing so far, or of which that is not known any more. */
    static Follows unknown(String name) {
        return new Follows(name, false, null);
    }

    /** Whether it has confirmed that this color serves; or with null that nobody does. */
    public boolean has(@Nullable Color confirmed) {
        return known && color == confirmed;
    }

    /** What it has confirmed, in words. */
    public String shown() {
        return color != null ? "that " + color + " serves" : "that nobody serves";
    }

    String words() {
        return name + (known ? TAB + (color == null ? NOBODY : color.label()) : "");
    }

    static Follows parse(String words) {
        String[] cells = words.split(TAB, -1);
        if (cells.length == 1) {
            return unknown(words);
        }
        return new Follows(cells[0], true, cells[1].equals(NOBODY) ? null : Color.parse(cells[1]));
    }
}
