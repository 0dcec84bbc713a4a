package dev.verdigris.aws;

import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.GroupTraits.HealthChecks;
import dev.verdigris.model.GroupTraits.WarmPool;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceLifecyclePolicy;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;

/** Translates what the Auto Scaling API says about a group into the model's words. */
final class AutoScalingGroups {

    /** A stand-in for the instance types of an override that asks for attributes and names no type. */
    private static final String BY_ATTRIBUTES = "by attributes";

    private AutoScalingGroups() {}

    static Fleet fleet(AutoScalingGroup group) {
        Set<String> attached = new HashSet<>(group.targetGroupARNs());
        attached.addAll(group.loadBalancerNames());
        group.trafficSources().stream().map(TrafficSourceIdentifier::identifier).forEach(attached::add);
        return new Fleet(
                new GroupName(group.autoScalingGroupName()),
                new GroupSize(group.minSize(), group.maxSize(), group.desiredCapacity()),
                group.instances().stream().map(AutoScalingGroups::instance).toList(),
                group.suspendedProcesses().stream()
                        .map(SuspendedProcess::processName)
                        .collect(Collectors.toSet()),
                attached,
                group.tags().stream()
                        .filter(tag -> tag.value() != null)
                        .collect(
                                Collectors.toMap(TagDescription::key, TagDescription::value, (first, second) -> first)),
                traits(group));
    }

    private static GroupTraits traits(AutoScalingGroup group) {
        return new GroupTraits(
                Set.copyOf(group.availabilityZones()),
                unit(group.desiredCapacityType()),
                weights(group.mixedInstancesPolicy()),
                warmPool(group),
                group.operator() == null ? null : group.operator().principal(),
                retains(group.instanceLifecyclePolicy()),
                Boolean.TRUE.equals(group.newInstancesProtectedFromScaleIn()),
                health(group));
    }

    /** The type is one word, or several with commas between them. */
    private static HealthChecks health(AutoScalingGroup group) {
        boolean byLoadBalancer = group.healthCheckType() != null
                && Set.of(group.healthCheckType().split(",", -1)).contains("ELB");
        return new HealthChecks(
                byLoadBalancer,
                Duration.ofSeconds(group.healthCheckGracePeriod() == null ? 0 : group.healthCheckGracePeriod()));
    }

    private static CapacityUnit unit(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return CapacityUnit.UNITS;
        }
        for (CapacityUnit unit : CapacityUnit.values()) {
            if (unit.toString().equals(word)) {
                return unit;
            }
        }
        return CapacityUnit.OTHER;
    }

    private static Map<String, Integer> weights(@Nullable MixedInstancesPolicy policy) {
        Map<String, Integer> weights = new HashMap<>();
        if (policy != null && policy.launchTemplate() != null) {
            for (LaunchTemplateOverrides override : policy.launchTemplate().overrides()) {
                if (override.weightedCapacity() != null) {
                    weights.merge(
                            override.instanceType() == null ? BY_ATTRIBUTES : override.instanceType(),
                            weight(override.weightedCapacity()),
                            Math::max);
                }
            }
        }
        return weights;
    }

    /** The weight of an instance: AWS gives it as text, and only where the group has weights. */
    private static int weight(@Nullable String weight) {
        return weight == null || weight.isEmpty() ? 1 : Math.max(1, Integer.parseInt(weight));
    }

    /**
     * The warm pool of a group. One that is being deleted is there until it has gone: its instances run, and a
     * scale-out may still take them.
     */
    private static @Nullable WarmPool warmPool(AutoScalingGroup group) {
        WarmPoolConfiguration pool = group.warmPoolConfiguration();
        if (pool == null) {
            return null;
        }
        return new WarmPool(
                group.warmPoolSize() == null ? 0 : group.warmPoolSize(),
                pool.instanceReusePolicy() != null
                        && Boolean.TRUE.equals(pool.instanceReusePolicy().reuseOnScaleIn()));
    }

    private static boolean retains(@Nullable InstanceLifecyclePolicy policy) {
        return policy != null
                && policy.retentionTriggers() != null
                && "retain".equals(policy.retentionTriggers().terminateHookAbandonAsString());
    }

    private static dev.verdigris.model.Instance instance(Instance instance) {
        return new dev.verdigris.model.Instance(
                new InstanceId(instance.instanceId()),
                lifecycle(String.valueOf(instance.lifecycleStateAsString())),
                "Healthy".equalsIgnoreCase(instance.healthStatus()),
                weight(instance.weightedCapacity()),
                instance.availabilityZone(),
                Boolean.TRUE.equals(instance.protectedFromScaleIn()));
    }

    /**
     * The lifecycle that a state means, by the beginning and the end of its word, so that hooks, warm pools and states
     * to come find their place. An instance whose root volume is being replaced ({@code ReplacingRootVolume…}, {@code
     * RootVolumeReplaced}) is as one in a state that is not known: a member, no capacity, and when it serves again
     * somebody else's refresh decides.
     */
    private static Lifecycle lifecycle(String state) {
        if (state.equals("InService")) {
            return Lifecycle.IN_SERVICE;
        }
        if (state.endsWith(":Retained")) {
            return Lifecycle.RETAINED;
        }
        if (state.startsWith("Warmed:Terminat") || state.startsWith("Terminat") || state.startsWith("Detach")) {
            return Lifecycle.LEAVING;
        }
        if (state.startsWith("Warmed:")) {
            return Lifecycle.WARMED;
        }
        if (state.startsWith("Pending")) {
            return Lifecycle.PENDING;
        }
        if (state.equals("Standby") || state.equals("EnteringStandby")) {
            return Lifecycle.STANDBY;
        }
        return Lifecycle.OTHER;
    }
}
