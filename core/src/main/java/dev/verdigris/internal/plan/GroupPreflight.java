package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupTraits.WarmPool;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks that an Auto Scaling group can do what is asked of it. */
final class GroupPreflight {
    private final Survey survey;
    private final Fleet fleet;
    private final Color color;

    GroupPreflight(Survey survey, Color color) {
        this.survey = survey;
        this.fleet = survey.fleet(color);
        this.color = color;
    }

    /** Checks what no verb can do without. */
    void common() {
        survey.add(survey.strategy().fleet(color));
        tag(survey.environment.tags().environment(), survey.environment.name());
        if (StandIn.color(survey.request) != color) {
            tag(survey.environment.tags().color(), color.label());
        }
        String operator = fleet.traits().operator();
        if (operator != null) {
            survey.find(
                    "expected " + fleet.group() + " to be managed by nobody else, found that " + operator
                            + " operates it, so that AWS refuses changes by anybody else, whatever they are allowed to",
                    "use groups that " + operator + " does not manage");
        }
    }

    private void tag(@Nullable String key, String expected) {
        String found = key == null ? null : fleet.tags().get(key);
        if (found != null && !found.equals(expected)) {
            survey.find(
                    "expected the tag " + key + " of " + fleet.group() + " to be '" + expected + "', found '" + found
                            + "'",
                    "check that this is the right group, then correct the tag; where the tag means something else, name"
                            + " another key or none");
        }
    }

    /** Finds what keeps a group from starting instances of its launch template. */
    void starts() {
        suspended("Launch");
        suspended("Terminate");
        if (fleet.traits().protects()) {
            survey.find(
                    "expected new instances of " + fleet.group()
                            + " to end when it is scaled down, found that it protects"
                            + " them from scale-in, so that neither a failed deployment nor the next one could end them",
                    "switch that off: aws autoscaling update-auto-scaling-group --no-new-instances-protected-from-scale-in"
                            + " --auto-scaling-group-name " + fleet.group());
        }
        WarmPool pool = fleet.traits().warmPool();
        if (pool != null) {
            survey.find(
                    "expected " + fleet.group() + " to start new instances, found a warm pool with "
                            + Words.count(pool.size(), "instance") + ", prepared earlier, that come first",
                    deletePool());
        }
    }

    /** Warns about a live group in which the next deployment starts instances. */
    void idleNext() {
        suspended("Launch");
        suspended("Terminate");
        if (fleet.traits().warmPool() != null) {
            survey.warn(
                    "expected " + fleet.group() + " to have no warm pool, found one: the next deployment, which starts"
                            + " new instances there, will be refused",
                    deletePool());
        }
    }

    private String deletePool() {
        return "delete it: aws autoscaling delete-warm-pool --force-delete --auto-scaling-group-name " + fleet.group();
    }

    void suspended(String process) {
        if (fleet.suspendedProcesses().contains(process)) {
            survey.find(
                    "expected " + fleet.group() + " to launch and terminate instances, found its process " + process
                            + " suspended",
                    "resume it: aws autoscaling resume-processes --auto-scaling-group-name " + fleet.group()
                            + " --scaling-processes " + process);
        }
    }

    /** Finds a warm pool that would hold on to what a scale-down terminates. */
    void unpooled() {
        WarmPool pool = fleet.traits().warmPool();
        if (pool != null) {
            survey.find(
                    "expected the instances of " + fleet.group()
                            + " to end when it is scaled down, found a warm pool that "
                            + (pool.reused() ? "takes them back" : "grows instead"),
                    deletePool());
        }
    }

    /** Finds what keeps the members of a group that is scaled down from ending, or shows that they serve somebody. */
    void ends() {
        suspended("Terminate");
        kept(
                fleet.instances().stream().filter(Instance::guarded).toList(),
                "protected from scale-in",
                "take the protection off: aws autoscaling set-instance-protection --no-protected-from-scale-in"
                        + " --auto-scaling-group-name " + fleet.group() + " --instance-ids ");
        kept(
                fleet.instances().stream()
                        .filter(instance -> instance.lifecycle() == Lifecycle.STANDBY)
                        .toList(),
                "on standby",
                "terminate them, or put them back into service: aws autoscaling exit-standby --auto-scaling-group-name "
                        + fleet.group() + " --instance-ids ");
        elsewhere();
    }

    private void kept(List<Instance> members, String how, String remedy) {
        List<InstanceId> staying = members.stream()
                .filter(member -> member.lifecycle() != Lifecycle.LEAVING && member.lifecycle() != Lifecycle.RETAINED)
                .map(Instance::id)
                .toList();
        if (!staying.isEmpty()) {
            survey.find(
                    "expected every instance of " + fleet.group() + " to end when it is scaled down, found "
                            + Words.list(staying) + " " + how,
                    remedy
                            + String.join(
                                    " ", staying.stream().map(InstanceId::value).toList()));
        }
    }

    /**
     * Out of traffic here is no proof that it serves nobody: a fleet that we keep warm ourselves may have been
     * registered since.
     */
    void elsewhere() {
        Set<InstanceId> members = new TreeSet<>(fleet.inService());
        if (members.isEmpty()) {
            return;
        }
        Map<String, Set<InstanceId>> elsewhere = survey.strategy().elsewhere(members);
        if (!elsewhere.isEmpty()) {
            survey.find(
                    "expected the instances of " + fleet.group()
                            + " to serve nobody when they end, found some registered in " + Elsewhere.listed(elsewhere),
                    "deregister them there first");
        }
    }

    /** Warns about what one should know of the group. */
    void warnings() {
        if (fleet.traits().retains()) {
            survey.warn(
                    "expected the instances of " + fleet.group() + " to end when they are told to, found that it keeps"
                            + " those whose termination hook is abandoned",
                    "see that none stays in Terminating:Retained, where it is paid for until somebody terminates it");
        }
        List<InstanceId> retained = fleet.instances().stream()
                .filter(instance -> instance.lifecycle() == Lifecycle.RETAINED)
                .map(Instance::id)
                .toList();
        if (!retained.isEmpty()) {
            survey.warn(
                    "expected no instance of " + fleet.group() + " to be retained, found " + Words.list(retained)
                            + " in Terminating:Retained, which no waiting ends",
                    "terminate them");
        }
    }
}
