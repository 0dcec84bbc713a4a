package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of a write of weights, where each color has a target group of its own. */
final class RouteRules {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;

    RouteRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    /** Whether an answer tells what listeners and rules say. */
    static boolean areRoutes(Map<?, ?> answer) {
        for (Object each : answer.values()) {
            if (!(each instanceof Listeners.Route)) {
                return false;
            }
        }
        return !answer.isEmpty();
    }

    /** The colors that any of these routes gives a weight. */
    Set<Color> weighted(Map<?, ?> routes) {
        Set<Color> weighted = EnumSet.noneOf(Color.class);
        for (Object route : routes.values()) {
            for (Color color : Color.values()) {
                if (((Listeners.Route) route).split().weight(arn(color)) > 0) {
                    weighted.add(color);
                }
            }
        }
        return weighted;
    }

    private String arn(Color color) {
        return cloud.targetGroup(environment, color).arn();
    }

    /** A change has taken effect. */
    void effect(Sent sent) {
        if (!(sent.call().detail() instanceof Split split)) {
            return;
        }
        List<SimulatedTargetGroup> groups = cloud.targetGroups(environment);
        for (SimulatedTargetGroup group : groups) {
            if (!split.names(group.arn()) && !adopted(sent, group)) {
                violations.add(
                        Invariant.BOTH_IN_THE_ACTION,
                        sent.call(),
                        group.name() + " is left out, so that its targets are not health-checked");
            }
        }
        if (groups.stream().allMatch(group -> split.weight(group.arn()) > 0) && !asked(sent, split)) {
            violations.add(Invariant.PURITY, sent.call(), "both versions get requests by it: " + split);
        }
    }

    /** Whether it is what the group had that was adopted, which has been emptied. */
    private boolean adopted(Sent sent, SimulatedTargetGroup group) {
        return sent.inProgress().verb().equals("adopt")
                && !sent.inProgress().reversible()
                && group.registered(cloud.group(environment, Color.BLUE)) == 0;
    }

    /** Whether a deployment that goes forward was asked for a stage in which the new color gets just that part. */
    private boolean asked(Sent sent, Split split) {
        Color to = sent.inProgress().to();
        int all = split.weights().values().stream().mapToInt(Integer::intValue).sum();
        return to != null
                && sent.inProgress().direction() == Direction.FORWARD
                && sent.inProgress().shift().stages().stream()
                        .anyMatch(stage -> split.weight(arn(to)) * 100 == all * stage.percent());
    }
}
