package dev.verdigris.internal.targets;

import dev.verdigris.internal.plan.Elsewhere;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.request.Deadlines;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A repair that registers or deregisters certain targets of a group, each of which counts for itself. */
public sealed interface TargetRepair extends Repair {

    /** The group whose members they are. */
    GroupName group();

    /** The targets. */
    Set<Target> targets();

    /** The difference that this closes for other targets. */
    Difference with(Set<Target> others);

    /** The difference that this closes. */
    default Difference difference() {
        return with(targets());
    }

    @Override
    default @Nullable Difference common(Repair later) {
        if (!(later instanceof TargetRepair other)
                || other.getClass() != getClass()
                || !other.group().equals(group())) {
            return null;
        }
        Set<Target> both = new LinkedHashSet<>(targets());
        both.retainAll(other.targets());
        return both.isEmpty() ? null : other.with(both);
    }

    private static String members(Set<Target> targets) {
        return Words.count(
                (int) targets.stream().map(Target::instance).distinct().count(), "member");
    }

    /**
     * Registers members of the fleet that serves.
     *
     * @param group its group
     * @param targets those that are missing
     */
    record Join(GroupName group, Set<Target> targets) implements TargetRepair {
        @Override
        public Difference with(Set<Target> others) {
            return Difference.closedBy(
                    members(others) + " of " + group + " in service and not registered: " + Words.list(others),
                    "register what is missing",
                    new Join(group, others));
        }

        @Override
        public void act(Scene scene) {
            Registrar.of(scene).register(scene, targets);
        }
    }

    /**
     * Registers the members of the recorded color, since nobody serves, and sees whether they become healthy.
     *
     * @param group its group
     * @param targets its members
     */
    record Serve(GroupName group, Set<Target> targets) implements TargetRepair {
        @Override
        public Difference with(Set<Target> others) {
            return Difference.closedBy(
                            "nobody is registered, and " + members(others) + " of " + group
                                    + ", the recorded color, in service: " + Words.list(others),
                            "register them",
                            new Serve(group, others))
                    .inPreflight();
        }

        /** Members that are registered somewhere else are nobody's to register here. */
        @Override
        public @Nullable Difference obstacle(Supplier<TrafficPreflight> traffic) {
            Map<String, Set<InstanceId>> elsewhere = traffic.get()
                    .elsewhere(targets.stream().map(Target::instance).collect(Collectors.toSet()));
            return elsewhere.isEmpty()
                    ? null
                    : Difference.report(
                                    "nobody is registered, and members of " + group + " are registered in "
                                            + Elsewhere.listed(elsewhere),
                                    "name the target group that they serve through, or take them out of it first")
                            .inPreflight();
        }

        @Override
        public void act(Scene scene) {
            Registrar.of(scene).register(scene, targets);
        }

        @Override
        public Progress effect(Scene scene) {
            Set<Target> waiting = new LinkedHashSet<>(targets);
            for (Color color : Color.values()) {
                Registrar.of(scene).seen(scene.look()).registered(color).stream()
                        .filter(TargetHealth::healthy)
                        .forEach(health -> waiting.remove(health.target()));
            }
            return waiting.isEmpty()
                    ? Progress.done()
                    : Progress.notYet(
                            "members of " + group + " were registered, and are not healthy: " + Words.list(waiting),
                            "see why the health checks of "
                                    + scene.look().state().route().name() + " fail on them");
        }
    }

    /**
     * Deregisters members that their group ends, as soon as enough others are healthy: those that came in their place may
     * have been registered just before.
     *
     * @param group the group
     * @param targets those that are still registered
     * @param floor how much healthy capacity must remain: what the group is meant to have
     */
    record Drain(GroupName group, Set<Target> targets, int floor) implements TargetRepair {
        @Override
        public Difference with(Set<Target> others) {
            return Difference.closedBy(
                    "members of " + group + " on their way out are still registered: " + Words.list(others),
                    "deregister them, so that they drain",
                    new Drain(group, others, floor));
        }

        @Override
        public Duration patience() {
            return Deadlines.defaults().healthy();
        }

        @Override
        public void act(Scene scene) {
            Registrar.of(scene).deregister(scene, targets);
        }
    }
}
