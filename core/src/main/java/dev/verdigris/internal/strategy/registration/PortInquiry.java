package dev.verdigris.internal.strategy.registration;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.TargetGroups;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the port. */
final class PortInquiry implements Inquiry {
    private final TargetGroups targetGroups;

    PortInquiry(TargetGroups targetGroups) {
        this.targetGroups = targetGroups;
    }

    @Override
    public int targetQuota() {
        return targetGroups.targetQuota();
    }

    @Override
    public List<LoadBalancer> loadBalancers(TargetGroup group) {
        return targetGroups.loadBalancers(group);
    }

    @Override
    public Map<String, Set<InstanceId>> registeredElsewhere(TargetGroup group, Set<InstanceId> instances) {
        return targetGroups.registeredElsewhere(group, instances);
    }
}
