package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.Color;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The target group of each color, and what forwards to them, as it was.
 *
 * @param blue the target group of the blue fleet
 * @param green the target group of the green fleet
 * @param ways what forwards to them, in the order in which it is written
 * @param hold how long a color is left as it is after its weight was read to be 0
 * @param stickiness what a cutover makes of the stickiness of target groups
 * @param byHand where members are registered by hand; null if Auto Scaling registers them
 * @param successor the target group that is to have the place of that of the color which leaves, since a group only stands in
 *     for that; null if none is
 */
public record ForwardingRoute(
        TargetGroup blue,
        TargetGroup green,
        List<Way> ways,
        Duration hold,
        Stickiness stickiness,
        @Nullable ByHand byHand,
        @Nullable TargetGroup successor)
        implements Route {

    /** The weight of the color that gets all requests. */
    static final int ALL = 100;

    /**
     * A listener's default actions, or a rule.
     *
     * @param arn its ARN
     * @param name how people know it
     * @param was where its requests went
     */
    public record Way(String arn, String name, Split was) {}

    /** Copies the ways. */
    public ForwardingRoute {
        ways = List.copyOf(ways);
    }

    static ForwardingRoute of(Route route) {
        return (ForwardingRoute) route;
    }

    @Override
    public TargetGroup group(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    String arn(Color color) {
        return group(color).arn();
    }

    /** The ports that each member of a color is registered on. */
    SortedSet<Integer> ports(Color color) {
        return byHand == null ? new TreeSet<>(Set.of(group(color).port())) : byHand.ports(color);
    }

    @Override
    public String name() {
        return String.join(" and ", ways.stream().map(Way::name).toList());
    }

    @Override
    public Duration drain() {
        return hold.plus(cookie());
    }

    /** How long a client may be sent to a color that has no weight any more; zero where that is not waited for. */
    private Duration cookie() {
        return longest(ways.stream().map(Way::was));
    }

    /** How long a color is left as it is, if somebody has made the ways stickier meanwhile than they were. */
    Duration drain(List<Listeners.Route> found) {
        return hold.plus(longest(
                Stream.concat(ways.stream().map(Way::was), found.stream().map(Listeners.Route::split))));
    }

    private Duration longest(Stream<Split> splits) {
        return stickiness == Stickiness.REMOVE
                ? Duration.ZERO
                : splits.map(Split::stickiness)
                        .filter(Objects::nonNull)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
    }

    /** The ways that are sticky, by their names. */
    List<String> sticky() {
        return ways.stream()
                .filter(way -> way.was().stickiness() != null)
                .map(way -> way.name() + " (" + Words.duration(way.was().stickiness()) + ")")
                .toList();
    }

    /** Whether it names the target groups of both colors. */
    boolean formed(Split split) {
        return split.names(arn(Color.BLUE)) && split.names(arn(Color.GREEN));
    }

    /** A split in the form that names both target groups, and sends requests where it sent them. */
    Split form(Split split) {
        return weigh(split, split.weight(arn(Color.BLUE)), split.weight(arn(Color.GREEN)), split.stickiness());
    }

    /** A split that sends a color that part of the requests that this environment gets by it; what else it names stays. */
    Split toward(Split now, Color color, int percent) {
        Duration sticky = stickiness == Stickiness.REMOVE ? null : now.stickiness();
        int rest = ALL - percent;
        return weigh(now, color == Color.BLUE ? percent : rest, color == Color.GREEN ? percent : rest, sticky);
    }

    /** A split that sends a color all requests, and is as sticky as it was. */
    Split only(Split now, Color color, @Nullable Duration sticky) {
        return weigh(now, color == Color.BLUE ? ALL : 0, color == Color.GREEN ? ALL : 0, sticky);
    }

    /**
     * A split by which requests go to the color that served, as they did before, whatever else it names by now. A rollback
     * that has taken over from a deployment knows the routes as they were before that one: then the color alone counts.
     */
    Split back(Split now, Way way, Color served) {
        Split was = form(way.was());
        if (was.weight(arn(served)) == 0 || was.weight(arn(served.other())) > 0) {
            return only(now, served, now.stickiness());
        }
        Duration sticky = stickiness == Stickiness.REMOVE ? was.stickiness() : now.stickiness();
        return weigh(now, was.weight(arn(Color.BLUE)), was.weight(arn(Color.GREEN)), sticky);
    }

    /** A split in which the successor has the place of a target group that gets nothing, at weight 0. */
    Split succeeded(Split split, Color left) {
        Map<String, Integer> weights = new LinkedHashMap<>(split.weights());
        weights.remove(arn(left));
        weights.putIfAbsent(Objects.requireNonNull(successor).arn(), 0);
        return new Split(weights, split.stickiness());
    }

    private Split weigh(Split split, int toBlue, int toGreen, @Nullable Duration sticky) {
        Map<String, Integer> weights = new LinkedHashMap<>(split.weights());
        weights.put(arn(Color.BLUE), toBlue);
        weights.put(arn(Color.GREEN), toGreen);
        return new Split(weights, sticky);
    }

    /** The weights of a split, in words. */
    String words(Split split) {
        List<String> words = new ArrayList<>();
        split.weights().forEach((arn, weight) -> words.add(called(arn) + " " + weight));
        return words.isEmpty() ? "nothing" : Words.list(words);
    }

    private String called(String arn) {
        for (Color color : Color.values()) {
            if (arn(color).equals(arn)) {
                return successor == null ? color.label() : group(color).name();
            }
        }
        return arn;
    }

    @Override
    public List<String> differences(Route now) {
        ForwardingRoute other = of(now);
        List<String> differences = new ArrayList<>();
        for (Color color : Color.values()) {
            if (!arn(color).equals(other.arn(color))) {
                differences.add("the target group of " + color + " was " + arn(color) + " and is " + other.arn(color));
            }
        }
        if (!ways.equals(other.ways)) {
            differences.add("the routes were " + told() + " and are " + other.told());
        }
        if (!hold.equals(other.hold) || stickiness != other.stickiness) {
            differences.add("the hold or what becomes of stickiness is another one");
        }
        if (!Objects.equals(byHand, other.byHand)) {
            differences.add("members were registered by " + registrar() + " and are by " + other.registrar());
        }
        return differences;
    }

    private String registrar() {
        return byHand == null ? "Auto Scaling" : "hand (ports " + byHand.blue() + " and " + byHand.green() + ")";
    }

    private String told() {
        return Words.list(ways.stream()
                .map(way -> way.name() + " (" + words(way.was())
                        + (way.was().stickiness() == null
                                ? ""
                                : ", sticky for " + way.was().stickiness()) + ")")
                .toList());
    }
}
