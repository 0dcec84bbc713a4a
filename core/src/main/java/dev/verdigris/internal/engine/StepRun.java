package dev.verdigris.internal.engine;

import dev.verdigris.internal.step.Step;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.StepReport;
import java.time.Duration;

/** How one step of a run stands so far. */
final class StepRun {
    final Step step;
    final PlannedStep planned;
    StepReport.State state = StepReport.State.SKIPPED;
    /** Whether it may have changed something, in this run or in an earlier one. */
    boolean begun;

    Duration took = Duration.ZERO;

    StepRun(Step step) {
        this.step = step;
        this.planned = step.planned();
    }

    StepReport report() {
        return new StepReport(planned.id(), state, took);
    }
}
