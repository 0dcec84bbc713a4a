package dev.verdigris.internal.text;

import java.time.Duration;
import java.util.Collection;

/** Words for durations, counts and lists in messages, everywhere the same. */
public final class Words {

    /** A list longer than this is cut, with the number of those left out. */
    private static final int LISTED = 10;

    private Words() {}

    /** {@code 250ms}, {@code 5s}, {@code 15m}, {@code 1h 30m}: the two largest units, nothing lost below a minute. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            long tenths = millis / 100 % 10;
            return tenths == 0 ? seconds + "s" : seconds + "." + tenths + "s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "m", seconds % 60, "s");
        }
        return pair(seconds / 3600, "h", seconds % 3600 / 60, "m");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + " " + small + smallUnit;
    }

    /** {@code 1 instance}, {@code 3 instances}; a unit that is a symbol stays as it is: {@code 3 MiB}. */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 || noun.equals("MiB") ? "" : "s");
    }

    /** The items, comma-separated; after the tenth only how many more there are. */
    public static String list(Collection<?> items) {
        StringBuilder listed = new StringBuilder();
        int number = 0;
        for (Object item : items) {
            if (number == LISTED) {
                return listed.append(" and ")
                        .append(items.size() - LISTED)
                        .append(" more")
                        .toString();
            }
            listed.append(number++ == 0 ? "" : ", ").append(item);
        }
        return listed.toString();
    }

    /**
     * The text, cut to that many characters, the last of which then is an ellipsis. Never cuts one character in two.
     */
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
