package dev.verdigris.plan;

import java.time.Duration;

/**
 * A step of a plan, as it is printed.
 *
 * @param id a stable string; it is in events and outcomes
 * @param sentence what the step does, with the exact change
 * @param phase the phase it belongs to; the steps of {@link Phase#SHIFT} are the cutover
 * @param deadline how long it may take
 */
public record PlannedStep(String id, String sentence, Phase phase, Duration deadline) {

    /** Whether the step moves traffic. */
    public boolean cutover() {
        return phase == Phase.SHIFT;
    }

    /** Whether the step is undone when something fails later. */
    public boolean undoable() {
        return phase.reversible();
    }
}
