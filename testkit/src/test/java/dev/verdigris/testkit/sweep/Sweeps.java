package dev.verdigris.testkit.sweep;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The whole of the sweeps, which is too long for every build. */
final class Sweeps {

    private Sweeps() {}

    /** Prints what each sweep found. Arguments: {@code moves}, {@code pairs}, {@code ssm}, and part of the scenarios' names. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        for (Scenario scenario : new Registrations(!words.contains("ssm")).all()) {
            if (words.stream()
                    .filter(w -> !List.of("moves", "pairs", "ssm").contains(w))
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
                Map<String, List<Violation>> kinds = report.violations().stream()
                        .collect(Collectors.groupingBy(
                                violation -> violation.trial().replaceAll(".*;|after read.*", "") + ": "
                                        + violation.problems().get(0).replaceAll("[0-9]+", "#"),
                                TreeMap::new,
                                Collectors.toList()));
                kinds.forEach((kind, violations) -> {
                    System.out.println("  " + violations.size() + " x " + kind);
                    System.out.println(violations.get(0));
                });
            }
        }
    }
}
