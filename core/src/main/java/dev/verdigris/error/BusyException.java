package dev.verdigris.error;

import dev.verdigris.journal.OpenDeployment;
import org.jspecify.annotations.Nullable;

/** A refusal because a deployment of the environment is open: under way, or left to be settled. */
public final class BusyException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable OpenDeployment open;

    /**
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     * @param open the open deployment
     */
    public BusyException(String problem, String remedy, OpenDeployment open) {
        super(problem, remedy);
        this.open = open;
    }

    /** The open deployment, with its holder; null only after deserialization. */
    public @Nullable OpenDeployment open() {
        return open;
    }
}
