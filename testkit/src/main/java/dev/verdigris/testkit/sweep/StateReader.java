package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the deployment states of an environment as {@link BlueGreen#inProgress} reads them for anybody, in a cloud of its own, so
 * without a call to the one that is watched. The same text says the same in whatever world it was written, so that each is
 * read once where it may come again; worlds that are much alike share a reader.
 */
final class StateReader implements DeploymentStore {
    /** The number of texts of a few kilobytes each that a sweep remembers: one in twenty is new in each of its worlds. */
    static final int OF_A_SWEEP = 5000;

    private final Environment environment;
    private final int remembered;
    private final BlueGreen reading;
    private final Map<String, Optional<DeploymentInProgress>> read = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<DeploymentInProgress>> eldest) {
            return size() > remembered;
        }
    };
    private @Nullable String text;
    private @Nullable DeploymentInProgress inProgress;
    /** The last deployment that was read as a whole, if another text may say the same of it but how far it has come. */
    private @Nullable ToldState told;

    private @Nullable DeploymentInProgress began;

    /** Remembers the last text alone: in a world by chance no text comes again. */
    StateReader(Environment environment) {
        this(environment, 0);
    }

    /** @param remembered how many texts it remembers besides the last */
    StateReader(Environment environment, int remembered) {
        this.environment = environment;
        this.remembered = remembered;
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
            inProgress = told(state);
            text = state;
        }
        return inProgress;
    }

    /** The color that traffic leaves, as the invariants see it: what is adopted stands in for the one that it does not go to. */
    static @Nullable Color from(DeploymentInProgress inProgress) {
        Color to = inProgress.to();
        return inProgress.verb().equals("adopt") && to != null ? to.other() : inProgress.from();
    }

    private @Nullable DeploymentInProgress told(String state) {
        ToldState now = ToldState.of(state);
        DeploymentInProgress later = now == null || told == null || began == null
                ? null
                : now.after(told, began, () -> Objects.requireNonNull(read(state)));
        if (later != null) {
            return later;
        }
        Optional<DeploymentInProgress> known = remembered == 0 ? null : read.get(state);
        DeploymentInProgress found = known == null ? read(state) : known.orElse(null);
        if (known == null && remembered > 0) {
            read.put(state, Optional.ofNullable(found));
        }
        told = now;
        began = found;
        return found;
    }

    private @Nullable DeploymentInProgress read(String state) {
        text = state;
        try {
            return reading.inProgress(environment);
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
