package dev.verdigris.outcome;

import dev.verdigris.model.Color;
import dev.verdigris.plan.SwitchPlan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment did, however it ended.
 *
 * @param plan the plan it performed
 * @param steps what became of each step, in the plan's order
 * @param notes what was found on the way and left alone, in words
 * @param took how long it all took
 * @param bothServed how long both colors had targets that may have answered: from the first new target seen healthy to
 *     the last old one drained, as far as was seen. Zero if the new color never became healthy
 */
public record Report(SwitchPlan plan, List<StepReport> steps, List<String> notes, Duration took, Duration bothServed) {

    /** Copies the lists. */
    public Report {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** The name of the environment. */
    public String environment() {
        return plan.request().environment().name();
    }

    /** The color that traffic left or was to leave; null on a first deployment. */
    public @Nullable Color from() {
        return plan.from();
    }

    /** The color that traffic went to or was to go to; null if it was not to move. */
    public @Nullable Color to() {
        return plan.to();
    }
}
