package dev.verdigris.internal.state;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore;
import org.jspecify.annotations.Nullable;

/**
 * The sight of an environment's deployment state, as one look shows it.
 *
 * @param stored the text; null if there is none
 * @param state what it says
 */
public record Sight(DeploymentStore.@Nullable Stored stored, DeploymentState state) {

    /**
     * Looks once. What cannot be read is read once more, since some stores show a write that is under way half done.
     *
     * @throws RefusedException if it cannot be read then either
     */
    static Sight of(DeploymentStore store, Environment environment) {
        return of(store, environment, new LastingFacts());
    }

    /**
     * Looks once more at what may have been looked at before.
     *
     * @param lasting what it said then of what stays the same
     */
    static Sight of(DeploymentStore store, Environment environment, LastingFacts lasting) {
        DeploymentStore.Stored stored = store.find(environment.stateKey());
        try {
            return new Sight(stored, read(environment.name(), stored, lasting));
        } catch (RefusedException e) {
            DeploymentStore.Stored again = store.find(environment.stateKey());
            return new Sight(again, read(environment.name(), again, lasting));
        }
    }

    private static DeploymentState read(
            String environment, DeploymentStore.@Nullable Stored stored, LastingFacts lasting) {
        return stored == null ? DeploymentState.BLANK : StateText.read(environment, stored.text(), lasting);
    }
}
