package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the deployment states of an environment as {@link BlueGreen#inProgress} reads them for anybody, in a cloud of its own, so
 * without a call to the one that is watched. The same text says the same in whatever world it was written, so that each is
 * read once; worlds that are much alike share a reader.
 */
final class StateReader implements DeploymentStore {
    /** The number of texts that are remembered, of a few kilobytes each. */
    private static final int REMEMBERED = 5000;

    private final Environment environment;
    private final BlueGreen reading;
    private final Map<String, Optional<DeploymentInProgress>> read = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<DeploymentInProgress>> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable String text;
    private @Nullable DeploymentInProgress inProgress;

    StateReader(Environment environment) {
        this.environment = environment;
        this.reading = BlueGreen.builder(SimulatedCloud.serving(environment, 1).ports())
                .store(this)
                .build();
    }

    /**
     * The deployment in progress that a text speaks of; null if it speaks of none.
     *
     * @throws dev.verdigris.error.RefusedException if it cannot be read
     */
    @Nullable
    DeploymentInProgress inProgress(String state) {
        if (!state.equals(text)) {
            Optional<DeploymentInProgress> known = read.get(state);
            inProgress = known == null ? read(state) : known.orElse(null);
            text = state;
        }
        return inProgress;
    }

    /** The color that traffic leaves, as the invariants see it: what is adopted stands in for the one that it does not go to. */
    static @Nullable Color from(DeploymentInProgress inProgress) {
        Color to = inProgress.to();
        return inProgress.verb().equals("adopt") && to != null ? to.other() : inProgress.from();
    }

    private @Nullable DeploymentInProgress read(String state) {
        text = state;
        try {
            DeploymentInProgress found = reading.inProgress(environment);
            read.put(state, Optional.ofNullable(found));
            return found;
        } finally {
            text = null;
        }
    }

    @Override
    public @Nullable Stored find(String name) {
        return text == null ? null : new Stored(text, "shown");
    }

    @Override
    public boolean held(String name, String revision) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public String claim(String name, String newText, @Nullable String revision) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public String replace(String name, String newText, String revision) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public boolean leasesExpire() {
        return true;
    }
}
