package dev.verdigris.internal.engine;

import dev.verdigris.internal.step.Progress;
import org.jspecify.annotations.Nullable;

/**
 * An answer to one poll: how a subject stood.
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

    /** The failure that this answer comes to, after which it is no use to try again. */
    Failure lastFailure(String problem, String remedy) {
        return new Failure(subject, problem, remedy, trouble, true);
    }

    /** The failure that this answer comes to, if it gets no further. */
    Failure failure(String problem, String remedy) {
        return new Failure(subject, problem, remedy, trouble);
    }
}
