package dev.verdigris.examples.cli;

import dev.verdigris.port.Cloud;

/** A cloud, and what must be closed after it has been used. */
record Connection(Cloud cloud, Runnable closing) implements AutoCloseable {

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
