package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roster of a deployment: whose each instance is that it has seen, also after that has left its group. */
final class Roster {
    private final Map<InstanceId, Color> colors = new HashMap<>();
    private @Nullable Set<InstanceId> first;
    private final Set<InstanceId> preExisting = new HashSet<>();
    private final Set<Target> unrecognized = new HashSet<>();

    /** Takes in the members of both fleets. Says whose an instance is or was, and what it counts for now. */
    Membership saw(Fleet blue, Fleet green) {
        blue.instances().forEach(instance -> colors.put(instance.id(), Color.BLUE));
        green.instances().forEach(instance -> colors.put(instance.id(), Color.GREEN));
        if (first == null) {
            first = Set.copyOf(colors.keySet());
        }
        return Membership.of(colors, blue, green);
    }

    /** Whether an instance was not there at the first look. */
    boolean newcomer(InstanceId instance) {
        return first != null && !first.contains(instance);
    }

    /** Notes members that are older than the deployment, and never to be served by it. */
    void preExisting(List<Instance> instances) {
        instances.forEach(instance -> preExisting.add(instance.id()));
    }

    boolean preExisting(InstanceId instance) {
        return preExisting.contains(instance);
    }

    /** The targets that get requests, belong to neither color, and were not seen before. */
    List<Target> newUnrecognized(TrafficView traffic) {
        List<Target> unseen = new ArrayList<>();
        for (Target target : traffic.unrecognized()) {
            if (unrecognized.add(target)) {
                unseen.add(target);
            }
        }
        return unseen;
    }
}
