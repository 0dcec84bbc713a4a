package dev.verdigris.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The traffic strategy of an environment: how traffic moves from one color to the other. */
public sealed interface Traffic {

    /**
     * Traffic by registration: one target group, whose targets are the instances of the active fleet. The cutover
     * registers the new instances, waits until the load balancer finds them healthy, and deregisters the old ones. Both
     * versions serve in between.
     *
     * @param targetGroup the target group, by name or ARN
     */
    record Registration(TargetGroupRef targetGroup) implements Traffic {
        @Override
        public List<TargetGroupRef> targetGroups() {
            return List.of(targetGroup);
        }
    }

    /**
     * Traffic by attachment: one target group, which is attached to the Auto Scaling group of the active fleet and to no
     * other. The cutover attaches it to the new group, waits until the load balancer finds the instances healthy, and
     * detaches it from the old one. Both versions serve in between. What either group launches or ends afterwards, Auto
     * Scaling registers and drains by itself.
     *
     * @param targetGroup the target group, by name or ARN
     */
    record Attachment(TargetGroupRef targetGroup) implements Traffic {
        @Override
        public List<TargetGroupRef> targetGroups() {
            return List.of(targetGroup);
        }
    }

    /**
     * Traffic by forwarding: each color has a target group of its own, and listeners or rules forward to both by weight.
     * The cutover changes the weights, in one call for each route, once the new targets are healthy; all requests of a
     * route move together. The idle target group stays in the action at weight 0, so that its targets are health-checked.
     *
     * <pre>{@code
     * Traffic.forwarding("Beta-Blue", "Beta-Green", "web:443/beta/*", "web:80")
     *         .hold(Duration.ofMinutes(1));
     * }</pre>
     *
     * @param blue the target group of the blue fleet, by name or ARN
     * @param green the target group of the green fleet; another one
     * @param routes what forwards to them, at least one, each once, all of one load balancer, since AWS associates a
     *     target group with no more (the error {@code TargetGroupAssociationLimit} of the ELBv2 API: "cannot be associated
     *     with more than one load balancer"); all of them are switched together
     * @param hold how long the old fleet is left as it is after the weights were read back, since a change of them
     *     reaches the nodes of a load balancer some time later and AWS states no figure; 30 seconds by default
     * @param stickiness what a cutover makes of the stickiness of target groups, where a route has it; it is waited out
     *     by default
     */
    record Forwarding(
            TargetGroupRef blue, TargetGroupRef green, List<RouteRef> routes, Duration hold, Stickiness stickiness)
            implements Traffic {

        /**
         * Copies the routes.
         *
         * @throws IllegalArgumentException if both colors have the same target group, there is no route or one twice, or
         *     the hold is negative
         */
        public Forwarding {
            routes = List.copyOf(routes);
            if (blue.equals(green)) {
                throw new IllegalArgumentException(
                        "forwarding: expected a target group for each color, found '" + blue + "' for both");
            }
            if (routes.isEmpty() || new LinkedHashSet<>(routes).size() < routes.size()) {
                throw new IllegalArgumentException(
                        "forwarding: expected at least one route, and each once, found " + routes);
            }
            if (hold.isNegative()) {
                throw new IllegalArgumentException("forwarding: expected a hold of 0 or more, found " + hold);
            }
        }

        /** The target group of a color. */
        public TargetGroupRef targetGroup(Color color) {
            return color == Color.BLUE ? blue : green;
        }

        @Override
        public List<TargetGroupRef> targetGroups() {
            return List.of(blue, green);
        }

        @Override
        public Forwarding withTargetGroup(Color color, TargetGroupRef targetGroup) {
            return color == Color.BLUE
                    ? new Forwarding(targetGroup, green, routes, hold, stickiness)
                    : new Forwarding(blue, targetGroup, routes, hold, stickiness);
        }

        /**
         * This traffic with another hold.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Forwarding hold(Duration hold) {
            return new Forwarding(blue, green, routes, hold, stickiness);
        }

        /** This traffic with something else made of the stickiness of target groups. */
        public Forwarding stickiness(Stickiness stickiness) {
            return new Forwarding(blue, green, routes, hold, stickiness);
        }
    }

    /**
     * What a cutover makes of the stickiness of target groups: a client whose cookie names the old one is sent there
     * whatever the weights are, until the cookie ends.
     */
    enum Stickiness {
        /** The stickiness stays, and the old fleet is left as it is until the last cookie that names it has ended. */
        WAIT,
        /** The write that moves the weights takes the stickiness off; a way back puts it on again. */
        REMOVE
    }

    /**
     * A reference to what forwards requests: the ARN of a listener, for its default actions; the ARN of a rule; or a
     * listener by the name of its load balancer and its port, {@code web:443}, which means its default actions, or with
     * a path pattern, {@code web:443/beta/*}, the rule that has this pattern.
     *
     * @param value an ARN of a listener or a rule of an Application Load Balancer, or {@code NAME:PORT[/PATTERN]}
     */
    record RouteRef(String value) {

        private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:"
                + "(?:listener/[a-z]+/[A-Za-z0-9-]{1,32}/[0-9a-zA-Z]+/[0-9a-zA-Z]+"
                + "|listener-rule/[a-z]+/[A-Za-z0-9-]{1,32}/[0-9a-zA-Z]+/[0-9a-zA-Z]+/[0-9a-zA-Z]+)");
        private static final Pattern FOUND = Pattern.compile("[A-Za-z0-9-]{1,32}:[0-9]{1,5}(?:/\\S{0,127})?");

        /** @throws IllegalArgumentException if it is neither */
        public RouteRef {
            Require.text("route", value, 2048);
            if (value.startsWith("arn:")) {
                Require.matching(
                        "route",
                        value,
                        ARN,
                        "the ARN of a listener or of a rule, like"
                                + " arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener-rule/app/NAME/ID/ID/ID");
            } else {
                Require.matching(
                        "route",
                        value,
                        FOUND,
                        "an ARN, or a load balancer's name, a port and if need be a path pattern, like web:443/beta/*");
            }
        }

        /** Whether this is an ARN. */
        public boolean isArn() {
            return value.startsWith("arn:");
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * The target groups that requests to the environment go through, whichever color serves: one, or where each color has one of its
     * own that of blue and that of green, in this order.
     */
    List<TargetGroupRef> targetGroups();

    /**
     * This traffic with another target group for the instances of one color; itself where both colors share a target group.
     *
     * @throws IllegalArgumentException if that is the other color's
     */
    default Traffic withTargetGroup(Color color, TargetGroupRef targetGroup) {
        return this;
    }

    /**
     * Traffic by registration in one target group.
     *
     * @param targetGroup its name or ARN
     * @throws IllegalArgumentException if it is neither a valid name nor a well-formed ARN
     */
    static Traffic registration(String targetGroup) {
        return new Registration(new TargetGroupRef(targetGroup));
    }

    /**
     * Traffic by attachment of one target group.
     *
     * @param targetGroup its name or ARN
     * @throws IllegalArgumentException if it is neither a valid name nor a well-formed ARN
     */
    static Traffic attachment(String targetGroup) {
        return new Attachment(new TargetGroupRef(targetGroup));
    }

    /**
     * Traffic by forwarding to one of two target groups.
     *
     * @param blue the name or ARN of the blue fleet's target group
     * @param green the name or ARN of the green fleet's target group
     * @param routes what forwards to them, at least one; see {@link RouteRef}
     * @throws IllegalArgumentException if one of them is malformed, both target groups are the same, there is no route, or
     *     one is there twice
     */
    static Forwarding forwarding(String blue, String green, String... routes) {
        return new Forwarding(
                new TargetGroupRef(blue),
                new TargetGroupRef(green),
                Stream.of(routes).map(RouteRef::new).toList(),
                Duration.ofSeconds(30),
                Stickiness.WAIT);
    }
}
