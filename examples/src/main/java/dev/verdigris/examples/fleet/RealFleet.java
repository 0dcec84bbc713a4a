package dev.verdigris.examples.fleet;

import java.util.List;

/**
 * Deploys on real processes behind a real load balancer, while a load generator sends requests.
 *
 * <pre>{@code
 * show [STRATEGY]                  one deployment and its rollback, to be looked at; by forwarding unless it is said otherwise
 * prove [SWITCHES] [STRATEGY...]   so many switches by each strategy, 100 unless it is said otherwise, every third a rollback,
 *                                  and two that are killed in the middle; prints a table
 * kill [STRATEGY...]               deployments that are killed at each of their steps, resumed and aborted; prints a table
 * }</pre>
 *
 * <p>Ends with 1 if a request failed, or a switch did not end as it should.
 */
public final class RealFleet {
    private static final int SWITCHES = 100;

    private RealFleet() {}

    /** The command and its arguments. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        String command = words.isEmpty() ? "show" : words.get(0);
        boolean well = switch (command) {
            case "prove" -> prove(words.subList(1, words.size()));
            case "kill" -> Kills.of(strategies(words.subList(1, words.size())));
            case "show" -> Show.of(words.size() > 1 ? Strategy.named(words.get(1)) : Strategy.FORWARDING);
            default -> throw new IllegalArgumentException("expected show, prove or kill, found " + command);
        };
        System.exit(well ? 0 : 1);
    }

    private static boolean prove(List<String> words) {
        boolean counted = !words.isEmpty() && words.get(0).matches("[0-9]+");
        int switches = counted ? Integer.parseInt(words.get(0)) : SWITCHES;
        return Trial.of(strategies(words.subList(counted ? 1 : 0, words.size())), switches);
    }

    /** Those that are named; all, where none is. */
    private static List<Strategy> strategies(List<String> names) {
        return names.isEmpty()
                ? List.of(Strategy.values())
                : names.stream().map(Strategy::named).toList();
    }
}
