package dev.verdigris.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads moments and durations in the form of ISO 8601. The deployment state holds a dozen of them, and the parsers of
 * the JDK, which know every form, take longer for these than all the rest of it takes: what is written as usual is read
 * here, and everything else by them.
 */
public final class Times {
    /** Longer numbers may not fit into a {@code long} when they are counted in seconds. */
    private static final int LONGEST = 16;

    private Times() {}

    /**
     * The duration that {@link Duration#parse} reads.
     *
     * @throws java.time.format.DateTimeParseException if it is none
     */
    public static Duration duration(String text) {
        long seconds = 0;
        long number = -1;
        long above = Long.MAX_VALUE;
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                number = Math.max(0, number) * 10 + c - '0';
                continue;
            }
            long unit = c == 'H' ? 3600 : c == 'M' ? 60 : c == 'S' ? 1 : above;
            if (number < 0 || unit >= above) {
                return Duration.parse(text);
            }
            seconds += number * unit;
            above = unit;
            number = -1;
        }
        boolean usual = text.startsWith("PT") && text.length() <= LONGEST && number < 0 && above < Long.MAX_VALUE;
        return usual ? Duration.ofSeconds(seconds) : Duration.parse(text);
    }

    /**
     * The moment that {@link Instant#parse} reads.
     *
     * @throws java.time.format.DateTimeParseException if it is none
     */
    public static Instant instant(String text) {
        int end = text.length() - 1;
        boolean usual =
                end >= 19 && text.charAt(end) == 'Z' && like("####-##-##T##:##:##", text) && isFraction(text, end);
        if (!usual || number(text, 11, 13) > 23 || number(text, 14, 16) > 59 || number(text, 17, 19) > 59) {
            return Instant.parse(text);
        }
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (month < 1 || month > 12 || day < 1 || day > 28) {
            return Instant.parse(text);
        }
        long seconds = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
        return LocalDate.of(number(text, 0, 4), month, day)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds(seconds)
                .plusNanos(nanos(text, end));
    }

    private static boolean like(String form, String text) {
        for (int i = 0; i < form.length(); i++) {
            char wanted = form.charAt(i);
            char c = text.charAt(i);
            if (wanted == '#' ? !isDigit(c) : c != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Whether what follows the seconds is nothing, or a point and up to nine digits. */
    private static boolean isFraction(String text, int end) {
        if (end == 19) {
            return true;
        }
        if (text.charAt(19) != '.' || end == 20 || end > 29) {
            return false;
        }
        for (int i = 20; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int i = 20; i < 29; i++) {
            nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
