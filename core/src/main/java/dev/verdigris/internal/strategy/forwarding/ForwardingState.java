package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.traffic.WeighedRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The two target groups and what forwards to them, as they were observed.
 *
 * @param route the target groups, and the ways as they were when the plan was made
 * @param found the ways as they are, in the same order
 * @param blue the targets of the blue target group, by color
 * @param green the targets of the green target group, by color
 * @param fading the colors that may still get requests though they have no weight any more
 * @param members whose an instance is
 * @param view who gets requests
 */
public record ForwardingState(
        ForwardingRoute route,
        List<Listeners.Route> found,
        ColoredTargets blue,
        ColoredTargets green,
        Set<Color> fading,
        Membership members,
        TrafficView view)
        implements TrafficState {

    /** Requests are split by each way in so many parts, so that ways of whatever weights count alike. */
    private static final int PARTS = 1000;

    static ForwardingState of(
            ForwardingRoute route,
            List<Listeners.Route> found,
            ColoredTargets blue,
            ColoredTargets green,
            Set<Color> fading,
            Membership members) {
        Sides sides = new Sides(route, found, blue, green, fading, members);
        return new ForwardingState(route, List.copyOf(found), blue, green, fading, members, sides.view());
    }

    static ForwardingState of(TrafficState state) {
        return (ForwardingState) state;
    }

    /** The part of the requests that a color gets, of as many thousands as there are ways. */
    static int share(ForwardingRoute route, List<Listeners.Route> found, Color color) {
        int share = 0;
        for (Listeners.Route way : found) {
            int total = total(way.split());
            share += total == 0 ? 0 : PARTS * way.split().weight(route.arn(color)) / total;
        }
        return share;
    }

    /** Who gets requests once each way has been changed. */
    TrafficView after(UnaryOperator<Listeners.Route> change) {
        return new Sides(route, found.stream().map(change).toList(), blue, green, Set.of(), members).view();
    }

    /** Who gets requests once targets have been registered, each in the target group of its color. */
    TrafficView with(Set<Target> coming) {
        ColoredTargets moreBlue = blue.with(of(Color.BLUE, coming), members);
        ColoredTargets moreGreen = green.with(of(Color.GREEN, coming), members);
        return new Sides(route, found, moreBlue, moreGreen, fading, members).view();
    }

    /** Who gets requests once targets have been deregistered, each from the target group of its color. */
    TrafficView without(Set<Target> leaving) {
        ColoredTargets lessBlue = blue.without(of(Color.BLUE, leaving));
        ColoredTargets lessGreen = green.without(of(Color.GREEN, leaving));
        return new Sides(route, found, lessBlue, lessGreen, fading, members).view();
    }

    /** Those among some targets that are of a color. */
    Set<Target> of(Color color, Set<Target> targets) {
        Set<Target> own = new LinkedHashSet<>(targets);
        own.removeIf(target -> members.color(target.instance()) != color);
        return own;
    }

    /** The targets of each color in the target group where they belong. */
    ColoredTargets own() {
        return ColoredTargets.apart(blue, green);
    }

    /** Whether a color may still get requests though it has no weight any more. */
    boolean fades(Color color) {
        return fading.contains(color) && !registered(color).isEmpty();
    }

    /** The targets of a color's target group. */
    ColoredTargets targets(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** Whether all requests of every way go to one color. */
    boolean at(Color color) {
        return at(color, ForwardingRoute.ALL);
    }

    /** Whether that part of the requests of every way goes to a color, and all others to the other color. */
    boolean at(Color color, int percent) {
        return found.stream().map(Listeners.Route::split).allMatch(split -> {
            int weight = split.weight(route.arn(color));
            int rest = split.weight(route.arn(color.other()));
            return weight > 0 && weight * (ForwardingRoute.ALL - percent) == rest * percent;
        });
    }

    /** What each way says, in words. */
    List<String> told() {
        return found.stream()
                .map(way -> way.name() + " says " + route.words(way.split()))
                .toList();
    }

    /** What each way says, and which members of a color get requests by being registered in the other one's target group. */
    List<String> told(Color leaving) {
        List<String> told = new ArrayList<>(told());
        targets(leaving.other())
                .registered(leaving)
                .forEach(target -> told.add(route.group(leaving.other()).name() + " holds "
                        + target.target().instance() + " of " + leaving));
        return told;
    }

    @Override
    public List<TargetHealth> registered(Color color) {
        return targets(color).registered(color);
    }

    @Override
    public List<TargetHealth> alone(Color color) {
        return targets(color).alone(color);
    }

    @Override
    public Set<InstanceId> undrained(Color color) {
        return route.byHand() == null ? Set.of() : ColoredTargets.instances(registered(color));
    }

    /** Each color has a target group of its own, which the ways name also while it gets nothing. */
    @Override
    public boolean checksIdle() {
        return true;
    }

    @Override
    public List<String> standing(Color color) {
        return share(route, found, color) == 0
                ? List.of()
                : registered(color).stream().map(TargetHealth::toString).toList();
    }

    @Override
    public List<WeighedRoute> routes() {
        return found.stream().map(this::weighed).toList();
    }

    private WeighedRoute weighed(Listeners.Route way) {
        Split split = way.split();
        Duration sticky = split.stickiness();
        return new WeighedRoute(
                way.arn(),
                way.name(),
                split.weight(route.arn(Color.BLUE)),
                split.weight(route.arn(Color.GREEN)),
                total(split),
                route.words(split) + (sticky == null ? "" : ", sticky for " + Words.duration(sticky)));
    }

    private static int total(Split split) {
        return split.weights().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Both sides of traffic, from where requests are sent and from what is registered there. */
    private record Sides(
            ForwardingRoute route,
            List<Listeners.Route> found,
            ColoredTargets blue,
            ColoredTargets green,
            Set<Color> fading,
            Membership members) {

        TrafficView view() {
            List<Target> unrecognized = new ArrayList<>();
            for (Color color : Color.values()) {
                if (share(route, found, color) > 0) {
                    targets(color).unrecognized().forEach(health -> unrecognized.add(health.target()));
                }
            }
            return new TrafficView(side(Color.BLUE), side(Color.GREEN), unrecognized);
        }

        private ColoredTargets targets(Color color) {
            return color == Color.BLUE ? blue : green;
        }

        /** A member that is registered in the other color's target group, too, gets the requests that go there. */
        private TrafficView.Side side(Color color) {
            Set<InstanceId> routed = new LinkedHashSet<>();
            for (Color way : Color.values()) {
                if (share(route, found, way) > 0) {
                    routed.addAll(ColoredTargets.instances(targets(way).registered(color)));
                }
            }
            Set<InstanceId> healthy = targets(color).healthy(color);
            return new TrafficView.Side(
                    share(route, found, color), members.units(healthy), routed, healthy, draining(color));
        }

        /** What Auto Scaling deregisters it ends after it has drained; what we do may be ended before. */
        private Set<InstanceId> draining(Color color) {
            Set<InstanceId> draining = new LinkedHashSet<>();
            if (fading.contains(color)) {
                draining.addAll(ColoredTargets.instances(targets(color).registered(color)));
            }
            if (route.byHand() != null) {
                draining.addAll(ColoredTargets.instances(targets(color).draining(color)));
            }
            return draining;
        }
    }

    /** A way with another split. */
    static Listeners.Route with(Listeners.Route way, Split split) {
        return new Listeners.Route(way.arn(), way.name(), way.loadBalancer(), split, way.obstacle());
    }
}
