package dev.verdigris.internal.state;

import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.EndedDeployment;
import java.util.Map;

/**
 * The words that the deployment state has for a choice, whatever the code calls it.
 *
 * @param labels the word for each
 */
record Labels<T>(Map<T, String> labels) {
    static final Labels<Direction> DIRECTION =
            new Labels<>(Map.of(Direction.FORWARD, "forward", Direction.BACK, "back"));

    static final Labels<Phase> PHASE = new Labels<>(
            Map.of(Phase.PREPARE, "prepare", Phase.SHIFT, "shift", Phase.BAKE, "bake", Phase.FINALIZE, "finalize"));

    static final Labels<EndedDeployment.Ending> ENDING = new Labels<>(Map.of(
            EndedDeployment.Ending.SUCCEEDED, "succeeded",
            EndedDeployment.Ending.ROLLED_BACK, "rolled-back",
            EndedDeployment.Ending.FAILED, "failed",
            EndedDeployment.Ending.SUPERSEDED, "superseded",
            EndedDeployment.Ending.UNLOCKED, "unlocked"));

    /** The word for one of them. */
    String of(T value) {
        String label = labels.get(value);
        if (label == null) {
            throw new IllegalStateException("no label for " + value);
        }
        return label;
    }

    /**
     * The one that has that word.
     *
     * @throws UnknownWord if none has
     */
    T parse(String label) {
        for (Map.Entry<T, String> entry : labels.entrySet()) {
            if (entry.getValue().equals(label)) {
                return entry.getKey();
            }
        }
        throw new UnknownWord(label);
    }
}
