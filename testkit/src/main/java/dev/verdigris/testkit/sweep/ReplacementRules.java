package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What must hold of a change by which a member is told to end, whatever its name: it is a new one of the fleet that comes, it
 * does not serve (by all that its process knew, where it drains before it ends), and all processes together replace no more than the deployment may.
 */
final class ReplacementRules {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;
    /** What each deployment has replaced, by its id. */
    private final Map<String, Set<InstanceId>> replaced = new HashMap<>();

    private Set<InstanceId> ending = Set.of();

    ReplacementRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    private Set<InstanceId> ending() {
        Set<InstanceId> now = new HashSet<>();
        for (Color color : Color.values()) {
            for (SimulatedInstance member : cloud.group(environment, color).instances()) {
                if (member.lifecycle() == Lifecycle.LEAVING) {
                    now.add(member.id());
                }
            }
        }
        return now;
    }

    /** A change is about to take effect. */
    void before() {
        ending = ending();
    }

    /** It has taken effect. */
    void effect(Sent sent, WorldNow before) {
        for (InstanceId instance : ending()) {
            if (!ending.contains(instance)) {
                ended(sent, before, cloud.instance(instance));
            }
        }
    }

    private void ended(Sent sent, WorldNow before, SimulatedInstance instance) {
        Color color = WorldNow.color(environment, instance.group());
        if (color == null || color == sent.live() || sent.began().had(color, instance) || !sent.renews()) {
            find(sent, "it ends " + instance.id() + ", which is no new instance of a deployment");
        } else if (before.side(color).healthy().contains(instance.id()) && !drains(sent, color, instance)) {
            find(sent, "it ends " + instance.id() + ", which serves");
        }
        if (sent.inProgress().direction() == Direction.BACK
                || !sent.inProgress().reversible()) {
            find(sent, "it replaces " + instance.id() + ", and does not wait for new instances");
        }
        Set<InstanceId> all = replaced.computeIfAbsent(sent.inProgress().id(), id -> new HashSet<>());
        all.add(instance.id());
        int most = sent.inProgress().policy().replacements();
        if (all.size() > most) {
            find(sent, "it replaces " + all + ", and may replace " + most);
        }
    }

    /** Whether it had become well since its process read it, and Auto Scaling has it finish its requests before it ends. */
    private boolean drains(Sent sent, Color color, SimulatedInstance instance) {
        boolean attached = cloud.group(environment, color).isAttached(cloud.targetGroup(environment, color));
        return attached && !sent.view().healthy(instance.id());
    }

    private void find(Sent sent, String why) {
        violations.add(Invariant.REPLACEMENTS, sent.call(), why);
    }
}
