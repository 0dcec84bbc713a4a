package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.port.InstanceRefreshes;
import dev.verdigris.port.Permit;
import java.util.List;
import java.util.Map;

/** The instance refreshes of groups, as the port shows them. */
final class SimulatedInstanceRefreshes implements InstanceRefreshes {
    private final Seam seam;
    private final Map<GroupName, SimulatedGroup> groups;

    SimulatedInstanceRefreshes(Seam seam, Map<GroupName, SimulatedGroup> groups) {
        this.seam = seam;
        this.groups = groups;
    }

    @Override
    public List<InstanceRefresh> describe(GroupName name) {
        return seam.read(
                Operations.DESCRIBE_REFRESHES,
                name,
                () -> group(Operations.DESCRIBE_REFRESHES, name).refreshes().glimpse());
    }

    @Override
    public Template template(GroupName name) {
        return seam.read(Operations.DESCRIBE_GROUPS, name, () -> {
            SimulatedGroup group = group(Operations.DESCRIBE_GROUPS, name);
            return new Template("lt-" + name, group.templateVersion());
        });
    }

    @Override
    public String start(GroupName name, RefreshPreferences preferences, Permit permit) {
        return seam.change(
                Operations.START_REFRESH,
                name,
                preferences,
                permit,
                () -> admitted(Operations.START_REFRESH, name).refreshes().start(preferences));
    }

    @Override
    public void cancel(GroupName name, Permit permit) {
        seam.change(Operations.CANCEL_REFRESH, name, null, permit, () -> {
            SimulatedGroup group = admitted(Operations.CANCEL_REFRESH, name);
            if (group.refreshes().active() != null) {
                group.refreshes().cancel();
            }
        });
    }

    @Override
    public void rollBack(GroupName name, Permit permit) {
        seam.change(Operations.ROLL_BACK_REFRESH, name, null, permit, () -> {
            SimulatedGroup group = admitted(Operations.ROLL_BACK_REFRESH, name);
            Refresh active = group.refreshes().active();
            if (active != null && active.status().forward()) {
                group.refreshes().rollBack();
            }
        });
    }

    private SimulatedGroup admitted(String operation, GroupName name) {
        SimulatedGroup group = group(operation, name);
        group.admit(operation);
        return group;
    }

    private SimulatedGroup group(String operation, GroupName name) {
        SimulatedGroup group = groups.get(name);
        if (group == null) {
            throw new PortException.NotFound(
                    operation, "ValidationError: AutoScalingGroup name not found - no such group: " + name, null);
        }
        return group;
    }
}
