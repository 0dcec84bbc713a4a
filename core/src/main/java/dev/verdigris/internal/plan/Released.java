package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The releases of an environment, as far as they are known: what is selected for new instances, and what each fleet was
 * deployed with.
 *
 * @param place where the release pointer is
 * @param selected the version that it was last known to select; null if nothing was selected
 * @param blue the version that the blue fleet was deployed with; null if that is not known
 * @param green the version that the green fleet was deployed with; null if that is not known
 */
public record Released(
        String place,
        @Nullable String selected,
        @Nullable String blue,
        @Nullable String green) {

    /**
     * The releases of an environment that nobody knew any of: what is selected is taken for what serves.
     *
     * @param active the color that serves; null if that cannot be said
     */
    public static Released first(String place, @Nullable String selected, @Nullable Color active) {
        return new Released(
                place, selected, active == Color.BLUE ? selected : null, active == Color.GREEN ? selected : null);
    }

    /** The version that a color's fleet was deployed with; null if that is not known, or there is no color. */
    public @Nullable String of(@Nullable Color color) {
        return color == null ? null : color == Color.BLUE ? blue : green;
    }

    /** These releases, with another one selected. */
    public Released selecting(@Nullable String version) {
        return Objects.equals(version, selected) ? this : new Released(place, version, blue, green);
    }

    /** These releases, with another one in a color's fleet; null if that is not known any more. */
    public Released deployed(Color color, @Nullable String version) {
        return color == Color.BLUE
                ? new Released(place, selected, version, green)
                : new Released(place, selected, blue, version);
    }

    /** These releases, with the pointer at another place. */
    public Released at(String other) {
        return new Released(other, selected, blue, green);
    }
}
