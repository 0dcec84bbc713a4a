package dev.verdigris.examples.fleet.cloud;

/** The ARNs of what this cloud has. They look like AWS's, since the library looks at them, and name nothing of AWS. */
final class Arn {
    private static final String BALANCING = "arn:aws:elasticloadbalancing:local-1:000000000000:";

    private Arn() {}

    static String targetGroup(String name) {
        return BALANCING + "targetgroup/" + name + "/" + id(name);
    }

    static String loadBalancer() {
        return BALANCING + "loadbalancer/app/" + LocalCloud.LOAD_BALANCER + "/" + id(LocalCloud.LOAD_BALANCER);
    }

    static String listener(int port) {
        return BALANCING + "listener/app/" + LocalCloud.LOAD_BALANCER + "/" + id(LocalCloud.LOAD_BALANCER) + "/"
                + id("port " + port);
    }

    private static String id(String name) {
        return String.format("%016x", 0x9e3779b97f4a7c15L * (name.hashCode() + 1L));
    }
}
