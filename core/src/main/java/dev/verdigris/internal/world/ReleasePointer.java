package dev.verdigris.internal.world;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import dev.verdigris.report.Finding;
import org.jspecify.annotations.Nullable;

/**
 * The release pointer of an environment, as a step sees and changes it.
 *
 * @param environment whose it is
 * @param place where it is
 * @param releases by which it is read and changed
 * @param permit asked before each change
 * @param announcer told of each change
 * @param inFlight keeps the changes that got no answer
 */
public record ReleasePointer(
        Environment environment,
        String place,
        Releases releases,
        Permit permit,
        Announcer announcer,
        InFlight inFlight) {
    private static final String READ = "releases:Read";

    /**
     * The version that new instances boot with now; null if none is selected.
     *
     * @throws PortException.Invalid if the pointer is somewhere else, or instances do not boot with what is selected
     */
    public @Nullable String read() {
        Releases.Pointer found = releases.read(environment);
        if (!found.place().equals(place)) {
            throw new PortException.Invalid(
                    READ,
                    "expected the release pointer of " + environment.name() + " at " + place + ", found it at "
                            + found.place(),
                    "name the same place as when this began",
                    null);
        }
        Finding obstacle = found.obstacle();
        if (obstacle != null) {
            throw new PortException.Invalid(READ, obstacle.problem(), obstacle.remedy(), null);
        }
        return found.version();
    }

    /** Selects a version in the place of the one that was read; null for none. */
    public void select(@Nullable String expected, @Nullable String version) {
        announcer.change(place + ": " + shown(expected) + " → " + shown(version));
        inFlight.send(() -> releases.select(environment, expected, version, permit));
    }

    /** A version in words. */
    public static String shown(@Nullable String version) {
        return version == null ? "nothing" : version;
    }
}
