package dev.verdigris.error;

import dev.verdigris.report.DeploymentInProgress;
import org.jspecify.annotations.Nullable;

/** A refusal because a deployment of the environment is in progress, or was interrupted and is to be resolved. */
public final class BusyException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable DeploymentInProgress deployment;

    /**
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     * @param deployment the deployment in progress
     */
    public BusyException(String problem, String remedy, DeploymentInProgress deployment) {
        super(problem, remedy);
        this.deployment = deployment;
    }

    /** The deployment in progress, with its holder; null only after deserialization. */
    public @Nullable DeploymentInProgress deployment() {
        return deployment;
    }
}
