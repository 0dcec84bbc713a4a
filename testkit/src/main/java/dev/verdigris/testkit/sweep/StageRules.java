package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.request.Shift;
import dev.verdigris.request.Shift.Stage;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a deployment in stages: no change brings more to the new color than a stage asks for whose time has come,
 * by the clock of the world, whatever the deployment state says; and none brings it more on the way back.
 */
final class StageRules {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;

    /** What of each color was found healthy at most since the deployment began, by whatever process. */
    private final Map<Color, Integer> peaks = new EnumMap<>(Color.class);
    /** The percentage that each color gets by the route that gives it most, before the change that takes effect. */
    private final Map<Color, Integer> percents = new EnumMap<>(Color.class);
    /** The instances that its changes have brought into traffic. */
    private final Set<InstanceId> brought = new HashSet<>();
    /** The stage that it has come to, and when. Null before the first. */
    private @Nullable Integer stage;

    private Duration since = Duration.ZERO;

    StageRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    /** Another deployment is in the deployment state. */
    void begins() {
        peaks.clear();
        brought.clear();
        stage = null;
    }

    /** A process has seen targets. */
    void saw(ProcessView view) {
        for (Color color : Color.values()) {
            peaks.merge(color, view.serving(color), Math::max);
        }
    }

    /** A change has taken effect. */
    void effect(Sent sent, WorldNow before, WorldNow after) {
        Color live = sent.live();
        Shift shift = sent.inProgress().shift();
        if (shift.atOnce() || live == null) {
            return;
        }
        Color to = live.other();
        brought.addAll(before.side(to).came(after.side(to)));
        brought.retainAll(after.side(to).routed());
        boolean more =
                alone() ? !before.side(to).came(after.side(to)).isEmpty() : percent(to) > percents.getOrDefault(to, 0);
        if (more) {
            comes(sent, to, shift.stages());
        }
    }

    /** A change is about to take effect. */
    void before() {
        if (!alone()) {
            for (Color color : Color.values()) {
                percents.put(color, percent(color));
            }
        }
    }

    /** Whether both colors share a target group, so that instances count; else weights do. */
    private boolean alone() {
        return cloud.targetGroups(environment).size() == 1;
    }

    private void comes(Sent sent, Color to, List<Stage> stages) {
        int amount = alone() ? brought() : percent(to);
        if (sent.inProgress().direction() == Direction.BACK) {
            violations.add(Invariant.STAGES, sent.call(), "it goes back, and brings more to " + to + ": " + amount);
        }
        int now = stage(sent, to, stages, amount);
        int from = stage == null ? 0 : stage;
        if (stage != null && now <= stage) {
            return;
        }
        Duration asked = Duration.ZERO;
        for (Stage passed : stages.subList(from, now)) {
            asked = asked.plus(passed.bake());
        }
        Duration passed = stage == null ? Duration.ZERO : cloud.elapsed().minus(since);
        boolean skipped = stage == null && most(sent, to, stages.get(now)) > most(sent, to, stages.get(0));
        if (skipped || passed.compareTo(asked) < 0) {
            violations.add(
                    Invariant.STAGES,
                    sent.call(),
                    amount + " come to " + to + " as in stage " + stages.get(now) + " of " + stages + ", " + passed
                            + " after the stage before it began");
        }
        stage = now;
        since = cloud.elapsed();
    }

    /** The first stage that asks for so much. */
    private int stage(Sent sent, Color to, List<Stage> stages, int amount) {
        int at = 0;
        while (!stages.get(at).last() && most(sent, to, stages.get(at)) < amount) {
            at++;
        }
        return at;
    }

    /** The most that a stage asks for. */
    private int most(Sent sent, Color to, Stage asked) {
        if (!alone() || asked.last()) {
            return asked.last() ? Integer.MAX_VALUE : asked.percent();
        }
        Integer capacity = sent.inProgress().capacity();
        int all = Math.max(
                Math.max(capacity == null ? 0 : capacity, peaks.getOrDefault(to.other(), 0)),
                Math.max(
                        sent.view().desired(to.other()),
                        sent.world().side(to.other()).desired()));
        int heaviest = cloud.group(environment, to).instances().stream()
                .mapToInt(SimulatedInstance::weight)
                .max()
                .orElse(1);
        return (all * asked.percent() + 99) / 100 + heaviest - 1;
    }

    /** What its changes have brought and is in service, in the units of its group. */
    private int brought() {
        return brought.stream()
                .map(cloud::instance)
                .filter(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                .mapToInt(SimulatedInstance::weight)
                .sum();
    }

    /** The percentage that a color gets by the route that gives it most. */
    private int percent(Color to) {
        SimulatedTargetGroup group = cloud.targetGroup(environment, to);
        int most = 0;
        for (SimulatedListener listener : cloud.listeners(environment)) {
            int all = listener.weights().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            int weight = listener.weights().getOrDefault(group, 0);
            most = Math.max(most, all == 0 ? 0 : (100 * weight + all - 1) / all);
        }
        return most;
    }
}
