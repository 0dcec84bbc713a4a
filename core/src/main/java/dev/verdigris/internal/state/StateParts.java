package dev.verdigris.internal.state;

import java.util.List;

/**
 * The text of a deployment state in its parts, in the order in which they are written. Where a line stands elsewhere, or is of
 * no part, each part is the whole text, so that it makes no difference.
 */
final class StateParts {
    /** The parts, by how the keys of their facts begin. */
    private static final List<List<String>> KEYS = List.of(
            List.of("verdigris ", "fencing ", "kept-warm ", "served ", "release ", "originals.", "follower "),
            List.of("deployment.", "lease."),
            List.of("environment.", "requires ", "request.", "policy.", "deadline.", "launches.", "refresh."),
            List.of("execution.", "cause."),
            List.of("was."),
            List.of("ended ", "ended."));

    private final String text;
    /** Where each part begins, and the last one ends. */
    private final int[] begins = new int[KEYS.size() + 1];

    private final boolean inOrder;

    StateParts(String text) {
        this.text = text;
        int part = 0;
        int line = 0;
        while (line < text.length() && part < KEYS.size()) {
            if (begins(line, KEYS.get(part))) {
                int feed = text.indexOf('\n', line);
                line = feed < 0 ? text.length() : feed + 1;
            } else {
                begins[++part] = line;
            }
        }
        while (part < KEYS.size()) {
            begins[++part] = line;
        }
        this.inOrder = line == text.length();
    }

    private boolean begins(int line, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (text.startsWith(keys.get(i), line)) {
                return true;
            }
        }
        return false;
    }

    private String part(int number) {
        return inOrder ? text.substring(begins[number], begins[number + 1]) : text;
    }

    /** Whether the parts are in order, and each has its own lines and no others. */
    boolean inOrder() {
        return inOrder;
    }

    /** What is known of the environment, whatever is in progress. */
    String known() {
        return part(0);
    }

    /** What is in progress, and who holds it. */
    String held() {
        return part(1);
    }

    /** What was asked for. */
    String asked() {
        return part(2);
    }

    /** How far it may have come. */
    String progress() {
        return part(3);
    }

    /** How everything was. */
    String was() {
        return part(4);
    }

    /** What has ended before. */
    String ended() {
        return part(5);
    }
}
