package dev.verdigris.internal.engine;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of what a newer version has begun. A step or a phase that the plan does not have here is no beginning of
 * anything: whoever resumed it would leave out, or do again, what the newer version knows of. Every plan is finalized, also one
 * that has no step for that.
 */
final class Familiar {

    private Familiar() {}

    /**
     * Refuses a deployment in progress that has come to a step or a phase which this version does not know.
     *
     * @throws RefusedException naming it
     */
    static void require(@Nullable CurrentDeployment current) {
        if (current == null || current.request() == null || current.execution() == null) {
            return;
        }
        Execution execution = current.execution();
        List<PlannedStep> steps = Deployments.begun(current).steps();
        String phase = execution.phase().label();
        if (execution.phase() != Phase.FINALIZE) {
            require(current, steps, "phase", phase, step -> step.phase().label().equals(phase));
        }
        String id = execution.step();
        if (id != null) {
            require(current, steps, "step", id, step -> step.id().equals(id));
        }
    }

    private static void require(
            CurrentDeployment current,
            List<PlannedStep> steps,
            String what,
            String found,
            Predicate<PlannedStep> known) {
        if (steps.stream().noneMatch(known)) {
            throw new RefusedException(
                    "expected " + current.id() + " at a " + what + " that this version knows, found '" + found + "'",
                    "use a newer version of Verdigris; this one leaves it as it is");
        }
    }
}
