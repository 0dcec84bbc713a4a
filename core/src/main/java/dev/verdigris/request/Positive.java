package dev.verdigris.request;

import java.time.Duration;

/** The check that durations make of themselves which cannot be zero. */
final class Positive {

    private Positive() {}

    static Duration require(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + ": expected more than 0, found " + value);
        }
        return value;
    }
}
