package dev.verdigris.internal.engine;

import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.step.Step;
import dev.verdigris.model.Color;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Report;
import dev.verdigris.report.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run.
 *
 * @param heading what was to be done
 * @param steps what became of each step
 * @param notes what was found on the way
 * @param took how long it took
 * @param bothServed how long both colors had targets that may have answered
 * @param recorded makes the timeline of the run
 */
public record RunReport(
        Heading heading,
        List<Step> steps,
        List<String> notes,
        Duration took,
        Duration bothServed,
        Supplier<Timeline> recorded)
        implements Report {

    /** Copies the lists. */
    public RunReport {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** The heading of a report; the parameters are those of {@link Report}. */
    public record Heading(
            String environment,
            String deployment,
            String title,
            @Nullable Color from,
            @Nullable Color to) {

        static Heading of(String deployment, RecipePlan plan) {
            return new Heading(plan.request().environment().name(), deployment, plan.title(), plan.from(), plan.to());
        }
    }

    /** The report of a step; the parameters are those of {@link Report.Step}. */
    record StepTold(String id, State state, Duration took) implements Step {}

    /** A report with one more note. */
    static RunReport noting(Report report, String note) {
        List<String> notes = new ArrayList<>(report.notes());
        notes.add(note);
        return new RunReport(
                new Heading(report.environment(), report.deployment(), report.title(), report.from(), report.to()),
                report.steps(),
                notes,
                report.took(),
                report.bothServed(),
                report::timeline);
    }

    /** The report of what had not begun when it ended. */
    static RunReport nothing(CurrentDeployment current) {
        String environment = current.environment().name();
        return new RunReport(
                new Heading(environment, current.id(), "Nothing had begun on " + environment, null, null),
                List.of(),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                () -> Timeline.of(environment, current.id()));
    }

    /** The report of what waits at a gate, where nothing was done but to see that it does. */
    static RunReport waiting(CurrentDeployment current, RecipePlan plan) {
        List<Step> steps = new ArrayList<>();
        boolean before = true;
        for (PlannedStep step : plan.steps()) {
            boolean gate = step.id().equals(current.shown().step());
            before &= !gate;
            Step.State state = before ? Step.State.DONE : gate ? Step.State.PAUSED : Step.State.SKIPPED;
            steps.add(new StepTold(step.id(), state, Duration.ZERO));
        }
        return new RunReport(
                Heading.of(current.id(), plan),
                steps,
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                () -> Timeline.of(current.environment().name(), current.id()));
    }

    @Override
    public String environment() {
        return heading.environment;
    }

    @Override
    public String deployment() {
        return heading.deployment;
    }

    @Override
    public String title() {
        return heading.title;
    }

    @Override
    public @Nullable Color from() {
        return heading.from;
    }

    @Override
    public @Nullable Color to() {
        return heading.to;
    }

    @Override
    public Timeline timeline() {
        return recorded.get();
    }
}
