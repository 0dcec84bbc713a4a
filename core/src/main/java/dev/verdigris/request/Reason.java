package dev.verdigris.request;

/** The reason for something that is done by force, as it is kept in the history. */
final class Reason {
    private static final int LONGEST = 200;

    private Reason() {}

    /** That reason, if the history can keep it. */
    static String require(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("reason: expected 1 to " + LONGEST
                    + " characters for the history, found " + (reason.isBlank() ? "none" : reason.length()));
        }
        return reason;
    }
}
