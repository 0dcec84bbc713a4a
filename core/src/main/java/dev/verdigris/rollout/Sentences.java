package dev.verdigris.rollout;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How a rollout speaks. */
final class Sentences {
    private Sentences() {}

    /** A duration in whole seconds, such as {@code 1h30m}. */
    static String duration(Duration duration) {
        return duration.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** How many environments a wave has, and go at once. */
    static String size(Wave wave) {
        int size = wave.members().size();
        return size == 1 ? "1 environment" : size + " environments, " + wave.atOnce() + " at once";
    }

    /** A word of an enum, such as {@code not begun}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
