package dev.verdigris.aws;

import java.util.List;

/**
 * The ARN of a listener, {@code arn:…:listener/app/NAME/ID/ID}, or of a rule of one, {@code
 * arn:…:listener-rule/app/NAME/ID/ID/ID}: it says of which load balancer, and of which kind that is (Service
 * Authorization Reference, resource types of Elastic Load Balancing V2).
 *
 * @param value the ARN
 * @param place what stands before the resource: {@code arn:aws:elasticloadbalancing:REGION:ACCOUNT:}
 * @param resource the parts of the resource
 */
record RouteArn(String value, String place, List<String> resource) {
    private static final String RULE = "listener-rule";
    private static final String APPLICATION = "app";

    /** The parts of a resource before the id of the listener, and with it. */
    private static final int BALANCER = 4;

    private static final int LISTENER = 5;

    static RouteArn of(String arn) {
        int resource = arn.lastIndexOf(':') + 1;
        List<String> parts = List.of(arn.substring(resource).split("/"));
        if (parts.size() < LISTENER) {
            throw new IllegalArgumentException("expected the ARN of a listener or of a rule, found '" + arn + "'");
        }
        return new RouteArn(arn, arn.substring(0, resource), parts);
    }

    /** Whether this is a rule of a listener, rather than the listener. */
    boolean isRule() {
        return resource.get(0).equals(RULE);
    }

    /** The kind of its load balancer as ARNs have it: {@code app}, {@code net} or {@code gwy}. */
    String kind() {
        return resource.get(1);
    }

    boolean ofApplication() {
        return kind().equals(APPLICATION);
    }

    /** The name of its load balancer. */
    String balancerName() {
        return resource.get(2);
    }

    /** The ARN of its load balancer. */
    String balancer() {
        return place + "loadbalancer/" + String.join("/", resource.subList(1, BALANCER));
    }

    /** The ARN of the listener. */
    String listener() {
        return place + "listener/" + String.join("/", resource.subList(1, LISTENER));
    }
}
