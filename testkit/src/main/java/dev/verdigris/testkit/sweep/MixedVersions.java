package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import dev.verdigris.testkit.TrafficReport;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures for how long more than one version answered the requests of a listener although each color has a target group of
 * its own and nothing had both answer: the time aside in which a change was on its way to the nodes of the load balancer.
 */
final class MixedVersions {
    private final SimulatedCloud cloud;
    private final Environment environment;
    /** What had been measured when the world began. */
    private final Map<SimulatedListener, Duration> before = new LinkedHashMap<>();
    /** Whether something else has both answer: stages, a rolling refresh, cookies, or a fleet that is of two versions by itself. */
    private boolean otherwise;

    MixedVersions(SimulatedCloud cloud, Environment environment) {
        this.cloud = cloud;
        this.environment = environment;
        cloud.listeners(environment).forEach(listener -> before.put(listener, mixed(listener)));
        look(null);
    }

    /**
     * Looks whether anything else has both answer.
     *
     * @param inProgress what is in progress; null if nothing is
     */
    void look(@Nullable DeploymentInProgress inProgress) {
        otherwise = otherwise
                || cloud.targetGroups(environment).size() < 2
                || (inProgress != null && mixes(inProgress))
                || before.keySet().stream().anyMatch(listener -> sticky(listener) || shared(listener))
                || cloud.targetGroups(environment).stream().anyMatch(this::ofSeveral)
                || refreshed(Color.BLUE)
                || refreshed(Color.GREEN);
    }

    private static boolean mixes(DeploymentInProgress inProgress) {
        return !inProgress.shift().atOnce() || inProgress.verb().equals("refresh");
    }

    /** Whether somebody has had an instance refresh replace instances of a fleet. */
    private boolean refreshed(Color color) {
        return !cloud.group(environment, color).instanceRefreshes().isEmpty();
    }

    private static boolean sticky(SimulatedListener listener) {
        ForwardAction action = listener.action();
        return action != null && action.stickiness() != null;
    }

    /** Whether somebody else's target group gets a part of its requests. */
    private boolean shared(SimulatedListener listener) {
        List<SimulatedTargetGroup> own = cloud.targetGroups(environment);
        return listener.weights().entrySet().stream()
                .anyMatch(weight -> weight.getValue() > 0 && !own.contains(weight.getKey()));
    }

    private boolean ofSeveral(SimulatedTargetGroup group) {
        Set<String> versions = new HashSet<>();
        group.targets().forEach(target -> {
            SimulatedInstance instance = cloud.instance(target.target().instance());
            versions.add(instance.version());
        });
        return versions.size() > 1;
    }

    private static Duration mixed(SimulatedListener listener) {
        TrafficReport traffic = listener.traffic();
        return traffic.bothVersions().minus(traffic.bothWhilePropagating());
    }

    /** For how long it was so; zero if something else had both answer, so that nobody can tell. */
    Duration measured() {
        look(null);
        Duration mixed = Duration.ZERO;
        for (Map.Entry<SimulatedListener, Duration> entry : before.entrySet()) {
            mixed = mixed.plus(mixed(entry.getKey())).minus(entry.getValue());
        }
        return otherwise ? Duration.ZERO : mixed;
    }
}
