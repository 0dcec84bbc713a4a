package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.report.EndedDeployment;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a deployment state's text that stays the same while a deployment is in progress: what was asked for, how
 * everything was, and what had ended before. It is most of the text, and a deployment is written a dozen times, so it is put into words once.
 */
final class LastingText {
    private final Part asked = new Part();
    private final Part was = new Part();
    private final Part ended = new Part();

    void asked(Facts facts, CurrentDeployment current, Consumer<Facts> put) {
        asked.add(facts, current.request() == null ? current.environment() : current.request(), put);
    }

    void was(Facts facts, Execution execution, Consumer<Facts> put) {
        was.add(facts, execution.preimage(), put);
    }

    void ended(Facts facts, List<EndedDeployment> history, Consumer<Facts> put) {
        ended.add(facts, history, put);
    }

    /** The words for one value, the last that was written: a value that is another object is put into words anew. */
    private static final class Part {
        private @Nullable Object of;
        private String words = "";

        @SuppressWarnings("ReferenceEquality") // to compare what a state holds takes longer than to put it into words
        void add(Facts facts, Object value, Consumer<Facts> put) {
            if (of == value) {
                facts.add(words);
                return;
            }
            int begin = facts.length();
            put.accept(facts);
            words = facts.since(begin);
            of = value;
        }
    }
}
