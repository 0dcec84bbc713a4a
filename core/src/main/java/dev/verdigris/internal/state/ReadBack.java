package dev.verdigris.internal.state;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.text.StoredText;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore;

/**
 * Reads back what was claimed, before anything begins: a store that keeps something else is found out by the first who
 * uses it.
 */
final class ReadBack {
    private static final int LOOKS = 2;

    private ReadBack() {}

    /**
     * Whether what was claimed is there; not if somebody else has claimed it since.
     *
     * @throws RefusedException if neither is so
     */
    static boolean shows(DeploymentStore store, Environment environment, String claimed, String token) {
        DeploymentStore.Stored found = null;
        for (int look = 0; look < LOOKS; look++) {
            found = store.find(environment.stateKey());
            if (found != null && found.text().equals(claimed)) {
                return true;
            }
        }
        if (found != null && somebodyElse(environment.name(), found.text(), token)) {
            return false;
        }
        throw new RefusedException(
                "expected the deployment state of " + environment.name() + " to come back as it was written, found "
                        + StoredText.instead(claimed, found == null ? null : found.text()),
                "nothing had begun; check the store (docs/stores.md names servers and client settings that keep"
                        + " what they are given), and delete what it holds of " + environment.name()
                        + " if it cannot be read");
    }

    private static boolean somebodyElse(String environment, String text, String token) {
        try {
            CurrentDeployment current = StateText.read(environment, text).current();
            return current == null || !current.holding().token().equals(token);
        } catch (RefusedException e) {
            return false;
        }
    }
}
