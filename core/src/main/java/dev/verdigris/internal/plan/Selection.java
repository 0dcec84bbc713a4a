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

    /** The releases as they are now; null if the pointer cannot be read. */
    @Nullable
    Released released(@Nullable Color active) {
        if (place == null) {
            return null;
        }
        return known == null ? Released.first(place, version, active) : known.selecting(version);
    }
}
