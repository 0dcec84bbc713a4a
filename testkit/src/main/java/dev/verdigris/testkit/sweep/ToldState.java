package dev.verdigris.testkit.sweep;

import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The text of a deployment in progress in its parts: who holds it, what was asked for, how far it has come, and how
 * everything was. Most texts differ from the one before in how far it has come and nothing else, which can be told by comparing them.
 *
 * @param held all up to the number of writes
 * @param asked what was asked for
 * @param progress the facts of how far it has come
 * @param was how everything was, and what had ended before
 */
record ToldState(String held, String asked, String progress, String was) {
    private static final String WRITES = "\nlease.writes ";
    private static final String ASKED = "\nenvironment.name ";
    private static final String PROGRESS = "\nexecution.direction ";
    private static final String WAS = "\nwas.blue ";
    private static final String PHASE = "\nexecution.phase ";
    private static final String STEP = "\nexecution.step ";
    /** The numbers that nobody sees but the next process. */
    private static final List<String> UNSEEN =
            List.of("\nexecution.floor ", "\nexecution.served ", "\nexecution.pin.blue ", "\nexecution.pin.green ");

    /** The parts of a text; null if it has others, or says more of how far it has come. */
    static @Nullable ToldState of(String text) {
        int writes = text.indexOf(WRITES);
        int asked = text.indexOf(ASKED, writes + 1);
        int progress = text.indexOf(PROGRESS, asked + 1);
        int was = text.indexOf(WAS, progress + 1);
        boolean inOrder = writes > 0 && end(text, writes) == asked && asked < progress && progress < was;
        if (!inOrder || !isNumber(text, writes + WRITES.length())) {
            return null;
        }
        ToldState told = new ToldState(
                text.substring(0, writes),
                text.substring(asked, progress),
                text.substring(progress, was),
                text.substring(was));
        return told.plain() ? told : null;
    }

    /** Whether direction, phase and step are told, and besides that but numbers that nobody sees, each once. */
    private boolean plain() {
        int phase = end(progress, 0);
        int at = progress.startsWith(PHASE, phase) ? end(progress, phase) : -1;
        if (at >= 0 && progress.startsWith(STEP, at)) {
            at = end(progress, at);
        }
        for (String unseen : UNSEEN) {
            if (at >= 0 && progress.startsWith(unseen, at)) {
                at = isNumber(progress, at + unseen.length()) ? end(progress, at) : -1;
            }
        }
        return at == progress.length();
    }

    /** Where the line after one begins, with the line feed before it. */
    private static int end(String text, int line) {
        int end = text.indexOf('\n', line + 1);
        return end < 0 ? text.length() : end;
    }

    /** Whether the rest of a line is a number of so few digits that it can be read. */
    private static boolean isNumber(String text, int from) {
        int end = end(text, from);
        for (int i = from; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return end > from && end - from < 10;
    }

    /** Whether another text says the same, how far it has come aside. */
    boolean isOf(ToldState other) {
        return held.equals(other.held) && asked.equals(other.asked) && was.equals(other.was);
    }

    /** How far it has come; null if that is not known to be possible. */
    LaterState.@Nullable Progress come() {
        String direction = value(PROGRESS);
        Phase phase = phase(value(PHASE));
        if (phase == null || direction == null || !(direction.equals("forward") || direction.equals("back"))) {
            return null;
        }
        return new LaterState.Progress(
                direction.equals("back") ? Direction.BACK : Direction.FORWARD, phase, value(STEP));
    }

    /** The deployment by this text, if it is known by an earlier one; null if it has to be read. */
    @Nullable
    DeploymentInProgress after(ToldState earlier, DeploymentInProgress read, Supplier<DeploymentInProgress> whole) {
        LaterState.Progress come = isOf(earlier) ? come() : null;
        return come == null ? null : new LaterState(read, come, whole);
    }

    private @Nullable String value(String key) {
        int line = progress.indexOf(key);
        return line < 0 ? null : progress.substring(line + key.length(), end(progress, line));
    }

    private static @Nullable Phase phase(@Nullable String label) {
        for (Phase phase : Phase.values()) {
            if (phase.label().equals(label)) {
                return phase;
            }
        }
        return null;
    }
}
