package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.model.Color;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.model.Traffic.Forwarding;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.port.Listeners.Split;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How forwarding is set, and the target groups and routes as they were, as facts of the deployment state. */
final class ForwardingText {
    private static final String SET = "environment.traffic.";
    private static final String WAS = "was.traffic.";
    private static final String TAB = "\t";

    private ForwardingText() {}

    static void write(Facts facts, Forwarding traffic) {
        facts.put(SET + "blue", traffic.blue()).put(SET + "green", traffic.green());
        traffic.routes().forEach(route -> facts.put(SET + "route", route));
        facts.put(SET + "hold", traffic.hold()).put(SET + "stickiness", word(traffic.stickiness()));
    }

    static Traffic traffic(Facts facts) {
        return new Forwarding(
                facts.get(SET + "blue", TargetGroupRef::new),
                facts.get(SET + "green", TargetGroupRef::new),
                facts.all(SET + "route", RouteRef::new),
                facts.get(SET + "hold", Times::duration),
                facts.get(SET + "stickiness", ForwardingText::stickiness));
    }

    static void write(Facts facts, ForwardingRoute route) {
        for (Color color : Color.values()) {
            facts.put(WAS + color.label(), group(route.group(color)));
        }
        route.ways().forEach(way -> facts.put(WAS + "route", way(route, way)));
        facts.put(WAS + "hold", route.hold()).put(WAS + "stickiness", word(route.stickiness()));
        facts.put(WAS + "successor", route.successor() == null ? null : group(route.successor()));
        ByHand byHand = route.byHand();
        facts.put(WAS + "by-hand", byHand == null ? null : ports(byHand.blue()) + TAB + ports(byHand.green()));
    }

    static ForwardingRoute read(Facts facts) {
        TargetGroup blue = facts.get(WAS + "blue", ForwardingText::group);
        TargetGroup green = facts.get(WAS + "green", ForwardingText::group);
        return new ForwardingRoute(
                blue,
                green,
                facts.all(WAS + "route", text -> way(text, blue.arn(), green.arn())),
                facts.get(WAS + "hold", Times::duration),
                facts.get(WAS + "stickiness", ForwardingText::stickiness),
                facts.has(WAS + "by-hand") ? facts.get(WAS + "by-hand", ForwardingText::byHand) : null,
                facts.find(WAS + "successor", ForwardingText::group));
    }

    private static ByHand byHand(String text) {
        String[] cells = text.split(TAB, -1);
        return new ByHand(ports(cells[0]), ports(cells[1]));
    }

    private static String ports(SortedSet<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static SortedSet<Integer> ports(String text) {
        SortedSet<Integer> ports = new TreeSet<>();
        for (String port : text.split(",", -1)) {
            ports.add(Integer.valueOf(port));
        }
        return ports;
    }

    private static String word(Stickiness stickiness) {
        return stickiness.name().toLowerCase(Locale.ROOT);
    }

    private static Stickiness stickiness(String word) {
        return Stickiness.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String group(TargetGroup group) {
        return String.join(
                TAB,
                group.arn(),
                group.name(),
                String.valueOf(group.port()),
                group.deregistrationDelay().toString(),
                group.inUse() ? "used" : "unused",
                threshold(group.healthyShare().failover()),
                threshold(group.healthyShare().routing()));
    }

    private static TargetGroup group(String text) {
        String[] cells = text.split(TAB, -1);
        return new TargetGroup(
                cells[0],
                cells[1],
                Integer.parseInt(cells[2]),
                Duration.parse(cells[3]),
                cells[4].equals("used"),
                TargetGroup.INSTANCES,
                new HealthyShare(threshold(cells[5]), threshold(cells[6])));
    }

    private static String threshold(Threshold threshold) {
        return threshold.count() + "," + threshold.percent();
    }

    private static Threshold threshold(String text) {
        String[] cells = text.split(",", -1);
        return new Threshold(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]));
    }

    private static String way(ForwardingRoute route, ForwardingRoute.Way way) {
        StringBuilder text = new StringBuilder(way.arn()).append(TAB).append(way.name());
        Duration sticky = way.was().stickiness();
        text.append(TAB).append(sticky == null ? "" : sticky);
        way.was()
                .weights()
                .forEach((arn, weight) ->
                        text.append(TAB).append(brief(route, arn)).append('=').append(weight));
        return text.toString();
    }

    /** The target groups of the environment stand there already. */
    private static String brief(ForwardingRoute route, String arn) {
        return arn.equals(route.blue().arn())
                ? "blue"
                : arn.equals(route.green().arn()) ? "green" : arn;
    }

    private static ForwardingRoute.Way way(String text, String blue, String green) {
        List<String> cells = List.of(text.split(TAB, -1));
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String cell : cells.subList(3, cells.size())) {
            int sign = cell.lastIndexOf('=');
            String group = cell.substring(0, sign);
            String arn = group.equals("blue") ? blue : group.equals("green") ? green : group;
            weights.put(arn, Integer.valueOf(cell.substring(sign + 1)));
        }
        return new ForwardingRoute.Way(cells.get(0), cells.get(1), new Split(weights, sticky(cells.get(2))));
    }

    private static @Nullable Duration sticky(String text) {
        return text.isEmpty() ? null : Duration.parse(text);
    }
}
