package dev.verdigris.internal.text;

import java.util.regex.Pattern;

/** What a release may be called: it must fit into one cell of the deployment state, and be read off a screen. */
public final class ReleaseName {
    /** In words. */
    public static final String EXPECTED = "1 to 128 printable characters of ASCII without blanks";

    private static final Pattern NAME = Pattern.compile("[!-~]{1,128}");

    private ReleaseName() {}

    /** Whether a release may be called so. */
    public static boolean is(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The name, if a release may be called so.
     *
     * @throws IllegalArgumentException if not
     */
    public static String valid(String text) {
        if (!is(text)) {
            throw new IllegalArgumentException("release: expected " + EXPECTED + ", found '" + text + "'");
        }
        return text;
    }
}
