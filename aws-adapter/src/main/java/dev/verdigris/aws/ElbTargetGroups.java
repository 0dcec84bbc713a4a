package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** The target groups of an Application Load Balancer. */
final class ElbTargetGroups implements TargetGroups {
    static final String FIND = "elasticloadbalancing:DescribeTargetGroups";
    static final String ATTRIBUTES = "elasticloadbalancing:DescribeTargetGroupAttributes";
    static final String HEALTH = "elasticloadbalancing:DescribeTargetHealth";
    static final String LIMITS = "elasticloadbalancing:DescribeAccountLimits";
    static final String REGISTER = "elasticloadbalancing:RegisterTargets";
    static final String DEREGISTER = "elasticloadbalancing:DeregisterTargets";

    /** The id of no instance: AWS's are random. */
    private static final String NOBODY = "i-00000000000000000";

    private static final String QUOTA = "targets-per-application-load-balancer";
    private static final int DEFAULT_QUOTA = 1000;

    /** The port of functions, which have none. */
    private static final int NO_PORT = 0;

    /** The most targets that are named in one message. */
    private static final int NAMED = 5;

    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");

    private final ElasticLoadBalancingV2Client client;
    private final AwsCalls calls;
    private final Batches batches;
    private final ElbNeighbours neighbours;
    /** What the last read told of each target group, by ARN: a preflight reads nothing twice. */
    private final Map<String, Settings> lastRead = new ConcurrentHashMap<>();

    ElbTargetGroups(ElasticLoadBalancingV2Client client, AwsCalls calls, Batches batches) {
        this.client = client;
        this.calls = calls;
        this.batches = batches;
        this.neighbours = new ElbNeighbours(client, calls);
    }

    @Override
    public TargetGroup find(TargetGroupRef ref) {
        return group(described(ref));
    }

    @Override
    public Map<TargetGroupRef, TargetGroup> describe(Set<TargetGroupRef> refs) {
        Map<String, TargetGroup> groups = new HashMap<>();
        described(refs, true, DescribeTargetGroupsRequest.Builder::targetGroupArns)
                .forEach(group -> groups.put(group.arn(), group));
        described(refs, false, DescribeTargetGroupsRequest.Builder::names)
                .forEach(group -> groups.put(group.name(), group));
        Map<TargetGroupRef, TargetGroup> found = new LinkedHashMap<>();
        for (TargetGroupRef ref : refs) {
            TargetGroup group = groups.get(ref.value());
            if (group != null) {
                found.put(ref, group);
            }
        }
        return found;
    }

    /** AWS lets target groups be named by their ARNs or by their names in one call, not by both. */
    private List<TargetGroup> described(
            Set<TargetGroupRef> refs,
            boolean byArn,
            BiConsumer<DescribeTargetGroupsRequest.Builder, Collection<String>> which) {
        return Several.existing(
                        refs.stream()
                                .filter(ref -> ref.isArn() == byArn)
                                .map(TargetGroupRef::value)
                                .toList(),
                        some -> calls.read(
                                        FIND,
                                        () -> client.describeTargetGroups(request ->
                                                which.accept(request.overrideConfiguration(calls.once()), some)))
                                .targetGroups())
                .stream()
                .map(this::group)
                .toList();
    }

    private TargetGroup group(software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group) {
        TargetGroupAttributes attributes = attributes(group.targetGroupArn());
        lastRead.put(group.targetGroupArn(), Settings.of(group, attributes));
        return new TargetGroup(
                group.targetGroupArn(),
                group.targetGroupName(),
                group.port() == null ? NO_PORT : group.port(),
                attributes.deregistrationDelay(),
                !group.loadBalancerArns().isEmpty(),
                kind(group),
                attributes.healthyShare());
    }

    @Override
    public Map<String, String> settings(TargetGroup group) {
        Settings known = lastRead.get(group.arn());
        return known != null
                ? known.values()
                : Settings.of(described(new TargetGroupRef(group.arn())), attributes(group.arn()))
                        .values();
    }

    /**
     * What is told of a target group besides, read with it.
     *
     * @param values how it is set
     * @param loadBalancers the ARNs of those that use it
     */
    private record Settings(Map<String, String> values, Set<String> loadBalancers) {

        static Settings of(
                software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group,
                TargetGroupAttributes attributes) {
            Map<String, String> values = TargetGroupSettings.of(group);
            values.putAll(attributes.values());
            return new Settings(Collections.unmodifiableMap(values), Set.copyOf(group.loadBalancerArns()));
        }
    }

    /**
     * The kind of targets in AWS's word, so that a new one is refused by name; answers of old APIs, which knew one
     * kind, have none.
     */
    static String kind(software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group) {
        String kind = group.targetTypeAsString();
        return kind == null || kind.isEmpty() ? TargetGroup.INSTANCES : kind;
    }

    private software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup described(TargetGroupRef ref) {
        try {
            return named(ref, client, calls).stream().findFirst().orElseThrow(() -> none(ref, null));
        } catch (PortException.NotFound e) {
            // AWS says that one was not found, and not which.
            throw none(ref, e);
        }
    }

    /** What is found by a name or an ARN. */
    static List<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> named(
            TargetGroupRef ref, ElasticLoadBalancingV2Client client, AwsCalls calls) {
        return calls.read(
                        FIND,
                        () -> client.describeTargetGroups(request -> (ref.isArn()
                                        ? request.targetGroupArns(ref.value())
                                        : request.names(ref.value()))
                                .overrideConfiguration(calls.once())))
                .targetGroups();
    }

    private static PortException none(TargetGroupRef ref, @Nullable Throwable cause) {
        return new PortException.NotFound(
                FIND, "expected the target group '" + ref + "', found none of that name", cause);
    }

    private TargetGroupAttributes attributes(String arn) {
        return calls.read(
                ATTRIBUTES,
                () -> TargetGroupAttributes.of(client.describeTargetGroupAttributes(
                                request -> request.targetGroupArn(arn).overrideConfiguration(calls.once()))
                        .attributes()));
    }

    @Override
    public List<TargetHealth> health(TargetGroup group) {
        return calls.read(HEALTH, () -> {
            List<TargetHealthDescription> described = client.describeTargetHealth(
                            request -> request.targetGroupArn(group.arn()).overrideConfiguration(calls.once()))
                    .targetHealthDescriptions();
            requireInstances(group, described);
            return described.stream().map(target -> health(target, group)).toList();
        });
    }

    /** Refuses targets that are not instances: leaving them out would make a target group that serves look empty. */
    private static void requireInstances(TargetGroup group, List<TargetHealthDescription> described) {
        List<String> others = described.stream()
                .map(target -> target.target().id())
                .filter(id -> !id.startsWith("i-"))
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            throw new PortException.Invalid(
                    HEALTH,
                    "expected all targets of " + group.name() + " (" + group.arn() + ", of kind '" + group.kind()
                            + "') to be instances, found " + others.size() + " that are not: " + some(others),
                    "use a target group of kind '" + TargetGroup.INSTANCES + "'",
                    null);
        }
    }

    private static String some(List<String> ids) {
        return String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))) + (ids.size() > NAMED ? ", …" : "");
    }

    private static TargetHealth health(TargetHealthDescription described, TargetGroup group) {
        Integer port = described.target().port();
        return new TargetHealth(
                new Target(new InstanceId(described.target().id()), port == null ? group.port() : port),
                state(String.valueOf(described.targetHealth().stateAsString())),
                described.targetHealth().reasonAsString());
    }

    private static TargetHealth.State state(String word) {
        return switch (word) {
            case "initial" -> TargetHealth.State.INITIAL;
            case "healthy" -> TargetHealth.State.HEALTHY;
            case "unhealthy" -> TargetHealth.State.UNHEALTHY;
            case "unhealthy.draining" -> TargetHealth.State.UNHEALTHY_DRAINING;
            case "unused" -> TargetHealth.State.UNUSED;
            case "draining" -> TargetHealth.State.DRAINING;
            case "unavailable" -> TargetHealth.State.UNAVAILABLE;
            default -> TargetHealth.State.UNKNOWN;
        };
    }

    @Override
    public void register(TargetGroup group, Set<Target> targets, Permit permit) {
        batches.each(
                targets,
                batch -> calls.change(
                        REGISTER,
                        permit,
                        () -> client.registerTargets(request -> request.targetGroupArn(group.arn())
                                .targets(descriptions(batch))
                                .overrideConfiguration(calls.once()))));
    }

    @Override
    public void deregister(TargetGroup group, Set<Target> targets, Permit permit) {
        batches.each(targets, batch -> {
            try {
                send(group, batch, permit);
            } catch (PortException.Invalid e) {
                // AWS accepts a target that is not registered; where a server refuses the batch for it, the rest may
                // go.
                List<Target> left = stillRegistered(group, batch);
                if (left.size() == batch.size()) {
                    throw e;
                }
                if (!left.isEmpty()) {
                    send(group, left, permit);
                }
            }
        });
    }

    /**
     * AWS asks whether the call is allowed before it looks at the target; a server that minds the target has allowed
     * it.
     */
    @Override
    public void rehearseDeregistration(TargetGroup group, Permit permit) {
        try {
            calls.change(
                    DEREGISTER,
                    permit,
                    () -> client.deregisterTargets(request -> request.targetGroupArn(group.arn())
                            .targets(TargetDescription.builder().id(NOBODY).build())
                            .overrideConfiguration(calls.once())));
        } catch (PortException.Invalid e) {
            LOG.trace("{} is allowed on {}", DEREGISTER, group.name(), e);
        }
    }

    @Override
    public List<LoadBalancer> loadBalancers(TargetGroup group) {
        Settings known = lastRead.get(group.arn());
        return neighbours.loadBalancers(
                group.arn(), known != null ? known.loadBalancers() : neighbours.using(group.arn()));
    }

    @Override
    public Map<String, Set<InstanceId>> registeredElsewhere(TargetGroup group, Set<InstanceId> instances) {
        return neighbours.registeredElsewhere(group.arn(), instances);
    }

    private void send(TargetGroup group, Collection<Target> batch, Permit permit) {
        calls.change(
                DEREGISTER,
                permit,
                () -> client.deregisterTargets(request -> request.targetGroupArn(group.arn())
                        .targets(descriptions(batch))
                        .overrideConfiguration(calls.once())));
    }

    private List<Target> stillRegistered(TargetGroup group, List<Target> batch) {
        Set<Target> registered = health(group).stream()
                .filter(health -> !health.out())
                .map(TargetHealth::target)
                .collect(Collectors.toSet());
        List<Target> left = new ArrayList<>(batch);
        left.retainAll(registered);
        return left;
    }

    private static List<TargetDescription> descriptions(Collection<Target> targets) {
        return targets.stream()
                .map(target -> TargetDescription.builder()
                        .id(target.instance().value())
                        .port(target.port())
                        .build())
                .toList();
    }

    @Override
    public int targetQuota() {
        String marker = null;
        do {
            String from = marker;
            var page = calls.read(
                    LIMITS,
                    () -> client.describeAccountLimits(
                            request -> request.marker(from).overrideConfiguration(calls.once())));
            for (Limit limit : page.limits()) {
                if (QUOTA.equals(limit.name())) {
                    return number(limit);
                }
            }
            marker = page.nextMarker();
        } while (marker != null && !marker.isEmpty());
        return DEFAULT_QUOTA;
    }

    private static int number(Limit limit) {
        try {
            return Integer.parseInt(limit.max());
        } catch (NumberFormatException e) {
            throw new PortException.Invalid(
                    LIMITS, limit.name() + ": expected a number, found '" + limit.max() + "'", e);
        }
    }
}
