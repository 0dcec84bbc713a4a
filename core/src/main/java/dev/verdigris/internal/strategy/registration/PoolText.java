package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.traffic.TargetGroupText;
import dev.verdigris.model.Color;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The target group and its ports as facts of the deployment state. */
final class PoolText {
    private static final String PORTS = "was.traffic.ports";
    private static final String ATTACHED = "was.traffic.attached";

    private PoolText() {}

    static void write(Facts facts, PoolRoute route) {
        TargetGroupText.write(facts, route.group());
        facts.put(PORTS, route.ports().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .put(ATTACHED, route.attached());
    }

    static PoolRoute read(Facts facts) {
        return new PoolRoute(
                TargetGroupText.read(facts), facts.get(PORTS, PoolText::ports), facts.find(ATTACHED, Color::parse));
    }

    private static SortedSet<Integer> ports(String value) {
        SortedSet<Integer> ports = new TreeSet<>();
        for (String port : value.split(",", -1)) {
            ports.add(Integer.valueOf(port));
        }
        return ports;
    }
}
