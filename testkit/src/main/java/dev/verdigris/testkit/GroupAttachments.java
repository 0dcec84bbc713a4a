package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import dev.verdigris.port.Attachments.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The target groups that a group is attached to, from the moment that is asked for until the last of its members has
 * drained: Auto Scaling takes its time on both ways.
 */
final class GroupAttachments {
    private final World world;
    private final Settings settings;
    private final GroupState state;
    private final Past<Map<String, State>> past;
    /** The registrations that are to come. */
    private final Map<SimulatedTargetGroup, World.Event> adding = new HashMap<>();
    /** The next thing that happens on the way out of each. */
    private final Map<SimulatedTargetGroup, World.Event> removing = new LinkedHashMap<>();

    private boolean refusesReturn;

    GroupAttachments(World world, Settings settings, GroupState state) {
        this.world = world;
        this.settings = settings;
        this.state = state;
        this.past = new Past<>(world, settings.staleness().toNanos());
    }

    void refuseReturn(boolean refuses) {
        refusesReturn = refuses;
    }

    void attach(SimulatedTargetGroup targetGroup) {
        if (state.attached().contains(targetGroup)) {
            return;
        }
        if (removing.containsKey(targetGroup) && refusesReturn) {
            throw new PortException.Invalid(
                    Operations.ATTACH,
                    "ValidationError: the traffic source " + targetGroup.arn() + " is being removed from "
                            + state.name(),
                    null);
        }
        changing();
        cancel(removing.remove(targetGroup));
        state.attach(targetGroup);
        world.log(state.name(), "attached to", targetGroup.name());
        adding.put(targetGroup, world.after(settings.latencies().attachment(), () -> register(targetGroup)));
    }

    private void register(SimulatedTargetGroup targetGroup) {
        changing();
        adding.remove(targetGroup);
        for (SimulatedInstance member : state.members()) {
            if (comes(member)) {
                try {
                    targetGroup.register(List.of(new Target(member.id(), targetGroup.port())));
                } catch (PortException.Invalid e) {
                    world.log(member.id(), "not registered in " + targetGroup.name() + ":", e.getMessage());
                }
            }
        }
    }

    /** Whether a member is registered by an attachment: what is on standby or on its way out is not. */
    private static boolean comes(SimulatedInstance member) {
        boolean in = member.lifecycle() == Lifecycle.IN_SERVICE || member.lifecycle() == Lifecycle.PENDING;
        return in && member.power() == SimulatedInstance.Power.RUNNING;
    }

    void detach(SimulatedTargetGroup targetGroup) {
        if (!state.attached().contains(targetGroup)) {
            return;
        }
        changing();
        cancel(adding.remove(targetGroup));
        state.detach(targetGroup);
        world.log(state.name(), "detached from", targetGroup.name());
        removing.put(targetGroup, world.after(settings.latencies().attachment(), () -> deregister(targetGroup)));
    }

    private void deregister(SimulatedTargetGroup targetGroup) {
        for (SimulatedInstance member : state.members()) {
            targetGroup.deregister(List.of(new Target(member.id(), targetGroup.port())));
        }
        removing.put(targetGroup, world.after(targetGroup.deregistrationDelay().toNanos(), () -> {
            changing();
            removing.remove(targetGroup);
        }));
    }

    private static void cancel(World.@Nullable Event event) {
        if (event != null) {
            event.cancel();
        }
    }

    /** Whether a load balancer finds a member healthy by way of that, so that those that it does not are replaced. */
    boolean isInService(SimulatedTargetGroup targetGroup) {
        return state.traits().health().byLoadBalancer()
                && state.attached().contains(targetGroup)
                && !adding.containsKey(targetGroup)
                && state.members().stream()
                        .flatMap(member -> member.targets().stream())
                        .anyMatch(target -> target.isOf(targetGroup) && target.isHealthy());
    }

    private void changing() {
        if (past.wanted()) {
            past.keep(states());
        }
    }

    /** The state of an attachment; null if there is none. */
    @Nullable
    State state(SimulatedTargetGroup targetGroup) {
        if (removing.containsKey(targetGroup)) {
            return State.REMOVING;
        }
        if (!state.attached().contains(targetGroup)) {
            return null;
        }
        if (adding.containsKey(targetGroup)) {
            return State.ADDING;
        }
        return isInService(targetGroup) ? State.IN_SERVICE : State.ADDED;
    }

    private Map<String, State> states() {
        List<SimulatedTargetGroup> groups = new ArrayList<>(removing.keySet());
        groups.addAll(state.attached());
        Map<String, State> states = new LinkedHashMap<>();
        for (SimulatedTargetGroup group : groups) {
            states.put(group.arn(), Objects.requireNonNull(state(group)));
        }
        return states;
    }

    /** The states as a read through the port sees them. */
    Map<String, State> glimpse() {
        Map<String, State> stale = past.glimpse();
        return stale != null ? stale : states();
    }
}
