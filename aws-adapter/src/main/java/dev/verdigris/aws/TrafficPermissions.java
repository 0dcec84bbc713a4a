package dev.verdigris.aws;

import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.model.Traffic.RouteRef;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What IAM must allow so that a traffic strategy can do its part. */
sealed interface TrafficPermissions {

    /** Where members are registered by hand, if that strategy leaves it open. */
    static TrafficPermissions byHand(Traffic traffic) {
        return traffic instanceof Traffic.Forwarding forwarding
                ? new ByHand(new Forwarding(forwarding.routes()), new Registration(traffic.targetGroups()))
                : of(traffic);
    }

    static TrafficPermissions of(Traffic traffic) {
        if (traffic instanceof Traffic.Attachment) {
            return new Attachment();
        }
        if (traffic instanceof Traffic.Forwarding forwarding) {
            return new Forwarding(forwarding.routes());
        }
        return new Registration(traffic.targetGroups());
    }

    /** The actions of every look at the traffic. */
    Set<String> look();

    /** The actions that find what the environment names; a deployment state knows it already. */
    Set<String> find();

    /** The actions that the preflight of a plan needs. */
    Set<String> examine();

    /** The actions that read what decides a change of traffic, and how it goes, besides those of a look. */
    default Set<String> follow() {
        return Set.of();
    }

    /** The actions that move traffic. */
    Set<String> move();

    /** Whether traffic is moved on the Auto Scaling groups, and not on resources of its own. */
    default boolean onGroups() {
        return false;
    }

    /** The actions by which members are taken out before their fleet is scaled to zero; none by default. */
    default Set<String> retire() {
        return Set.of();
    }

    /** The actions on Auto Scaling groups by which a group that is adopted leaves its target group, and comes back. */
    default Set<String> adopt() {
        return Set.of(
                AutoScalingAttachments.ATTACH, AutoScalingAttachments.DETACH, AutoScalingAttachments.DETACH_OLDER);
    }

    /** The actions on the target group of a group that is adopted; none by default, where that is the environment's, too. */
    default Set<String> adoptMembers() {
        return Set.of();
    }

    /** What traffic is moved on, as ARNs. */
    List<String> resources(String partition, String place);

    /** The beginning of the ARNs of a kind of resource. */
    private static String arn(String partition, String place, String kind) {
        return "arn:" + partition + ":elasticloadbalancing:" + place + ":" + kind + "/";
    }

    /**
     * Instances are registered in a target group and deregistered.
     *
     * @param targetGroups where
     */
    record Registration(List<TargetGroupRef> targetGroups) implements TrafficPermissions {

        @Override
        public Set<String> look() {
            return Set.of(ElbTargetGroups.HEALTH);
        }

        @Override
        public Set<String> find() {
            return Set.of(ElbTargetGroups.FIND, ElbTargetGroups.ATTRIBUTES);
        }

        @Override
        public Set<String> examine() {
            return Set.of(ElbTargetGroups.LIMITS, ElbNeighbours.LOAD_BALANCERS);
        }

        @Override
        public Set<String> move() {
            return Set.of(ElbTargetGroups.REGISTER, ElbTargetGroups.DEREGISTER);
        }

        @Override
        public List<String> resources(String partition, String place) {
            return targetGroups.stream()
                    .map(group -> group.isArn() ? group.value() : arn(partition, place, "targetgroup") + group + "/*")
                    .toList();
        }
    }

    /** A target group is attached to Auto Scaling groups and detached, by the family of calls that lists it. */
    record Attachment() implements TrafficPermissions {

        @Override
        public Set<String> look() {
            return Set.of(ElbTargetGroups.HEALTH);
        }

        @Override
        public Set<String> find() {
            return Set.of(ElbTargetGroups.FIND, ElbTargetGroups.ATTRIBUTES);
        }

        @Override
        public Set<String> examine() {
            return Set.of(
                    ElbTargetGroups.LIMITS,
                    ElbNeighbours.LOAD_BALANCERS,
                    AutoScalingAttachments.DESCRIBE,
                    AutoScalingAttachments.DESCRIBE_OLDER);
        }

        @Override
        public Set<String> follow() {
            return Set.of(AutoScalingAttachments.DESCRIBE, AutoScalingAttachments.DESCRIBE_OLDER);
        }

        @Override
        public Set<String> move() {
            return Set.of(
                    AutoScalingAttachments.ATTACH, AutoScalingAttachments.DETACH, AutoScalingAttachments.DETACH_OLDER);
        }

        @Override
        public boolean onGroups() {
            return true;
        }

        @Override
        public List<String> resources(String partition, String place) {
            return List.of();
        }
    }

    /**
     * The weights of routes are written. A rule needs its listener's port to be called by, and where its load balancer is
     * named, the listeners lead to it.
     *
     * @param routes which
     */
    record Forwarding(List<RouteRef> routes) implements TrafficPermissions {

        private boolean rules() {
            return routes.stream().anyMatch(Forwarding::rule);
        }

        private static boolean rule(RouteRef route) {
            return route.isArn()
                    ? RouteArn.of(route.value()).isRule()
                    : NamedRoute.of(route).pattern() != null;
        }

        @Override
        public Set<String> look() {
            return rules()
                    ? Set.of(ElbTargetGroups.HEALTH, ElbRoutes.LISTENERS, ElbRoutes.RULES)
                    : Set.of(ElbTargetGroups.HEALTH, ElbRoutes.LISTENERS);
        }

        @Override
        public Set<String> find() {
            boolean named = routes.stream().anyMatch(route -> !route.isArn());
            return named
                    ? Set.of(ElbTargetGroups.FIND, ElbTargetGroups.ATTRIBUTES, ElbNeighbours.LOAD_BALANCERS)
                    : Set.of(ElbTargetGroups.FIND, ElbTargetGroups.ATTRIBUTES);
        }

        @Override
        public Set<String> examine() {
            return Set.of(ElbTargetGroups.LIMITS, ElbNeighbours.LOAD_BALANCERS, ElbRoutes.RULES);
        }

        @Override
        public Set<String> adopt() {
            return Set.of();
        }

        @Override
        public Set<String> move() {
            Set<String> actions = new TreeSet<>();
            routes.forEach(route -> actions.add(rule(route) ? ElbListeners.MODIFY_RULE : ElbListeners.MODIFY_LISTENER));
            return actions;
        }

        @Override
        public List<String> resources(String partition, String place) {
            return routes.stream()
                    .map(route -> route.isArn()
                            ? route.value()
                            : arn(partition, place, rule(route) ? "listener-rule/app" : "listener/app")
                                    + NamedRoute.of(route).balancer() + "/*")
                    .distinct()
                    .toList();
        }
    }

    /**
     * The weights of routes are written, and instances are registered where those lead.
     *
     * @param routes what the weights need
     * @param members what registering needs
     */
    record ByHand(Forwarding routes, Registration members) implements TrafficPermissions {

        @Override
        public Set<String> look() {
            return routes.look();
        }

        @Override
        public Set<String> find() {
            return routes.find();
        }

        @Override
        public Set<String> examine() {
            return routes.examine();
        }

        @Override
        public Set<String> move() {
            return both(routes.move(), members.move());
        }

        @Override
        public Set<String> retire() {
            return Set.of(ElbTargetGroups.DEREGISTER);
        }

        @Override
        public Set<String> adopt() {
            return routes.adopt();
        }

        @Override
        public Set<String> adoptMembers() {
            return members.move();
        }

        @Override
        public List<String> resources(String partition, String place) {
            return List.copyOf(both(routes.resources(partition, place), members.resources(partition, place)));
        }

        private static Set<String> both(Collection<String> some, Collection<String> others) {
            Set<String> both = new LinkedHashSet<>(some);
            both.addAll(others);
            return both;
        }
    }
}
