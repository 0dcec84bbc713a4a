package dev.verdigris.internal.engine;

import dev.verdigris.internal.step.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How something stood when it was asked.
 *
 * @param subject what was asked: at a poll of a step, that may also be a step that stands
 * @param progress how it stands
 * @param trouble the exception that lies behind that, if one does
 */
record Answer(Subject subject, Progress progress, @Nullable Throwable trouble) {

    /** An answer that no exception lies behind. */
    Answer(Subject subject, Progress progress) {
        this(subject, progress, null);
    }

    boolean done() {
        return progress instanceof Progress.Done;
    }

    /** What it comes to, if it goes no further. */
    Failure failure(String problem, String remedy) {
        return new Failure(subject, problem, remedy, trouble);
    }
}
