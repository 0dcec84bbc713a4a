package dev.verdigris.internal.engine;

import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.step.Step;
import dev.verdigris.plan.PlannedStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run begins, given what the deployment state says may have begun already.
 *
 * @param done how many steps, from the first on, are known to be done
 * @param begun how many steps, from the first on, may have begun
 */
record Start(int done, int begun) {

    /** Every step before the phase, or the step, in the deployment state is done; those up to the next announced one may have begun. */
    static Start of(Execution state, List<StepRun> steps) {
        int done = 0;
        while (done < steps.size() && before(steps.get(done).planned, state)) {
            done++;
        }
        if (state.step() != null) {
            int named = named(steps, state.step());
            done = Math.max(done, named);
        }
        int begun = done;
        while (begun < steps.size()
                && steps.get(begun).planned.phase() == state.phase()
                && mayHaveBegun(steps.get(begun).step, steps.get(begun).planned, state)) {
            begun++;
        }
        return new Start(done, begun);
    }

    private static boolean before(PlannedStep step, Execution state) {
        return step.phase().compareTo(state.phase()) < 0;
    }

    private static boolean mayHaveBegun(Step step, PlannedStep planned, Execution state) {
        return !step.announced() || planned.id().equals(state.step());
    }

    private static int named(List<StepRun> steps, @Nullable String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).planned.id().equals(id)) {
                return i;
            }
        }
        return 0;
    }
}
