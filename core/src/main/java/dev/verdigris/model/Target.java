package dev.verdigris.model;

import org.jspecify.annotations.Nullable;

/**
 * A registration in a target group: an instance and the port that it is reached on.
 *
 * @param instance the EC2 instance
 * @param port the port, 1 to 65535
 */
public record Target(InstanceId instance, int port) {

    /** @throws IllegalArgumentException if the port is not one */
    public Target {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port of " + instance + ": expected 1 to 65535, found " + port);
        }
    }

    /** By hand, as {@link #hashCode}: it is a key of every look at the world, and what a record brings along takes longer. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Target it && port == it.port && instance.equals(it.instance);
    }

    @Override
    public int hashCode() {
        return 31 * instance.hashCode() + port;
    }

    @Override
    public String toString() {
        return instance + ":" + port;
    }
}
