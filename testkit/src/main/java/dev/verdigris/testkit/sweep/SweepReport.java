package dev.verdigris.testkit.sweep;

import java.util.List;
import java.util.Locale;

/**
 * What a sweep found.
 *
 * @param scenario the scenario's name
 * @param changes how many changes the undisturbed run makes
 * @param calls how many calls it makes
 * @param cases how many cases were tried
 * @param violations those that did not end clean, at most the first hundred of them
 * @param unclean how many did not end clean
 */
public record SweepReport(
        String scenario, int changes, int calls, long cases, List<Violation> violations, long unclean) {

    /** Copies the violations. */
    public SweepReport {
        violations = List.copyOf(violations);
    }

    /** Whether all cases ended clean. */
    public boolean clean() {
        return unclean == 0;
    }

    /**
     * Does nothing if all cases ended clean.
     *
     * @throws AssertionError with the first violations otherwise
     */
    public void orThrow() {
        if (!clean()) {
            StringBuilder text = new StringBuilder(toString());
            violations.stream()
                    .limit(3)
                    .forEach(violation -> text.append("\n\n").append(violation));
            throw new AssertionError(text.toString());
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %,d changes, %,d calls; %,d cases, %,d clean (%.2f %%)",
                scenario,
                changes,
                calls,
                cases,
                cases - unclean,
                cases == 0 ? 100.0 : 100.0 * (cases - unclean) / cases);
    }
}
