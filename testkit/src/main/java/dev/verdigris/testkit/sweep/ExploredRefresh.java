package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Policy;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The rolling refreshes of an exploration: which deployments are one instead, what is asked for, and what must hold of one
 * that has succeeded. Where Auto Scaling registers nothing it launches, they are refused.
 */
final class ExploredRefresh {
    /** What boots slowly takes so long; one replaces the next before the first serves where less is given to warm up. */
    private static final Duration LONGEST_BOOT = Duration.ofMinutes(2);

    private final Environment environment;
    /** Of its own, so that it makes no other story of all that is drawn besides. */
    private final SplittableRandom random;

    ExploredRefresh(Environment environment, long seed) {
        this.environment = environment;
        this.random = new SplittableRandom(seed ^ 0x5DEECE66DL);
    }

    /** What really begins: one in eight deployments is a refresh of what serves. */
    ProcessVerb instead(ProcessVerb drawn) {
        return drawn == ProcessVerb.DEPLOY && random.nextInt(8) == 0 ? ProcessVerb.REFRESH : drawn;
    }

    /** Three in four name a version of the launch template, as they must for Auto Scaling to roll them back. */
    RollingRefresh request(SimulatedCloud cloud, Policy policy) {
        RefreshPreferences preferences = RefreshPreferences.defaults()
                .withMinHealthyPercent(random.nextInt(4) == 0 ? 100 : 34 + random.nextInt(60))
                .withWarmup(random.nextBoolean() ? null : LONGEST_BOOT.plusSeconds(random.nextInt(60)));
        Color serving = Invariants.serving(cloud, environment);
        if (serving != null && random.nextInt(4) > 0) {
            preferences = preferences.withTemplateVersion(next(cloud.group(environment, serving)));
        }
        return RollingRefresh.of(environment).withPolicy(policy).withPreferences(preferences);
    }

    /** A version that the group does not launch yet. */
    private static String next(SimulatedGroup group) {
        String now = group.templateVersion();
        if (now.startsWith("$")) {
            group.createTemplateVersion("1", version(group));
            group.createTemplateVersion("2", "refreshed");
            group.setTemplateVersion("1");
        }
        return group.templateVersion().equals("2") ? "1" : "2";
    }

    private static String version(SimulatedGroup group) {
        List<SimulatedInstance> instances = group.instances();
        return instances.isEmpty() ? "refreshed" : instances.get(0).version();
    }

    /** The members of what serves, in service; empty if not just one color serves. */
    List<SimulatedInstance> serving(SimulatedCloud cloud) {
        Color serving = Invariants.serving(cloud, environment);
        return serving == null ? List.of() : inService(cloud.group(environment, serving));
    }

    private static List<SimulatedInstance> inService(SimulatedGroup group) {
        return group.instances().stream()
                .filter(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                .toList();
    }

    /**
     * What does not hold of a refresh that has ended; null if all does. One that succeeded has left none of those in service
     * that served when it began.
     */
    @Nullable
    String problem(SimulatedCloud cloud, List<SimulatedInstance> served, ProcessEnd end) {
        boolean succeeded = end instanceof ProcessEnd.Completed came && came.outcome() instanceof Outcome.Succeeded;
        List<String> left = served.stream()
                .filter(instance -> succeeded && stays(cloud, instance))
                .map(instance -> instance.id().toString())
                .toList();
        return left.isEmpty() ? null : Invariant.REFRESHES.broken("it has succeeded and replaced all but " + left);
    }

    private boolean stays(SimulatedCloud cloud, SimulatedInstance instance) {
        return inService(cloud.group(environment, Color.BLUE)).contains(instance)
                || inService(cloud.group(environment, Color.GREEN)).contains(instance);
    }

    /** What does not hold when nothing is in progress any more: a refresh that nobody watches; null if all does. */
    static @Nullable String left(SimulatedCloud cloud, Environment environment, List<ColorMove> moves) {
        boolean byOthers = moves.stream().anyMatch(move -> move.move() == CommonMove.REFRESHED);
        for (Color color : Color.values()) {
            if (!byOthers && cloud.group(environment, color).refreshing()) {
                return Invariant.REFRESHES.broken("an instance refresh of " + color + " is left in progress");
            }
        }
        return null;
    }
}
