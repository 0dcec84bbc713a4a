package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import java.util.Collection;
import java.util.Set;

/**
 * One look at the world during a deployment: both fleets, and who gets requests.
 *
 * @param blue the blue fleet
 * @param green the green fleet
 * @param members whose an instance is, by every membership seen since the deployment began
 * @param state what the strategy observed of traffic
 */
public record Look(Fleet blue, Fleet green, Membership members, TrafficState state) {

    /** The fleet of a color. */
    public Fleet fleet(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** The view of who gets requests. */
    public TrafficView traffic() {
        return state.view();
    }

    /** The instances of a color that the load balancer finds healthy. */
    public Set<InstanceId> healthy(Color color) {
        return traffic().side(color).healthy();
    }

    /**
     * The units that instances count for, in the units of their group's size; one that has left its group counts for
     * one.
     */
    public int capacity(Collection<InstanceId> instances) {
        return members.units(instances);
    }

    /** The units that the healthy instances of a color count for, as its fleet counts them. */
    public int healthyCapacity(Color color) {
        return traffic().healthyCapacity(color, fleet(color));
    }
}
