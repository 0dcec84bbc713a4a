package dev.verdigris.rollout;

import dev.verdigris.outcome.Outcome;
import dev.verdigris.rollout.RolloutResult.Ending;
import dev.verdigris.rollout.RolloutResult.OfEnvironment;
import dev.verdigris.rollout.RolloutResult.Standing;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results of a rollout, as they are told. */
final class Results {
    private Results() {}

    record OneEnvironment(
            String wave,
            String environment,
            Standing standing,
            @Nullable String deployment,
            @Nullable Outcome outcome,
            @Nullable String problem)
            implements OfEnvironment {

        @Override
        public String toString() {
            return wave + "/" + environment + ": " + Sentences.word(standing) + (problem == null ? "" : ", " + problem);
        }
    }

    record Whole(String rollout, Ending ending, @Nullable String stopped, List<OfEnvironment> environments)
            implements RolloutResult {

        @Override
        public String toString() {
            return "rollout " + rollout + ": " + Sentences.word(ending) + (stopped == null ? "" : ", since " + stopped)
                    + environments.stream().map(each -> "\n  " + each).collect(Collectors.joining());
        }
    }
}
