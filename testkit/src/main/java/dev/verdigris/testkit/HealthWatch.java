package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;
import java.util.List;

/** Watches the health of a group's members, and has those replaced that fail. */
final class HealthWatch {
    private final World world;
    private final Latencies latencies;
    private final SimulatedGroup group;
    private final GroupState state;
    private final Terminator terminator;
    private final Replacements replacements;

    HealthWatch(
            World world,
            Latencies latencies,
            SimulatedGroup group,
            GroupState state,
            Terminator terminator,
            Replacements replacements) {
        this.world = world;
        this.latencies = latencies;
        this.group = group;
        this.state = state;
        this.terminator = terminator;
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
            } else if (member.ails() && !state.isSuspended("HealthCheck")) {
                mark(member);
            }
        }
    }

    private void replace(SimulatedInstance instance) {
        if (!remains(instance) || state.isSuspended("ReplaceUnhealthy") || state.isSuspended("Terminate")) {
            return;
        }
        if (instance.isEnding()) {
            terminator.endLost(instance);
        } else if (state.launchesFirst()) {
            replacements.add(instance);
        } else {
            terminator.end(instance);
        }
        group.act();
    }

    private boolean remains(SimulatedInstance instance) {
        return instance.lifecycle() != Lifecycle.LEAVING
                && instance.lifecycle() != Lifecycle.RETAINED
                && state.members().contains(instance);
    }
}
