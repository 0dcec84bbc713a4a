package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** The target groups of an Application Load Balancer. */
final class ElbTargetGroups implements TargetGroups {
    static final String FIND = "elasticloadbalancing:DescribeTargetGroups";
    static final String ATTRIBUTES = "elasticloadbalancing:DescribeTargetGroupAttributes";
    static final String HEALTH = "elasticloadbalancing:DescribeTargetHealth";
    static final String LIMITS = "elasticloadbalancing:DescribeAccountLimits";
    static final String REGISTER = "elasticloadbalancing:RegisterTargets";
    static final String DEREGISTER = "elasticloadbalancing:DeregisterTargets";

    private static final String DELAY = "deregistration_delay.timeout_seconds";
    private static final Duration DEFAULT_DELAY = Duration.ofMinutes(5);
    private static final String QUOTA = "targets-per-application-load-balancer";
    private static final int DEFAULT_QUOTA = 1000;

    private final ElasticLoadBalancingV2Client client;
    private final AwsCalls calls;
    private final Batches batches;

    ElbTargetGroups(ElasticLoadBalancingV2Client client, AwsCalls calls, Batches batches) {
        this.client = client;
        this.calls = calls;
        this.batches = batches;
    }

    @Override
    public TargetGroup find(TargetGroupRef ref) {
        DescribeTargetGroupsRequest.Builder request =
                DescribeTargetGroupsRequest.builder().overrideConfiguration(calls.once());
        if (ref.isArn()) {
            request.targetGroupArns(ref.value());
        } else {
            request.names(ref.value());
        }
        var group = described(ref, request.build());
        return new TargetGroup(
                group.targetGroupArn(),
                group.targetGroupName(),
                group.port(),
                deregistrationDelay(group.targetGroupArn()),
                !group.loadBalancerArns().isEmpty());
    }

    private software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup described(
            TargetGroupRef ref, DescribeTargetGroupsRequest request) {
        try {
            return calls.read(FIND, () -> client.describeTargetGroups(request)).targetGroups().stream()
                    .findFirst()
                    .orElseThrow(() -> none(ref, null));
        } catch (PortException.NotFound e) {
            // AWS says that one was not found, and not which.
            throw none(ref, e);
        }
    }

    private static PortException none(TargetGroupRef ref, @Nullable Throwable cause) {
        return new PortException.NotFound(
                FIND, "expected the target group '" + ref + "', found none of that name", cause);
    }

    private Duration deregistrationDelay(String arn) {
        return calls
                .read(
                        ATTRIBUTES,
                        () -> client.describeTargetGroupAttributes(
                                request -> request.targetGroupArn(arn).overrideConfiguration(calls.once())))
                .attributes()
                .stream()
                .filter(attribute -> DELAY.equals(attribute.key()))
                .map(TargetGroupAttribute::value)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .findFirst()
                .orElse(DEFAULT_DELAY);
    }

    @Override
    public List<TargetHealth> health(TargetGroup group) {
        return calls
                .read(
                        HEALTH,
                        () -> client.describeTargetHealth(
                                request -> request.targetGroupArn(group.arn()).overrideConfiguration(calls.once())))
                .targetHealthDescriptions()
                .stream()
                .filter(target -> target.target().id().startsWith("i-"))
                .map(target -> health(target, group))
                .toList();
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
                // AWS lets a target go that is not registered; where a server refuses the batch for it, the rest may
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
                    return Integer.parseInt(limit.max());
                }
            }
            marker = page.nextMarker();
        } while (marker != null && !marker.isEmpty());
        return DEFAULT_QUOTA;
    }
}
