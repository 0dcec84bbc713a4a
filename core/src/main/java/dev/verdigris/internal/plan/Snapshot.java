package dev.verdigris.internal.plan;

import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Transition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of an environment at one moment. It holds values only: plans are made from it.
 *
 * @param blue the blue fleet
 * @param green the green fleet
 * @param traffic what its strategy observed of traffic
 * @param recorded what the parameter held, verbatim; null if there is no such parameter
 * @param keptWarm the fleet that is in the deployment state as kept warm; null if none is
 * @param served the color that served before, and how much of it; null if that is not in the deployment state
 * @param inquired what was read besides, because a request depends on it
 */
public record Snapshot(
        Fleet blue,
        Fleet green,
        TrafficState traffic,
        @Nullable String recorded,
        @Nullable KeptWarm keptWarm,
        @Nullable Served served,
        Inquired inquired) {

    /** A snapshot of an environment of which nobody knows what served before. */
    public Snapshot(
            Fleet blue, Fleet green, TrafficState traffic, @Nullable String recorded, @Nullable KeptWarm keptWarm) {
        this(blue, green, traffic, recorded, keptWarm, null, Inquired.nothing());
    }

    /** This snapshot, with a release pointer. */
    public Snapshot selecting(@Nullable Selection other) {
        return inquiring(inquired.selecting(other));
    }

    /** This snapshot, with instance refreshes. */
    public Snapshot refreshing(@Nullable ObservedRefreshes others) {
        return inquiring(inquired.refreshing(others));
    }

    /** This snapshot, with the lifecycle hooks of groups. */
    public Snapshot holding(Map<Color, List<LifecycleHook>> hooks) {
        return inquiring(inquired.holding(hooks));
    }

    /** This snapshot, with alarms. */
    public Snapshot watching(@Nullable ObservedAlarms others) {
        return inquiring(inquired.watching(others));
    }

    /** This snapshot, with the environment as it is where no group stands in for a color. */
    public Snapshot adopting(Inquired.Own both) {
        return inquiring(inquired.adopting(both));
    }

    private Snapshot inquiring(Inquired others) {
        return new Snapshot(blue, green, traffic, recorded, keptWarm, served, others);
    }

    /** The release pointer; null if nobody has asked for it. */
    public @Nullable Selection selection() {
        return inquired.selection();
    }

    /** The instance refreshes; null if nobody has asked for them, or they cannot be read. */
    public @Nullable ObservedRefreshes refreshes() {
        return inquired.refreshes();
    }

    /** The lifecycle hooks of a group that hold on one way; none of a group for which nobody has asked. */
    public List<LifecycleHook> hooks(Color color, Transition transition) {
        return inquired.hooks().getOrDefault(color, List.of()).stream()
                .filter(hook -> hook.transition() == transition)
                .toList();
    }

    /** The alarms that a bake may watch; null if nobody has asked for any. */
    public @Nullable ObservedAlarms alarms() {
        return inquired.alarms();
    }

    /** The environment with both of its colors, where a group stands in for one; null if none does. */
    public Inquired.@Nullable Own own() {
        return inquired.own();
    }

    /** The fleet of a color. */
    public Fleet fleet(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** The recorded color; null if none is recorded, or something that is no color. */
    public @Nullable Color recordedColor() {
        try {
            return recorded == null ? null : Color.parse(recorded);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The color that should serve, if that can be said: the one that traffic reaches; where it reaches both, the
     * recorded one, if that could serve alone.
     */
    public @Nullable Color shouldServe() {
        if (view().active() instanceof TrafficView.Active.One one) {
            return one.color();
        }
        Color recorded = recordedColor();
        boolean both = view().active() instanceof TrafficView.Active.Both;
        return both && recorded != null && couldServeAlone(recorded) ? recorded : null;
    }

    /** Whether a color is complete, and the load balancer finds all of it healthy. */
    public boolean couldServeAlone(Color color) {
        Fleet fleet = fleet(color);
        Set<InstanceId> healthy = view().side(color).healthy();
        int capacity = fleet.instances().stream()
                .filter(member -> healthy.contains(member.id()))
                .mapToInt(Instance::weight)
                .sum();
        return !healthy.isEmpty() && capacity >= fleet.size().desired() && healthy.containsAll(fleet.inService());
    }

    /** Whether as much of a color gets requests, and is healthy, as its fleet is meant to have. */
    boolean servesInFull(Color color) {
        return view().reaches(color)
                && view().healthyCapacity(color, fleet(color))
                        >= Math.max(1, fleet(color).size().desired());
    }

    /** The view of who gets requests. */
    public TrafficView view() {
        return traffic.view();
    }
}
