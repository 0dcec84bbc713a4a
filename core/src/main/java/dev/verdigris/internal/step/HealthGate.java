package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gate that must be passed before the old color may leave: enough of the new one is healthy, and steadily. */
public final class HealthGate {

    /** The reason of a target whose group no listener uses, or whose zone no load balancer of the group has enabled. */
    private static final String NOT_IN_USE = "Target.NotInUse";

    /** Reasons that no waiting cures. */
    private static final Set<String> INCURABLE = Set.of(NOT_IN_USE, "Target.IpUnusable", "Target.HealthCheckDisabled");

    /** All requests, in percent. */
    private static final int ALL = 100;

    private HealthGate() {}

    /**
     * Whether it is so now, but for what may be missing.
     *
     * @param unusedForGood whether a target of which AWS says that nothing uses it will not be used by waiting, either
     */
    public static Progress of(Terms terms, Scene scene, boolean unusedForGood) {
        return of(terms, scene, Need.least(terms, Need.now(terms, scene)), unusedForGood);
    }

    /**
     * Waits for it, before anything leaves: who stays unhealthy while the others are not is replaced, or done without, as far
     * as the policy says.
     *
     * @param unusedForGood whether a target of which AWS says that nothing uses it will not be used by waiting, either
     */
    public static Progress await(Terms terms, Scene scene, boolean unusedForGood) {
        int needed = Need.now(terms, scene);
        Stragglers stragglers = stragglers(terms);
        Progress share = share(terms, scene, true);
        if (!(share instanceof Progress.Done)
                && of(terms, scene, Need.least(terms, needed), unusedForGood) instanceof Progress.Done) {
            return replacing(scene, stragglers, share);
        }
        if (stragglers.areDoneWithout(scene, scene.steadilyHealthy(terms.to()), needed)) {
            return Progress.done();
        }
        return replacing(scene, stragglers, of(terms, scene, needed, unusedForGood));
    }

    /** What the target group asks for besides, in words to go on a plan's sentence with; empty if one healthy target is enough. */
    public static String besides(Terms terms) {
        TargetGroup group = terms.route().group(terms.to());
        return group.healthyShare().equals(HealthyShare.defaults())
                ? ""
                : " and keep the healthy share of " + group.name() + " (" + group.healthyShare() + ")";
    }

    /** Those that do not become healthy while a step waits for that. */
    public static Stragglers stragglers(Terms terms) {
        return Stragglers.registered(terms, "await-healthy", terms.deadlines().healthy());
    }

    /** How a step stands that waits for the gate: members that are registered and stay unhealthy may be replaced. */
    public static Progress replacing(Scene scene, Stragglers stragglers, Progress gate) {
        if (!(gate instanceof Progress.NotYet notYet)) {
            return gate;
        }
        Color to = stragglers.terms().to();
        Set<InstanceId> servable = new HashSet<>(scene.servable(to));
        Set<InstanceId> healthy = new HashSet<>(scene.look().healthy(to));
        healthy.retainAll(servable);
        Set<InstanceId> ailing = new LinkedHashSet<>();
        for (TargetHealth target : scene.look().state().registered(to)) {
            if (servable.contains(target.target().instance())
                    && !healthy.contains(target.target().instance())) {
                ailing.add(target.target().instance());
            }
        }
        return stragglers.replaced(scene, notYet, ailing, healthy.size());
    }

    private static Progress of(Terms terms, Scene scene, int needed, boolean unusedForGood) {
        int steady = scene.steadilyHealthy(terms.to());
        if (steady >= needed) {
            return Progress.done();
        }
        List<TargetHealth> unwell = scene.look().state().registered(terms.to()).stream()
                .filter(target -> !target.healthy())
                .toList();
        TargetHealth hopeless = hopeless(scene, terms.to(), incurable(unwell, unusedForGood), needed);
        if (hopeless != null) {
            return Progress.failed(
                    "expected the members of " + terms.toGroup() + " to become healthy, found " + hopeless,
                    remedy(terms, scene, hopeless));
        }
        int well = scene.well(terms.to());
        String reasons = unwell.isEmpty() ? "" : ": " + Words.list(unwell);
        return Progress.notYet(
                well + " of " + terms.share(needed) + " healthy"
                        + (well >= needed ? ", " + steady + " in two consecutive polls" : reasons),
                well >= needed
                        ? "only " + steady + " of " + terms.share(needed) + " stayed healthy in two consecutive polls"
                        : "only " + well + " of " + terms.share(needed) + " became healthy" + reasons,
                "see why the health checks of " + terms.route().name() + " fail on them");
    }

    /**
     * Whether the load balancer would send requests to those alone that it finds healthy, once the new color gets all of them.
     * Where too few of its targets are, by what the target group asks for, it sends them to the others, too.
     *
     * @param all whether those that are in service and not registered yet are to be, too
     */
    private static Progress share(Terms terms, Scene scene, boolean all) {
        List<TargetHealth> targets = scene.look().state().alone(terms.to());
        List<TargetHealth> unwell =
                targets.stream().filter(target -> !target.healthy()).toList();
        int healthy = targets.size() - unwell.size();
        int coming = all ? coming(scene, terms.to(), targets) : 0;
        int registered = targets.size() + coming;
        TargetGroup group = terms.route().group(terms.to());
        if (healthy == registered || group.healthyShare().keptBy(healthy, registered)) {
            return Progress.done();
        }
        String few = healthy + " of " + Words.count(registered, "target") + " of " + group.name()
                + " healthy, which asks for " + group.healthyShare();
        String others = unwell.isEmpty() ? Words.count(coming, "instance") + " not registered yet" : Words.list(unwell);
        return Progress.notYet(
                few,
                "only " + few + ", or the load balancer sends requests to the others, too: " + others,
                "see why the health checks of " + group.name() + " fail on them");
    }

    private static int coming(Scene scene, Color to, List<TargetHealth> targets) {
        Set<InstanceId> coming = new HashSet<>(scene.servable(to));
        targets.forEach(target -> coming.remove(target.target().instance()));
        return coming.size();
    }

    /** Whether the old color may leave at this moment: the gate holds, and no other process's change may still end what comes. */
    public static Progress cutover(Terms terms, Scene scene) {
        return cutover(terms, scene, ALL);
    }

    /** Whether the new color may get that part of the requests at this moment. */
    public static Progress cutover(Terms terms, Scene scene, int percent) {
        int needed = Need.least(terms, Need.now(terms, scene));
        Progress gate = of(terms, scene, Need.part(needed, percent), true);
        Progress share = gate instanceof Progress.Done ? share(terms, scene, percent == ALL) : gate;
        Duration late = scene.othersEndFor();
        return !(share instanceof Progress.Done) || late.isZero()
                ? share
                : Progress.notYet(
                        "changes of the deployment that it took over from may still arrive for " + Words.duration(late),
                        "read it again once they have");
    }

    private static List<TargetHealth> incurable(List<TargetHealth> unwell, boolean unusedForGood) {
        return unwell.stream()
                .filter(target -> target.reason() != null && INCURABLE.contains(target.reason()))
                .filter(target -> unusedForGood || !NOT_IN_USE.equals(target.reason()))
                .toList();
    }

    /** A target that never becomes healthy, if those without such a target are not enough; null if they may be. */
    private static @Nullable TargetHealth hopeless(Scene scene, Color to, List<TargetHealth> incurable, int needed) {
        Set<InstanceId> others = new HashSet<>(scene.servable(to));
        incurable.forEach(target -> others.remove(target.target().instance()));
        return incurable.isEmpty() || scene.look().capacity(others) >= needed ? null : incurable.get(0);
    }

    /**
     * The remedy for a target: where others of the group are in use, not a listener is missing, but the zone of this
     * one.
     */
    private static String remedy(Terms terms, Scene scene, TargetHealth target) {
        boolean used = Stream.of(Color.values())
                .flatMap(color -> scene.look().state().registered(color).stream())
                .anyMatch(other -> !NOT_IN_USE.equals(other.reason()));
        if (!NOT_IN_USE.equals(target.reason()) || !used) {
            return "see to it that a listener uses " + terms.route().name() + " and checks the health of its targets";
        }
        String zone = scene.look().fleet(terms.to()).instances().stream()
                .filter(member -> member.id().equals(target.target().instance()) && member.zone() != null)
                .map(member -> "its Availability Zone " + member.zone())
                .findFirst()
                .orElse("its Availability Zone");
        return "enable " + zone + " for the load balancer of " + terms.route().name()
                + ", whose listener is fine, or take" + " the zone out of " + terms.toGroup();
    }
}
