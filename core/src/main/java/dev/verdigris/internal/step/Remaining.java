package dev.verdigris.internal.step;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.Lifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The members of a fleet that are still to go. One that is on its way out counts as gone, however long its termination
 * hook lasts: it never serves again. So does one that its group retains, which no waiting would end.
 */
final class Remaining {
    private final List<Instance> instances = new ArrayList<>();
    private final List<Instance> retained = new ArrayList<>();

    private Remaining() {}

    static Remaining of(Fleet fleet) {
        Remaining remaining = new Remaining();
        for (Instance instance : fleet.instances()) {
            if (instance.lifecycle() == Lifecycle.RETAINED) {
                remaining.retained.add(instance);
            } else if (instance.lifecycle() != Lifecycle.LEAVING) {
                remaining.instances.add(instance);
            }
        }
        return remaining;
    }

    /** Tells of those that their group retains. */
    void note(Scene scene, Color color) {
        for (Instance instance : retained) {
            scene.note("the " + color + " fleet retains " + instance.id()
                    + " (Terminating:Retained), which serves nobody and runs until somebody ends it:"
                    + " aws ec2 terminate-instances --instance-ids " + instance.id());
        }
    }

    /**
     * Whether its group ends no more of them to have that size. Where instances have weights it keeps as many as it
     * takes to have at least that.
     */
    boolean fit(int size) {
        int units = 0;
        int lightest = Integer.MAX_VALUE;
        for (Instance instance : instances) {
            units += instance.weight();
            lightest = Math.min(lightest, instance.weight());
        }
        return instances.isEmpty() || units - lightest < size;
    }

    int count() {
        return instances.size();
    }

    /** Each of them, with what keeps it where something does. */
    String named() {
        return Words.list(instances.stream().map(Remaining::named).toList());
    }

    private static String named(Instance instance) {
        String kept = kept(instance);
        return instance.id() + (kept.isEmpty() ? "" : " (" + kept + ")");
    }

    private static String kept(Instance instance) {
        return switch (instance.lifecycle()) {
            case STANDBY -> "standby";
            case WARMED -> "in the warm pool";
            case OTHER -> "in a state that is not known";
            default -> instance.guarded() ? "protected from scale-in" : "";
        };
    }

    /** The remedy for instances that their group will not end by itself. */
    String remedy(Fleet fleet) {
        TreeSet<String> ways = new TreeSet<>();
        for (Instance instance : instances) {
            if (instance.lifecycle() == Lifecycle.STANDBY) {
                ways.add("take " + instance.id() + " out of standby (aws autoscaling exit-standby"
                        + " --auto-scaling-group-name " + fleet.group() + " --instance-ids " + instance.id()
                        + ") or end it (aws ec2 terminate-instances --instance-ids " + instance.id() + ")");
            } else if (instance.lifecycle() == Lifecycle.WARMED) {
                ways.add("delete the warm pool of " + fleet.group());
            } else if (instance.guarded()) {
                ways.add("take the protection off " + instance.id()
                        + " (aws autoscaling set-instance-protection --no-protected-from-scale-in"
                        + " --auto-scaling-group-name " + fleet.group() + " --instance-ids " + instance.id() + ")");
            }
        }
        return ways.isEmpty() ? "look at the group's scaling activities and lifecycle hooks" : String.join("; ", ways);
    }
}
