package dev.verdigris.testkit.sweep;

import java.util.List;

/**
 * A case that did not end clean.
 *
 * @param scenario the scenario's name
 * @param sweepCase the case
 * @param problems what was not as it must be
 * @param story what happened, in order, and the world at the end
 */
public record Violation(String scenario, String sweepCase, List<String> problems, List<String> story) {

    /** Copies the lists. */
    public Violation {
        problems = List.copyOf(problems);
        story = List.copyOf(story);
    }

    @Override
    public String toString() {
        return scenario + ": " + sweepCase + "\n  - " + String.join("\n  - ", problems) + "\n    "
                + String.join("\n    ", story);
    }
}
