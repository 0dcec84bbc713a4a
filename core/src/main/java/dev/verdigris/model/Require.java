package dev.verdigris.model;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The checks that values make of themselves; each refusal says what was expected and what was found. */
final class Require {

    private Require() {}

    static String text(String what, String value, int longest) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + ": expected some text, found '" + value + "'");
        }
        if (value.length() > longest) {
            throw new IllegalArgumentException(what + ": expected at most " + longest + " characters, found "
                    + value.length() + " in '" + value.substring(0, 40) + "…'");
        }
        return value;
    }

    static String matching(String what, String value, Pattern pattern, String expected) {
        that(pattern.matcher(value).matches(), what, value, expected);
        return value;
    }

    static void that(boolean so, String what, String value, String expected) {
        if (!so) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", found '" + value + "'");
        }
    }

    /** Whether every character from one on is as it may be: a pattern says it shorter, and takes much longer. */
    static boolean each(String value, int from, IntPredicate allowed) {
        for (int i = from; i < value.length(); i++) {
            if (!allowed.test(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A letter, a digit, or one of {@code . _ -}. */
    static boolean word(int c) {
        return letterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }

    static boolean letterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    static int notNegative(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + ": expected 0 or more, found " + value);
        }
        return value;
    }
}
