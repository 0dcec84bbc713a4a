package dev.verdigris.internal.state;

import dev.verdigris.internal.step.Stages;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.Shift;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stage that a deployment has reached, or is about to.
 *
 * @param percent the part of the requests that the new fleet gets
 * @param until when it has baked for its time; null if that has not begun to count
 */
record ReachedStage(int percent, @Nullable Instant until) implements DeploymentInProgress.Stage {

    /** The stage that a step is of; null if it is of none. */
    static @Nullable ReachedStage of(Shift shift, Execution.@Nullable Reached reached) {
        if (reached == null) {
            return null;
        }
        for (Shift.Stage stage : shift.stages()) {
            if (Stages.of(stage, reached.step())) {
                Instant since = reached.since();
                return new ReachedStage(stage.percent(), since == null ? null : since.plus(stage.bake()));
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return percent + " % of the requests" + (until == null ? "" : " until " + until);
    }
}
