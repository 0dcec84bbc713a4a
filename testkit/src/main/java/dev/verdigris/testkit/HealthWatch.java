package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;
import java.util.List;

/** Watches the health of a group's members, and has those replaced that fail. */
final class HealthWatch {
    private final World world;
    private final Latencies latencies;
    private final SimulatedGroup group;
    private final GroupState state;
    private final GroupAttachments attachments;
    private final Replacements replacements;

    HealthWatch(
            World world,
            Latencies latencies,
            SimulatedGroup group,
            GroupState state,
            GroupAttachments attachments,
            Replacements replacements) {
        this.world = world;
        this.latencies = latencies;
        this.group = group;
        this.state = state;
        this.attachments = attachments;
        this.replacements = replacements;
    }

    /** Something has happened to a member that the group is going to notice, unless it does not look. */
    void suffers(SimulatedInstance instance) {
        world.after(latencies.notice(), () -> {
            if (!state.isSuspended("HealthCheck")) {
                mark(instance);
            }
        });
    }

    /** A load balancer may find members unhealthy that it found healthy, or whose health did not count before. */
    void look() {
        if (!state.traits().health().byLoadBalancer()) {
            return;
        }
        for (SimulatedInstance member : List.copyOf(state.members())) {
            if (ailsByLoadBalancer(member)) {
                suffersByLoadBalancer(member);
            }
        }
    }

    /** The group notices once the grace period of the member is over, unless a load balancer finds it healthy by then. */
    private void suffersByLoadBalancer(SimulatedInstance member) {
        long grace = member.inServiceSince() + state.traits().health().grace().toNanos() - world.now();
        long notice = latencies.notice().nanos(world.random());
        world.after(Math.max(notice, grace), () -> {
            if (!state.isSuspended("HealthCheck") && ailsByLoadBalancer(member)) {
                mark(member);
            }
        });
    }

    /** Whether a load balancer finds it unhealthy by way of an attachment that is in service. */
    private boolean ailsByLoadBalancer(SimulatedInstance member) {
        boolean counts = state.traits().health().byLoadBalancer() && member.lifecycle() == Lifecycle.IN_SERVICE;
        return counts
                && member.targets().stream()
                        .anyMatch(target -> target.isUnhealthy()
                                && state.attached().stream()
                                        .anyMatch(attached ->
                                                target.isOf(attached) && attachments.isInService(attached)));
    }

    /** A member is unhealthy: it is replaced, unless that process is suspended. */
    void mark(SimulatedInstance instance) {
        if (remains(instance)) {
            state.changing();
            instance.unhealthyToGroup();
            replace(instance);
        }
    }

    /** A process runs again: what it missed is made up for. */
    void makeUp(String process) {
        if (!process.equals("HealthCheck") && !process.equals("ReplaceUnhealthy") && !process.equals("Terminate")) {
            return;
        }
        for (SimulatedInstance member : List.copyOf(state.members())) {
            if (!member.healthyToGroup()) {
                replace(member);
            } else if ((member.ails() || ailsByLoadBalancer(member)) && !state.isSuspended("HealthCheck")) {
                mark(member);
            }
        }
    }

    private void replace(SimulatedInstance instance) {
        if (!remains(instance) || state.isSuspended("ReplaceUnhealthy") || state.isSuspended("Terminate")) {
            return;
        }
        if (instance.isEnding()) {
            group.terminator().endLost(instance);
        } else if (state.launchesFirst()) {
            replacements.add(instance);
        } else {
            group.terminator().end(instance);
        }
        group.act();
    }

    private boolean remains(SimulatedInstance instance) {
        return instance.lifecycle() != Lifecycle.LEAVING
                && instance.lifecycle() != Lifecycle.RETAINED
                && state.members().contains(instance);
    }
}
