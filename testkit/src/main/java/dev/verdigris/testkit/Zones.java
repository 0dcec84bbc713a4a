package dev.verdigris.testkit;

import java.util.List;

/** The Availability Zones of the simulated cloud. */
final class Zones {
    /** All there are, in order: a load balancer has them enabled from the beginning. */
    static final List<String> ALL = List.of("eu-west-1a", "eu-west-1b", "eu-west-1c");

    private Zones() {}
}
