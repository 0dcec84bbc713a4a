package dev.verdigris.examples.cli;

import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;

/** A cloud, where the deployment states of its deployments are, what is there besides, and what must be closed after they have been used. */
record Connection(Cloud cloud, DeploymentStore store, Surroundings surroundings, Runnable closing)
        implements AutoCloseable {

    /** Makes connections. */
    @FunctionalInterface
    interface Factory {
        /** A connection to the cloud that the options name. */
        Connection connect(Options options);
    }

    @Override
    public void close() {
        closing.run();
    }
}
