package dev.verdigris.aws.moto;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * An environment on Moto, all of it: two groups from one launch template, a target group behind a listener of a load
 * balancer, the parameter. What it says of the world comes from calls of its own.
 *
 * <p>Moto keeps instances that a group has ended as healthy targets, so targets are told by color, of instances that are
 * members now.
 */
public final class MotoEnvironment {
    private final MotoWorld world;
    private final Environment environment;
    private final String targetGroupArn;

    private MotoEnvironment(MotoWorld world, Environment environment, String targetGroupArn) {
        this.world = world;
        this.environment = environment;
        this.targetGroupArn = targetGroupArn;
    }

    /** The environment as the library knows it. */
    public Environment environment() {
        return environment;
    }

    /** The account that it lives in. */
    public MotoWorld world() {
        return world;
    }

    /** The target group's ARN. */
    public String targetGroupArn() {
        return targetGroupArn;
    }

    /** How a group stands. */
    public AutoScalingGroup group(Color color) {
        return world.autoScaling()
                .describeAutoScalingGroups(request ->
                        request.autoScalingGroupNames(environment.group(color).value()))
                .autoScalingGroups()
                .get(0);
    }

    /** The sizes of a group. */
    public GroupSize size(Color color) {
        AutoScalingGroup group = group(color);
        return new GroupSize(group.minSize(), group.maxSize(), group.desiredCapacity());
    }

    /** The ids of a group's members, in order. */
    public Set<String> instances(Color color) {
        return group(color).instances().stream()
                .map(Instance::instanceId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The state of each target that is a member of either group now, by instance. */
    public Map<String, String> targets() {
        Map<String, String> targets = new TreeMap<>();
        for (Color color : Color.values()) {
            Set<String> members = instances(color);
            for (TargetHealthDescription target : world.elb()
                    .describeTargetHealth(request -> request.targetGroupArn(targetGroupArn))
                    .targetHealthDescriptions()) {
                if (members.contains(target.target().id())) {
                    targets.put(target.target().id(), target.targetHealth().stateAsString());
                }
            }
        }
        return targets;
    }

    /** The members of a color that are registered, whatever their health. */
    public Set<String> registered(Color color) {
        Set<String> registered = new TreeSet<>(instances(color));
        registered.retainAll(targets().keySet());
        return registered;
    }

    /** What the parameter says; null if there is none. */
    public @Nullable String recordedColor() {
        try {
            return world.ssm()
                    .getParameter(request ->
                            request.name(environment.activeColorParameter().value()))
                    .parameter()
                    .value();
        } catch (ParameterNotFoundException e) {
            return null;
        }
    }

    /** Sets a group's minimum and desired capacity, as an outside hand. */
    public void resize(Color color, int min, int desired) {
        world.autoScaling()
                .updateAutoScalingGroup(request -> request.autoScalingGroupName(
                                environment.group(color).value())
                        .minSize(min)
                        .desiredCapacity(desired));
    }

    /** Registers instances, as an outside hand. */
    public void register(Collection<String> instances) {
        if (!instances.isEmpty()) {
            world.elb()
                    .registerTargets(
                            request -> request.targetGroupArn(targetGroupArn).targets(descriptions(instances)));
        }
    }

    /** Deregisters instances, as an outside hand. */
    public void deregister(Collection<String> instances) {
        if (!instances.isEmpty()) {
            world.elb()
                    .deregisterTargets(
                            request -> request.targetGroupArn(targetGroupArn).targets(descriptions(instances)));
        }
    }

    /** Stops an instance: where it is registered, it becomes {@code unused} for {@code Target.InvalidState}. */
    public void stop(String instance) {
        world.ec2().stopInstances(request -> request.instanceIds(instance));
    }

    /** Starts an instance that was stopped. */
    public void start(String instance) {
        world.ec2().startInstances(request -> request.instanceIds(instance));
    }

    /** Brings a color into traffic, as its environment has it: registered one by one, or attached by the older calls. */
    private void serve(Color color) {
        if (environment.traffic() instanceof Traffic.Attachment) {
            attach(color);
        } else {
            register(instances(color));
        }
    }

    /** Attaches the target group to a group by the older family of calls, as an outside hand. */
    public void attach(Color color) {
        world.autoScaling()
                .attachLoadBalancerTargetGroups(request -> request.autoScalingGroupName(
                                environment.group(color).value())
                        .targetGroupARNs(targetGroupArn));
    }

    /** The colors whose groups list the target group, by whichever family of calls. */
    public Set<Color> attached() {
        Set<Color> attached = new TreeSet<>();
        for (Color color : Color.values()) {
            if (group(color).targetGroupARNs().contains(targetGroupArn)) {
                attached.add(color);
            }
        }
        return attached;
    }

    private static List<TargetDescription> descriptions(Collection<String> instances) {
        return instances.stream()
                .map(id -> TargetDescription.builder().id(id).build())
                .toList();
    }

    /** Begins an environment: blue at min 2, max 100, desired 3, serving and recorded; green at rest. */
    public static final class Builder {
        private final MotoWorld world;
        private final Environment environment;
        private final Map<Color, GroupSize> bounds =
                new HashMap<>(Map.of(Color.BLUE, new GroupSize(2, 100, 3), Color.GREEN, new GroupSize(0, 100, 0)));
        private @Nullable Color serving = Color.BLUE;
        private @Nullable String recorded = Color.BLUE.label();
        private boolean listener = true;

        Builder(MotoWorld world, Environment environment) {
            this.world = world;
            this.environment = environment;
        }

        /** The sizes of the blue group. */
        public Builder blue(int min, int max, int desired) {
            bounds.put(Color.BLUE, new GroupSize(min, max, desired));
            return this;
        }

        /** The sizes of the green group. */
        public Builder green(int min, int max, int desired) {
            bounds.put(Color.GREEN, new GroupSize(min, max, desired));
            return this;
        }

        /** The color whose instances are registered, or null for none. */
        public Builder serving(@Nullable Color color) {
            this.serving = color;
            return this;
        }

        /** What the parameter says, or null for no parameter. */
        public Builder recorded(@Nullable String value) {
            this.recorded = value;
            return this;
        }

        /** Leaves the target group without a listener, so that no load balancer uses it. */
        public Builder withoutListener() {
            this.listener = false;
            return this;
        }

        /** Creates it all on the server. */
        public MotoEnvironment create() {
            TargetGroupRef named = environment.traffic().targetGroups().get(0);
            MotoEnvironment created =
                    new MotoEnvironment(world, environment, world.createTargetGroup(named.value(), 80, listener));
            bounds.forEach((color, sizes) -> world.createGroup(environment.group(color), sizes));
            if (serving != null) {
                created.serve(serving);
            }
            if (recorded != null) {
                world.ssm()
                        .putParameter(request -> request.name(
                                        environment.activeColorParameter().value())
                                .value(recorded)
                                .type(ParameterType.STRING));
            }
            return created;
        }
    }
}
