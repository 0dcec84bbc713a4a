package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Request;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same in a deployment state while a deployment is in progress, as the last text that was read has it. It is
 * most of the text: who reads one text after the other reads it once.
 */
final class LastingFacts {
    private final Part<Asked> asked = new Part<>();
    private final Part<Preimage> was = new Part<>();
    private final Part<List<EndedDeployment>> ended = new Part<>();

    /**
     * What was asked for.
     *
     * @param environment of what
     * @param request what; null for a reconcile
     * @param participants what of the user's own takes part
     */
    record Asked(Environment environment, @Nullable Request request, Participants participants) {}

    Asked asked(String verb, StateParts parts, Supplier<Asked> reading) {
        return asked.of(verb + "\n" + parts.asked(), reading);
    }

    /** How everything was before what was asked for: its text is in the words of a strategy. */
    Preimage was(Asked before, StateParts parts, Supplier<Preimage> reading) {
        return was.of(before.environment().traffic() + "\n" + parts.was(), reading);
    }

    List<EndedDeployment> ended(StateParts parts, Supplier<List<EndedDeployment>> reading) {
        return ended.of(parts.ended(), reading);
    }

    /** What one part says, the last that was read: other words are read anew. */
    private static final class Part<T> {
        private volatile @Nullable Known<T> last;

        private record Known<T>(String words, T says) {}

        T of(String words, Supplier<T> reading) {
            Known<T> known = last;
            if (known == null || !known.words.equals(words)) {
                known = new Known<>(words, reading.get());
                last = known;
            }
            return known.says;
        }
    }
}
