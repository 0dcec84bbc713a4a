package dev.verdigris.testkit.contract;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A simulated world with AWS-like latencies. */
final class SimulatedContractWorld implements ForwardingWorld, RefreshWorld {

    /** Longer than any launch, health check and drain of the simulator's. */
    private static final Duration LONG = Duration.ofHours(1);

    private final SimulatedCloud simulated = SimulatedCloud.builder().build();

    @Override
    public Cloud cloud() {
        return simulated.ports();
    }

    @Override
    public void group(GroupName group, GroupSize bounds) {
        simulated.createGroup(group.value(), bounds);
    }

    @Override
    public void weightedGroup(GroupName group, GroupSize bounds, String instanceType, int weight) {
        GroupSize instances = new GroupSize(bounds.min() / weight, bounds.max() / weight, bounds.desired() / weight);
        simulated.createGroup(group.value(), instances).setWeights(Map.of(instanceType, weight));
    }

    @Override
    public void warmPool(GroupName group, int instances) {
        simulated.group(group.value()).createWarmPool(instances);
    }

    @Override
    public void hook(GroupName group, LifecycleHook hook) {
        simulated.group(group.value()).addHook(hook);
    }

    @Override
    public void protect(GroupName group, InstanceId instance) {
        simulated.group(group.value()).protect(instance);
    }

    @Override
    public void template(GroupName group, String version) {
        SimulatedGroup simulatedGroup = simulated.group(group.value());
        simulatedGroup.createTemplateVersion("1", "v1");
        simulatedGroup.createTemplateVersion("2", "v2");
        if (!version.startsWith("$")) {
            simulatedGroup.setTemplateVersion(version);
        }
    }

    @Override
    public void tag(GroupName group, String key, String value) {
        simulated.group(group.value()).tag(key, value);
    }

    @Override
    public void suspend(GroupName group, String process) {
        simulated.group(group.value()).suspend(process);
    }

    @Override
    public void targetGroup(String name, int port, boolean inUse) {
        simulated.createTargetGroup(name, port).setInUse(inUse);
    }

    @Override
    public void targetGroup(String name, String kind) {
        simulated.createTargetGroup(name, 80, kind);
    }

    @Override
    public void healthyPercent(String targetGroup, int failover, int routing) {
        simulated
                .targetGroup(targetGroup)
                .setHealthyShare(new HealthyShare(new Threshold(1, failover), new Threshold(1, routing)));
    }

    @Override
    public void attach(GroupName group, String targetGroup) {
        simulated.group(group.value()).attach(simulated.targetGroup(targetGroup));
    }

    @Override
    public void end(InstanceId instance) {
        simulated.instance(instance).terminate();
    }

    @Override
    public void parameter(ParameterPath parameter, String value) {
        simulated.setParameter(parameter, value);
    }

    @Override
    public void runDue() {
        simulated.pass(LONG);
    }

    @Override
    public String loadBalancer() {
        return "main";
    }

    @Override
    public void listener(int port, Map<String, Integer> weights, @Nullable Duration stickiness) {
        simulated.loadBalancer("main").listen(port, action(weights, stickiness));
    }

    @Override
    public void rule(
            int port, int priority, String pathPattern, Map<String, Integer> weights, @Nullable Duration stickiness) {
        SimulatedListener listener = simulated.loadBalancer("main").listener(port);
        listener.addRule(priority, action(weights, stickiness), 0);
        listener.setPathPattern(priority, pathPattern);
    }

    private ForwardAction action(Map<String, Integer> weights, @Nullable Duration stickiness) {
        Map<SimulatedTargetGroup, Integer> byGroup = new LinkedHashMap<>();
        weights.forEach((name, weight) -> byGroup.put(simulated.targetGroup(name), weight));
        return new ForwardAction(byGroup, stickiness);
    }
}
