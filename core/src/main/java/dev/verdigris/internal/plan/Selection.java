package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.report.Finding;
import org.jspecify.annotations.Nullable;

/**
 * The release pointer of an environment, as it was observed.
 *
 * @param place where it is; null if there is no port to read it by
 * @param version what is selected, verbatim; null if nothing is
 * @param obstacle why instances do not boot with that; null if they do
 * @param known what is in the deployment state of releases; null if nothing is
 */
public record Selection(
        @Nullable String place,
        @Nullable String version,
        @Nullable Finding obstacle,
        @Nullable Released known) {

    /** Whether the release of the color that serves is known, and another one is selected, or none. */
    public boolean ahead(@Nullable Color serving) {
        String serves = serves(serving);
        return place != null && serves != null && !serves.equals(version);
    }

    /** The release of the color that serves; null if that is not known. */
    public @Nullable String serves(@Nullable Color serving) {
        return known == null ? null : known.of(serving);
    }

    /** That another release is selected than serves, in words. */
    public String sentence(@Nullable Color serving) {
        return place + " selects " + (version == null ? "nothing" : version) + " while " + serving + " serves "
                + serves(serving) + ", so that what is launched now may run another version";
    }

    /** The releases as they are now; null if the pointer cannot be read. */
    @Nullable
    Released released(@Nullable Color active) {
        if (place == null) {
            return null;
        }
        return known == null
                ? Released.first(place, version, active)
                : known.at(place).selecting(version);
    }
}
