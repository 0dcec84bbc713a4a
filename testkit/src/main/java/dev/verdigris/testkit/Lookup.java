package dev.verdigris.testkit;

import org.jspecify.annotations.Nullable;

/** Finds what a test names, or says what there is instead. */
final class Lookup {
    private Lookup() {}

    static <T> T required(String what, @Nullable T found, String name, Object there) {
        if (found == null) {
            throw new IllegalArgumentException("expected the " + what + " '" + name + "', found " + there);
        }
        return found;
    }
}
