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
 * touches, one that serves an instance older than its deployment, one by a process that does not hold the record; and a
 * point of no return that is passed before the old color was seen out of traffic.
 */
public final class Invariants implements CallHook {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final List<String> violations = new ArrayList<>();
    private final Map<InstanceId, Color> colors = new HashMap<>();
    private final Set<InstanceId> healthy = new HashSet<>();
    private final Set<InstanceId> gone = new HashSet<>();
    private final Set<InstanceId> elders = new HashSet<>();
    private @Nullable String actor;
    private final Set<String> settled = new HashSet<>();
    private String deployment = "";
    /** Who has seen the old color out of traffic since anybody last deregistered something. */
    private final Set<String> seenOut = new HashSet<>();

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
        if (call.operation().equals(Operations.REGISTER)) {
            newOnly(call);
        } else if (call.operation().equals(Operations.DEREGISTER)) {
            capacity(call);
        } else if (call.operation().equals(Operations.UPDATE_GROUP)) {
            shrinking(call);
        }
    }

    @Override
    public void after(Call call) {
        if (call.operation().equals(Operations.DESCRIBE_HEALTH)) {
            saw();
        } else if (call.operation().equals(Operations.CLAIM_RECORD)) {
            began();
        } else if (call.operation().equals(Operations.REPLACE_RECORD)) {
            pointOfNoReturn(call);
        }
    }

    /** It is passed only once a read has shown the old color out of traffic, made after the last change to that. */
    private void pointOfNoReturn(Call call) {
        if (fact("begun.phase").equals("SETTLE")
                && settled.add(fact("open.id"))
                && !fact("open.verb").equals("cleanup")
                && live() != null
                && !seenOut.contains(String.valueOf(actor))) {
            violation(call, "it passes the point of no return and has not seen the old color out of traffic");
        }
    }

    /** Whoever is there when a deployment begins is older than it. */
    private void began() {
        String open = fact("open.id");
        if (!open.equals(deployment)) {
            deployment = open;
            elders.clear();
            for (Color color : Color.values()) {
                for (SimulatedInstance instance :
                        cloud.group(environment, color).instances()) {
                    elders.add(instance.id());
                }
            }
        }
    }

    /** What is on record under a key; empty if nothing is. */
    private String fact(String key) {
        String record = cloud.record(environment);
        int at = record == null ? -1 : record.indexOf("\n" + key + " ");
        return record == null || at < 0 ? "" : record.substring(at + key.length() + 2, record.indexOf('\n', at + 1));
    }

    private void newOnly(Call call) {
        if (!fact("open.verb").equals("deploy") || !(call.detail() instanceof Iterable<?> targets)) {
            return;
        }
        Color live = live();
        for (Object target : targets) {
            InstanceId instance = ((Target) target).instance();
            if (elders.contains(instance) && colors.get(instance) != live) {
                violation(call, instance + " is older than the deployment that serves it");
            }
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
        Color live = live();
        if (live != null && registered(cloud, environment, live) == 0) {
            seenOut.add(String.valueOf(actor));
        } else {
            seenOut.clear();
        }
        counts.forEach((color, count) -> floors.merge(color, count, Math::max));
    }

    private void oneAtATime(Call call) {
        if (actor != null && !fact("open.holder").equals(actor)) {
            violation(call, actor + " sent it without holding the record");
        }
    }

    private void capacity(Call call) {
        seenOut.clear();
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
        String active = fact("was.active");
        return active.isEmpty() ? null : Color.parse(active);
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
