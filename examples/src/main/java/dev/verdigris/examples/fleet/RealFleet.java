package dev.verdigris.examples.fleet;

import java.util.List;

/**
 * Deploys on real processes behind a real load balancer, while a load generator sends requests.
 *
 * <pre>{@code
 * show [STRATEGY]                  one deployment and its rollback, to be looked at; by forwarding unless it is said otherwise
 * prove [SWITCHES] [STRATEGY...]   so many switches by each strategy, 100 unless it is said otherwise, every third a rollback,
 *                                  and two that are killed in the middle; prints a table
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
        boolean proven = !words.isEmpty() && words.get(0).equals("prove");
        boolean well = proven
                ? prove(words.subList(1, words.size()))
                : Show.of(words.size() > 1 ? Strategy.named(words.get(1)) : Strategy.FORWARDING);
        System.exit(well ? 0 : 1);
    }

    private static boolean prove(List<String> words) {
        boolean counted = !words.isEmpty() && words.get(0).matches("[0-9]+");
        int switches = counted ? Integer.parseInt(words.get(0)) : SWITCHES;
        List<Strategy> strategies =
                words.stream().skip(counted ? 1 : 0).map(Strategy::named).toList();
        return Trial.of(strategies.isEmpty() ? List.of(Strategy.values()) : strategies, switches);
    }
}
