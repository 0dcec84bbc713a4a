package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Permit;
import java.util.Map;
import java.util.function.BiConsumer;

/** The attachments of target groups, as the port shows them. */
final class SimulatedAttachments implements Attachments {
    private final Seam seam;
    private final LoadBalancing balancing;
    private final Map<GroupName, SimulatedGroup> groups;

    SimulatedAttachments(Seam seam, LoadBalancing balancing, Map<GroupName, SimulatedGroup> groups) {
        this.seam = seam;
        this.balancing = balancing;
        this.groups = groups;
    }

    @Override
    public Map<String, State> of(GroupName name) {
        return seam.read(
                Operations.DESCRIBE_ATTACHMENTS,
                name,
                () -> SimulatedFleets.group(groups, Operations.DESCRIBE_ATTACHMENTS, name)
                        .attachments
                        .glimpse());
    }

    @Override
    public void attach(GroupName name, TargetGroup targetGroup, Permit permit) {
        change(Operations.ATTACH, name, targetGroup, permit, (group, target) -> group.attachments.attach(target));
    }

    @Override
    public void detach(GroupName name, TargetGroup targetGroup, Permit permit) {
        change(Operations.DETACH, name, targetGroup, permit, (group, target) -> group.attachments.detach(target));
    }

    /** To a hook this is a call that only reads, since it changes nothing. */
    @Override
    public void rehearseDetaching(GroupName name, TargetGroup targetGroup, Permit permit) {
        permit.check();
        seam.read(
                Operations.REHEARSE_DETACHING,
                name,
                () -> SimulatedFleets.group(groups, Operations.DETACH, name).name());
    }

    private void change(
            String operation,
            GroupName name,
            TargetGroup targetGroup,
            Permit permit,
            BiConsumer<SimulatedGroup, SimulatedTargetGroup> effect) {
        seam.change(operation, name, targetGroup, permit, () -> {
            SimulatedGroup group = SimulatedFleets.group(groups, operation, name);
            group.admit(operation);
            effect.accept(group, existing(operation, targetGroup));
        });
    }

    /** A target group that is not there is a validation error of Auto Scaling, which knows no word for it. */
    private SimulatedTargetGroup existing(String operation, TargetGroup targetGroup) {
        try {
            return balancing.existing(operation, targetGroup);
        } catch (PortException.NotFound e) {
            throw new PortException.Invalid(
                    operation, "ValidationError: Provided Target Groups may not be valid. " + e.problem(), null);
        }
    }
}
