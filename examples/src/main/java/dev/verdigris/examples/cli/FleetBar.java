package dev.verdigris.examples.cli;

import dev.verdigris.model.Color;
import dev.verdigris.report.Sighting;
import dev.verdigris.report.Sighting.State;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A fleet on one line: a bar with a sign for each instance, and how many are in which state. */
final class FleetBar {
    private static final int WIDEST = 20;
    /** In the order in which they are drawn. */
    private static final List<State> DRAWN = List.of(
            State.HEALTHY,
            State.UNHEALTHY,
            State.IN_SERVICE,
            State.STARTING,
            State.DRAINING,
            State.LEAVING,
            State.OTHER);

    private FleetBar() {}

    /** {@code green  ███▒░  3 healthy, 1 in-service, 1 starting, 10 % of requests}; what is empty is said. */
    static String of(Color color, Sighting.Side side) {
        StringBuilder bar = new StringBuilder();
        StringJoiner words = new StringJoiner(", ");
        for (State state : DRAWN) {
            int count = side.count(state);
            if (count > 0) {
                bar.append(sign(state).repeat(cells(count, side.instances().size())));
                words.add(count + " " + state.label());
            }
        }
        if (side.instances().isEmpty()) {
            words.add("no instance");
        }
        if (side.percent() != null) {
            words.add(side.percent() + " % of requests");
        }
        return String.format(Locale.ROOT, "%-5s  %s%s%s", color, bar, bar.isEmpty() ? "" : "  ", words);
    }

    private static String sign(State state) {
        return switch (state) {
            case HEALTHY -> "█";
            case UNHEALTHY, IN_SERVICE -> "▒";
            case STARTING -> "░";
            case DRAINING -> "-";
            case LEAVING -> "·";
            case OTHER -> "?";
        };
    }

    /** One for each, as long as they fit; else a share of what fits, and at least one. */
    private static int cells(int count, int all) {
        return all <= WIDEST ? count : Math.max(1, count * WIDEST / all);
    }
}
