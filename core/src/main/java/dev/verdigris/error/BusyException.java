package dev.verdigris.error;

import dev.verdigris.report.DeploymentInProgress;
import org.jspecify.annotations.Nullable;

/** A refusal because a deployment of the environment is in progress: under way, or left to be resolved. */
public final class BusyException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable DeploymentInProgress open;

    /**
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     * @param open the deployment in progress
     */
    public BusyException(String problem, String remedy, DeploymentInProgress open) {
        super(problem, remedy);
        this.open = open;
    }

    /** The deployment in progress, with its holder; null only after deserialization. */
    public @Nullable DeploymentInProgress open() {
        return open;
    }
}
