package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.SimulatedCloud;
import org.jspecify.annotations.Nullable;

/**
 * Reads the deployment state of an environment as anybody's {@link BlueGreen#status} reads it, and without a call to the
 * cloud that is watched. A text is read once.
 */
final class StateReader implements DeploymentStore {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final BlueGreen reading;
    private @Nullable String text;
    private @Nullable DeploymentInProgress inProgress;

    StateReader(SimulatedCloud cloud, Environment environment) {
        this.cloud = cloud;
        this.environment = environment;
        this.reading = BlueGreen.builder(SimulatedCloud.serving(environment, 1).ports())
                .store(this)
                .build();
    }

    /**
     * The deployment in progress; null if none is.
     *
     * @throws dev.verdigris.error.RefusedException if the state cannot be read
     */
    @Nullable
    DeploymentInProgress inProgress() {
        String now = cloud.deploymentState(environment);
        if (now == null || !now.equals(text)) {
            text = null;
            inProgress = now == null ? null : reading.status(environment).deployment();
            text = now;
        }
        return inProgress;
    }

    @Override
    public @Nullable Stored find(String name) {
        String now = cloud.deploymentState(environment);
        return now == null ? null : new Stored(now, "shown");
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
