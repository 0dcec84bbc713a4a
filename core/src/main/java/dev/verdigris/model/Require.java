package dev.verdigris.model;

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
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", found '" + value + "'");
        }
        return value;
    }

    static int notNegative(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + ": expected 0 or more, found " + value);
        }
        return value;
    }
}
