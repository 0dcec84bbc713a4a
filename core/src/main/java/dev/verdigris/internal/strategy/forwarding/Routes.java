package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.targets.Registrar;
import dev.verdigris.internal.targets.TakenOut;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.TrafficChange;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What forwards to the two target groups during one performance: what is read of it, and what is changed there. */
final class Routes implements Registrar {
    private final TargetGroups targetGroups;
    private final Listeners listeners;
    private final TimeSource time;
    private final ForwardingRoute route;
    private final TakenOut takenOut;
    private final Set<RouteRef> refs = new LinkedHashSet<>();
    /** The colors that may have got requests since an earlier run began, or were seen to by this one. */
    private final Set<Color> served;
    /** Since when each color that gets no requests has been seen to get none. */
    private final Map<Color, Long> without = new EnumMap<>(Color.class);

    private Duration fadesFor = Duration.ZERO;

    /**
     * @param takenOut who is kept out of traffic by somebody else, as far as looks can tell
     * @param shifted whether an earlier run of the same deployment may have moved traffic
     */
    Routes(
            TargetGroups targetGroups,
            Listeners listeners,
            TimeSource time,
            ForwardingRoute route,
            TakenOut takenOut,
            boolean shifted) {
        this.targetGroups = targetGroups;
        this.listeners = listeners;
        this.time = time;
        this.route = route;
        this.takenOut = takenOut;
        this.served = shifted ? EnumSet.allOf(Color.class) : EnumSet.noneOf(Color.class);
        route.ways().forEach(way -> refs.add(new RouteRef(way.arn())));
    }

    /** The routes of a scene of this strategy. */
    static Routes of(Scene scene) {
        return (Routes) scene.reader();
    }

    /** What a look shows. */
    static ForwardingState state(Look look) {
        return ForwardingState.of(look.state());
    }

    @Override
    public TrafficState read(Fleet blue, Fleet green, Membership members) {
        List<Listeners.Route> found = found();
        ColoredTargets inBlue = ColoredTargets.of(targetGroups.health(route.blue()), members::color);
        ColoredTargets inGreen = ColoredTargets.of(targetGroups.health(route.green()), members::color);
        ForwardingState state = ForwardingState.of(route, found, inBlue, inGreen, fading(found), members);
        if (route.byHand() != null) {
            takenOut.saw(blue, green, state.own());
        }
        return state;
    }

    @Override
    public ColoredTargets seen(Look look) {
        return state(look).own();
    }

    @Override
    public SortedSet<Integer> ports(Color color) {
        return route.ports(color);
    }

    @Override
    public boolean takenOutByOthers(InstanceId member) {
        return takenOut.byOthers(member);
    }

    @Override
    public void register(Scene scene, Set<Target> targets) {
        ForwardingState state = state(scene.look());
        scene.apply(new TrafficChange(told("register", state, targets), state.with(targets), permit -> {
            takenOut.registering(targets);
            each(state, targets, (group, own) -> targetGroups.register(group, own, permit));
        }));
    }

    @Override
    public void deregister(Scene scene, Set<Target> targets) {
        ForwardingState state = state(scene.look());
        scene.apply(new TrafficChange(told("deregister", state, targets), state.without(targets), permit -> {
            takenOut.byUs(targets);
            each(state, targets, (group, own) -> targetGroups.deregister(group, own, permit));
        }));
    }

    /** What Auto Scaling registers it has drain. */
    @Override
    public boolean takesOut(Scene scene, Color color, InstanceId instance) {
        return route.byHand() == null || Registrar.super.takesOut(scene, color, instance);
    }

    private String told(String verb, ForwardingState state, Set<Target> targets) {
        List<String> told = new ArrayList<>();
        each(
                state,
                targets,
                (group, own) ->
                        told.add(Words.count(own.size(), "target") + " of " + group.name() + ": " + Words.list(own)));
        return verb + " " + String.join("; ", told);
    }

    /** Something is done with those among some targets that belong in a target group, if there are any. */
    private void each(ForwardingState state, Set<Target> targets, BiConsumer<TargetGroup, Set<Target>> done) {
        for (Color color : Color.values()) {
            Set<Target> own = state.of(color, targets);
            if (!own.isEmpty()) {
                done.accept(route.group(color), own);
            }
        }
    }

    private List<Listeners.Route> found() {
        Map<RouteRef, Listeners.Route> all = listeners.describe(refs);
        List<Listeners.Route> found = new ArrayList<>();
        for (RouteRef ref : refs) {
            found.add(existing(
                    ref, all.get(ref), "found none any more; if another one took its place, unlock and reconcile"));
        }
        return found;
    }

    static Listeners.Route existing(RouteRef ref, Listeners.@Nullable Route found) {
        return existing(ref, found, "found none");
    }

    private static Listeners.Route existing(RouteRef ref, Listeners.@Nullable Route found, String otherwise) {
        if (found == null) {
            throw new PortException.NotFound(
                    "elasticloadbalancing:DescribeRules",
                    "expected the listener or rule '" + ref + "', " + otherwise,
                    null);
        }
        return found;
    }

    /** The colors that have had requests, have no weight, and are to be left as they are for a while. */
    private Set<Color> fading(List<Listeners.Route> found) {
        Set<Color> fading = EnumSet.noneOf(Color.class);
        Duration drain = route.drain(found);
        fadesFor = Duration.ZERO;
        for (Color color : Color.values()) {
            if (ForwardingState.share(route, found, color) > 0) {
                served.add(color);
                without.remove(color);
            } else {
                long since = without.computeIfAbsent(color, any -> time.nanoTime());
                Duration left = drain.minusNanos(time.nanoTime() - since);
                if (served.contains(color) && left.compareTo(Duration.ZERO) > 0) {
                    fading.add(color);
                    fadesFor = left;
                }
            }
        }
        return fading;
    }

    /** The time for which a color is still to be left as it is, by the last look. */
    Duration fadesFor() {
        return fadesFor;
    }

    /** Has every route name both target groups, and send requests where it sends them. */
    void form(Scene scene) {
        change(scene, "name both target groups", way -> route.form(way.split()));
    }

    /** Has every route send that part of its requests to a color, and all others to the other one. */
    void toward(Scene scene, Color color, int percent) {
        String part = percent == ForwardingRoute.ALL ? "" : percent + " % ";
        change(scene, "forward " + part + "to " + color, way -> route.toward(way.split(), color, percent));
    }

    /** Has every route send all requests to one color, and be as sticky as it is. */
    void only(Scene scene, Color color) {
        change(
                scene,
                "forward to " + color,
                way -> route.only(way.split(), color, way.split().stickiness()));
    }

    /** Has every route name the successor in the place of what a color had that has left. */
    void succeed(Scene scene, Color left) {
        change(scene, "name the target groups of both colors", way -> route.succeeded(way.split(), left));
    }

    /** Has every route send requests where it did before; where nobody served, to the color that stays empty. */
    void back(Scene scene, Terms terms) {
        change(scene, "forward as before", way -> before(way, terms));
    }

    /** Whether every route sends requests where it did before. */
    boolean asBefore(Look look, Terms terms) {
        return state(look).found().stream().allMatch(way -> before(way, terms).equals(way.split()));
    }

    private Split before(Listeners.Route way, Terms terms) {
        if (terms.from() == null) {
            return route.only(way.split(), terms.to().other(), way.split().stickiness());
        }
        for (ForwardingRoute.Way known : route.ways()) {
            if (known.arn().equals(way.arn())) {
                return route.back(way.split(), known, terms.leaving());
            }
        }
        throw new IllegalStateException("expected one of " + route.name() + ", found " + way.arn());
    }

    /** What a route is to say instead. */
    @FunctionalInterface
    private interface Wish {
        Split of(Listeners.Route way);
    }

    /** Several routes are one change: the guard judges what will be when all are written. */
    private void change(Scene scene, String what, Wish wish) {
        Look look = scene.look();
        ForwardingState state = state(look);
        Map<String, Split> writes = new LinkedHashMap<>();
        List<String> told = new ArrayList<>();
        for (Listeners.Route way : state.found()) {
            Split to = wish.of(way);
            if (!to.equals(way.split())) {
                writes.put(way.arn(), to);
                told.add(way.name() + ": " + route.words(way.split()) + " → " + route.words(to)
                        + (way.split().stickiness() != null && to.stickiness() == null ? ", not sticky any more" : "")
                        + (way.split().stickiness() == null && to.stickiness() != null ? ", sticky again" : ""));
            }
        }
        if (writes.isEmpty()) {
            return;
        }
        scene.apply(new TrafficChange(
                what + ": " + String.join("; ", told),
                state.after(way -> ForwardingState.with(way, writes.getOrDefault(way.arn(), way.split()))),
                permit -> {
                    without.clear();
                    writes.forEach((arn, split) -> listeners.forward(arn, split, permit));
                }));
    }
}
