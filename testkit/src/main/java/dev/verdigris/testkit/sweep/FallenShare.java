package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A target group that both colors share, and that has fewer healthy targets than it asks for by no fault of a deployment: the
 * load balancer sends requests to the others, too. Either the fleet that serves is too small for any share to be kept while
 * others come, one at a time by registration, all at once by attachment, of which the plan warns; or its own group has launched
 * and registered others since it has been there alone.
 */
final class FallenShare {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final @Nullable SimulatedTargetGroup shared;
    private final boolean attaches;
    /** The color that was last in the target group alone; null if none was. */
    private @Nullable Color alone;
    /** What was registered of it when it was left alone. */
    private final Set<InstanceId> then = new HashSet<>();

    FallenShare(SimulatedCloud cloud, Environment environment) {
        this.cloud = cloud;
        this.environment = environment;
        List<SimulatedTargetGroup> groups = cloud.targetGroups(environment);
        this.shared = groups.size() == 1 ? groups.get(0) : null;
        this.attaches = SweptTraffic.attaches(environment.traffic());
    }

    /** Whether it is so now. */
    boolean excused() {
        return shared != null && !shared.healthyShare().equals(HealthyShare.defaults()) && excused(shared);
    }

    private boolean excused(SimulatedTargetGroup group) {
        List<TargetHealth> registered =
                group.targets().stream().filter(target -> !target.out()).toList();
        List<TargetHealth> sick =
                registered.stream().filter(target -> !target.healthy()).toList();
        leftAlone(group, registered);
        Color serving = alone;
        if (serving == null || group.healthyShare().keptBy(registered.size() - sick.size(), registered.size())) {
            return false;
        }
        int live = group.registered(cloud.group(environment, serving));
        int coming = registered.size() - live;
        if (coming == 0) {
            return attaches
                    && sick.stream()
                            .noneMatch(target -> then.contains(target.target().instance()));
        }
        int room = group.healthyShare().room(live, live);
        long sickComing =
                sick.stream().filter(target -> !belongs(target, serving)).count();
        return attaches ? room < coming : room == 0 && sickComing <= 1;
    }

    private boolean belongs(TargetHealth target, Color color) {
        return environment
                .group(color)
                .equals(cloud.instance(target.target().instance()).group());
    }

    private void leftAlone(SimulatedTargetGroup group, List<TargetHealth> registered) {
        for (Color color : Color.values()) {
            SimulatedGroup fleet = cloud.group(environment, color);
            if (color != alone && !registered.isEmpty() && group.registered(fleet) == registered.size()) {
                alone = color;
                then.clear();
                registered.forEach(target -> then.add(target.target().instance()));
            }
        }
    }
}
