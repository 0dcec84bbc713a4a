package dev.verdigris.report;

import dev.verdigris.model.Color;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of a deployment, a rollback or a cleanup: what it did, however it ended.
 *
 * @param environment the name of the environment
 * @param deployment the id of the deployment, as it is in the deployment state
 * @param title what was to be done, in one line
 * @param from the color that traffic left or was to leave; null on a first deployment
 * @param to the color that traffic went to or was to go to; null if it was not to move
 * @param steps what became of each step, in the plan's order; empty if nothing had begun
 * @param notes what was found on the way and left alone, in words
 * @param took how long it took, from the time it was begun or resumed
 * @param bothServed how long both colors had targets that may have answered: from the first new target seen healthy to
 *     the last old one drained, as far as was seen. Zero if the new color never became healthy
 */
public record Report(
        String environment,
        String deployment,
        String title,
        @Nullable Color from,
        @Nullable Color to,
        List<StepReport> steps,
        List<String> notes,
        Duration took,
        Duration bothServed) {

    /** Copies the lists. */
    public Report {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }
}
