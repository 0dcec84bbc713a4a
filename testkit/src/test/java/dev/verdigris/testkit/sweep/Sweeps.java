package dev.verdigris.testkit.sweep;

import java.util.List;

/** The whole of the sweeps, which is too long for every build. */
final class Sweeps {

    private Sweeps() {}

    /** Prints what each sweep found. Arguments: {@code moves}, {@code pairs}, and part of the scenarios' names. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        for (Scenario scenario : Registrations.all()) {
            if (words.stream()
                    .filter(w -> !w.equals("moves") && !w.equals("pairs"))
                    .allMatch(w -> scenario.name().contains(w))) {
                CrashSweep sweep = CrashSweep.of(scenario);
                if (words.contains("moves")) {
                    sweep = sweep.withMoves();
                }
                if (words.contains("pairs")) {
                    sweep = sweep.withPairs();
                }
                long began = System.nanoTime();
                SweepReport report = sweep.run();
                System.out.println(report + " in " + (System.nanoTime() - began) / 1_000_000 + " ms");
                report.violations().stream().limit(4).forEach(System.out::println);
            }
        }
    }
}
