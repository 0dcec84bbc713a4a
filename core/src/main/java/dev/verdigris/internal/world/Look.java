package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One look at the world during a deployment: both fleets, and who gets requests. The latter is read only when it is asked for: much
 * of what is awaited shows in the fleets alone.
 */
public final class Look {
    private final Fleet blue;
    private final Fleet green;
    private final Membership members;
    private final Function<Look, TrafficState> reading;
    private @Nullable TrafficState state;

    /** @param reading reads what the strategy observes of traffic, once at most */
    Look(Fleet blue, Fleet green, Membership members, Function<Look, TrafficState> reading) {
        this.blue = blue;
        this.green = green;
        this.members = members;
        this.reading = reading;
    }

    /** A look at everything. */
    public Look(Fleet blue, Fleet green, Membership members, TrafficState state) {
        this(blue, green, members, look -> state);
        this.state = state;
    }

    /** The blue fleet. */
    public Fleet blue() {
        return blue;
    }

    /** The green fleet. */
    public Fleet green() {
        return green;
    }

    /** The fleet of a color. */
    public Fleet fleet(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** Whose an instance is, by every membership seen since the deployment began. */
    public Membership members() {
        return members;
    }

    /** Whether it is known already who gets requests. */
    boolean sawTraffic() {
        return state != null;
    }

    /** What the strategy observed of traffic. */
    public TrafficState state() {
        TrafficState known = state;
        if (known == null) {
            known = reading.apply(this);
            state = known;
        }
        return known;
    }

    /** The view of who gets requests. */
    public TrafficView traffic() {
        return state().view();
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
