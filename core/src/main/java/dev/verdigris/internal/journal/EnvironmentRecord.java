package dev.verdigris.internal.journal;

import dev.verdigris.journal.EndedDeployment;
import dev.verdigris.model.KeptWarm;
import dev.verdigris.model.Served;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is on record of an environment.
 *
 * @param fencing how many holders the record has had; each adds one
 * @param keptWarm the fleet that is kept warm; null if none is
 * @param served the color that served before, and how much of it; null if that is not known
 * @param originals the bounds of a deployment that was removed without being settled; null if there was none
 * @param history the deployments that have ended, newest first
 * @param open the deployment that is open; null if none is
 */
public record EnvironmentRecord(
        long fencing,
        @Nullable KeptWarm keptWarm,
        @Nullable Served served,
        @Nullable Originals originals,
        List<EndedDeployment> history,
        @Nullable Open open) {

    /** The record of an environment that has none yet. */
    public static final EnvironmentRecord BLANK = new EnvironmentRecord(0, null, null, null, List.of(), null);

    /** So long is the cause of an ended deployment at most, in characters. */
    public static final int LONGEST_CAUSE = 200;

    /** So many ended deployments are kept; fewer where they would not fit into the record. */
    private static final int REMEMBERED = 10;

    /** Copies the history. */
    public EnvironmentRecord {
        history = List.copyOf(history);
    }

    /** The same with an open deployment. */
    public EnvironmentRecord with(Open open) {
        return new EnvironmentRecord(fencing, keptWarm, served, originals, history, open);
    }

    /** The same for one more holder. */
    EnvironmentRecord fenced() {
        return new EnvironmentRecord(fencing + 1, keptWarm, served, originals, history, open);
    }

    /** The same with nothing open. */
    public EnvironmentRecord closed() {
        return new EnvironmentRecord(fencing, keptWarm, served, originals, history, null);
    }

    /** The same with another fleet kept warm, or none. */
    public EnvironmentRecord keeping(@Nullable KeptWarm warm) {
        return new EnvironmentRecord(fencing, warm, served, originals, history, open);
    }

    /** The same with what served before. */
    public EnvironmentRecord serving(@Nullable Served before) {
        return new EnvironmentRecord(fencing, keptWarm, before, originals, history, open);
    }

    /** The same with originals to be restored, or none. */
    public EnvironmentRecord restoring(@Nullable Originals originals) {
        return new EnvironmentRecord(fencing, keptWarm, served, originals, history, open);
    }

    /** The same with one more ended deployment; the oldest are forgotten. */
    public EnvironmentRecord remembering(EndedDeployment ended) {
        List<EndedDeployment> longer = new ArrayList<>();
        longer.add(ended);
        longer.addAll(history.subList(0, Math.min(history.size(), REMEMBERED - 1)));
        return new EnvironmentRecord(fencing, keptWarm, served, originals, longer, open);
    }

    /** The same with less of what is only told: without the oldest ended deployment, then with less of a cause; null if neither is left. */
    @Nullable
    EnvironmentRecord shorter() {
        if (!history.isEmpty()) {
            return new EnvironmentRecord(
                    fencing, keptWarm, served, originals, history.subList(0, history.size() - 1), open);
        }
        Open shorter = open == null ? null : open.shorter();
        return shorter == null ? null : with(shorter);
    }
}
