package dev.verdigris.page;

import dev.verdigris.internal.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time that a page shows, from left to right. Everything on it is placed in percent, so that the page fits any width.
 *
 * @param begin the moment at the left
 * @param end the moment at the right
 */
record Axis(Instant begin, Instant end) {
    private static final int MOST_TICKS = 6;

    /** The distances between two ticks that a person reads easily, in seconds. */
    private static final long[] DISTANCES = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
    };

    /** The place of a moment, in percent of the width. */
    double at(Instant moment) {
        double whole = Math.max(1, Duration.between(begin, end).toMillis());
        return Math.max(0, Math.min(100, 100 * Duration.between(begin, moment).toMillis() / whole));
    }

    String x(Instant moment) {
        return percent(at(moment));
    }

    /** The width from one moment to another; what takes no time is seen, too. */
    String width(Instant from, Instant to) {
        return percent(Math.max(0.25, at(to) - at(from)));
    }

    static String percent(double part) {
        return number(part) + "%";
    }

    static String number(double number) {
        String text = String.format(Locale.ROOT, "%.3f", number);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** The time since the beginning, in words. */
    String since(Instant moment) {
        return moment.equals(begin) ? "0s" : Words.duration(Duration.between(begin, moment));
    }

    /** The moments that are marked. */
    List<Instant> ticks() {
        long whole = Math.max(1, Duration.between(begin, end).toSeconds());
        long distance = DISTANCES[DISTANCES.length - 1];
        for (int i = DISTANCES.length - 1; i >= 0 && whole / DISTANCES[i] < MOST_TICKS; i--) {
            distance = DISTANCES[i];
        }
        distance = Math.max(distance, whole / MOST_TICKS);
        List<Instant> ticks = new ArrayList<>();
        for (long second = 0; second <= whole; second += distance) {
            ticks.add(begin.plusSeconds(second));
        }
        return ticks;
    }
}
