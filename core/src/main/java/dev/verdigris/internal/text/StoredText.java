package dev.verdigris.internal.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Words for a text that a store has not kept. */
public final class StoredText {
    private static final int SHOWN = 40;

    private StoredText() {}

    /**
     * Describes what was found in the place of what was written: how long it is, and how it begins where it begins to
     * differ.
     */
    public static String instead(String written, @Nullable String found) {
        if (found == null) {
            return "nothing";
        }
        int same = 0;
        while (same < Math.min(written.length(), found.length()) && written.charAt(same) == found.charAt(same)) {
            same++;
        }
        if (same == found.length()) {
            return "only the first " + bytes(found) + " of " + bytes(written) + " bytes";
        }
        return bytes(found) + " bytes in the place of " + bytes(written) + ", from character " + (same + 1) + " on '"
                + beginning(found.substring(same)) + "'";
    }

    /** The beginning of a text. */
    public static String beginning(String text) {
        return Words.shortened(printable(text), SHOWN);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), 2 * SHOWN))
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
