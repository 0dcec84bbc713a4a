package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The groups, as the port shows them. */
final class SimulatedFleets implements Fleets {
    private final Seam seam;
    private final Map<GroupName, SimulatedGroup> groups;

    SimulatedFleets(Seam seam, Map<GroupName, SimulatedGroup> groups) {
        this.seam = seam;
        this.groups = groups;
    }

    @Override
    public Map<GroupName, Fleet> describe(Set<GroupName> names) {
        return seam.read(Operations.DESCRIBE_GROUPS, names, () -> {
            Map<GroupName, Fleet> fleets = new HashMap<>();
            for (GroupName name : names) {
                SimulatedGroup group = groups.get(name);
                if (group != null) {
                    fleets.put(name, group.glimpse());
                }
            }
            return fleets;
        });
    }

    @Override
    public void resize(GroupName name, Resize to, Permit permit) {
        seam.change(Operations.UPDATE_GROUP, name, to, permit, () -> {
            SimulatedGroup group = group(groups, Operations.UPDATE_GROUP, name);
            group.admit(Operations.UPDATE_GROUP);
            group.resize(to);
        });
    }

    @Override
    public void replace(GroupName name, InstanceId instance, Permit permit) {
        seam.change(Operations.TERMINATE_MEMBER, name, instance, permit, () -> {
            SimulatedGroup group = group(groups, Operations.TERMINATE_MEMBER, name);
            group.admit(Operations.TERMINATE_MEMBER);
            if (group.instances().stream().noneMatch(member -> member.id().equals(instance))) {
                throw new PortException.NotFound(
                        Operations.TERMINATE_MEMBER,
                        "ValidationError: Instance Id not found - No managed instance found for instance ID: "
                                + instance,
                        null);
            }
            group.terminate(instance);
        });
    }

    @Override
    public List<Launch> recentLaunches(GroupName name) {
        return seam.read(
                Operations.DESCRIBE_ACTIVITIES,
                name,
                () -> group(groups, Operations.DESCRIBE_ACTIVITIES, name).recentLaunches());
    }

    @Override
    public List<LifecycleHook> lifecycleHooks(GroupName name) {
        return seam.read(
                Operations.DESCRIBE_HOOKS,
                name,
                () -> List.copyOf(
                        group(groups, Operations.DESCRIBE_HOOKS, name).hooks.all()));
    }

    static SimulatedGroup group(Map<GroupName, SimulatedGroup> groups, String operation, GroupName name) {
        @Nullable SimulatedGroup group = groups.get(name);
        if (group == null) {
            throw new PortException.NotFound(
                    operation, "ValidationError: AutoScalingGroup name not found - no such group: " + name, null);
        }
        return group;
    }
}
