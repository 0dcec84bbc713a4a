package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Resize;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches a simulated cloud while deployments run in it, and notes each change that must not have been sent: one that
 * takes capacity below the floor by the read made directly before it, one that shrinks a fleet which traffic still
 * touches, and one by a process that does not hold the record.
 */
public final class Invariants implements CallHook {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final List<String> violations = new ArrayList<>();
    private final Map<InstanceId, Color> colors = new HashMap<>();
    private final Set<InstanceId> healthy = new HashSet<>();
    private final Set<InstanceId> gone = new HashSet<>();
    private @Nullable String actor;
    private final Map<Color, Integer> floors = new EnumMap<>(Color.class);

    private Invariants(SimulatedCloud cloud, Environment environment) {
        this.cloud = cloud;
        this.environment = environment;
    }

    /** Watches from now on. */
    public static Invariants watch(SimulatedCloud cloud, Environment environment) {
        Invariants invariants = new Invariants(cloud, environment);
        cloud.install(invariants);
        return invariants;
    }

    /** The color that traffic reaches, if it is one and no other; else null. */
    static @Nullable Color serving(SimulatedCloud cloud, Environment environment) {
        boolean blue = registered(cloud, environment, Color.BLUE) > 0;
        boolean green = registered(cloud, environment, Color.GREEN) > 0;
        return blue == green ? null : blue ? Color.BLUE : Color.GREEN;
    }

    private static int registered(SimulatedCloud cloud, Environment environment, Color color) {
        return cloud.targetGroup(environment).registered(cloud.group(environment, color));
    }

    /**
     * Says who makes the calls from now on.
     *
     * @param holder the name that its facade gives as holder; null if it is nobody's deployment
     */
    public void acting(@Nullable String holder) {
        actor = holder;
        floors.clear();
        gone.clear();
        healthy.clear();
    }

    /** What was sent and must not have been, in words; empty if all is well. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public void before(Call call) {
        if (!call.isChange() || call.operation().startsWith("deployments:")) {
            return;
        }
        oneAtATime(call);
        if (call.operation().equals(Operations.DEREGISTER)) {
            capacity(call);
        } else if (call.operation().equals(Operations.UPDATE_GROUP)) {
            shrinking(call);
        }
    }

    @Override
    public void after(Call call) {
        if (call.operation().equals(Operations.DESCRIBE_HEALTH)) {
            saw();
        }
    }

    private void saw() {
        for (Color color : Color.values()) {
            for (SimulatedInstance instance : cloud.group(environment, color).instances()) {
                colors.put(instance.id(), color);
            }
        }
        healthy.clear();
        gone.clear();
        Map<Color, Integer> counts = new EnumMap<>(Color.class);
        for (TargetHealth target : cloud.targetGroup(environment).targets()) {
            InstanceId instance = target.target().instance();
            if (target.healthy() && colors.containsKey(instance)) {
                healthy.add(instance);
                counts.merge(colors.get(instance), 1, Integer::sum);
            }
        }
        counts.forEach((color, count) -> floors.merge(color, count, Math::max));
    }

    private void oneAtATime(Call call) {
        String record = cloud.record(environment);
        if (actor != null && (record == null || !record.contains("\nopen.holder " + actor + "\n"))) {
            violation(call, actor + " sent it without holding the record");
        }
    }

    private void capacity(Call call) {
        boolean takesHealthy = false;
        if (call.detail() instanceof Iterable<?> targets) {
            for (Object target : targets) {
                InstanceId instance = ((Target) target).instance();
                takesHealthy |= healthy.contains(instance);
                gone.add(instance);
            }
        }
        int left = 0;
        for (InstanceId instance : healthy) {
            left += gone.contains(instance) ? 0 : 1;
        }
        Color live = live();
        int needed = live == null
                ? 0
                : Math.min(
                        floors.getOrDefault(live, 0),
                        cloud.group(environment, live).bounds().desired());
        if (takesHealthy && left < needed) {
            violation(call, left + " healthy would be left by the read before it, and " + needed + " must be");
        }
    }

    /** The color that served when what is open began; null if none did, or nothing with a plan is open. */
    private @Nullable Color live() {
        String record = String.valueOf(cloud.record(environment));
        for (Color color : Color.values()) {
            if (record.contains("\nwas.active " + color + "\n")) {
                return color;
            }
        }
        return null;
    }

    private void shrinking(Call call) {
        for (Color color : Color.values()) {
            SimulatedGroup group = cloud.group(environment, color);
            if (group.name().equals(call.subject())
                    && call.detail() instanceof Resize to
                    && to.desired() != null
                    && to.desired() < group.bounds().desired()
                    && registered(cloud, environment, color) > 0) {
                violation(call, "it shrinks a fleet that is registered");
            }
        }
    }

    private void violation(Call call, String why) {
        violations.add(cloud.elapsed() + " " + call + ": " + why);
    }
}
