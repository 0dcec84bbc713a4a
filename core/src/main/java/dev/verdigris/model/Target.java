package dev.verdigris.model;

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

    @Override
    public String toString() {
        return instance + ":" + port;
    }
}
