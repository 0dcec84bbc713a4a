package dev.verdigris.internal.engine;

import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.step.Step;
import dev.verdigris.plan.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place where a run begins, given what the deployment state says may have begun already.
 *
 * @param done how many steps, from the first on, are known to be done
 * @param begun how many steps, from the first on, may have begun
 */
record Start(int done, int begun) {

    /**
     * Every step before the phase, or the step, in the deployment state is done; those up to the next announced one may
     * have begun.
     */
    static Start of(Execution state, List<Step> steps) {
        int done = 0;
        while (done < steps.size() && phase(steps.get(done)).compareTo(state.phase()) < 0) {
            done++;
        }
        done = Math.max(done, named(steps, state.step()));
        int begun = done;
        while (begun < steps.size()
                && phase(steps.get(begun)) == state.phase()
                && mayHaveBegun(steps.get(begun), state)) {
            begun++;
        }
        return new Start(done, begun);
    }

    private static Phase phase(Step step) {
        return step.planned().phase();
    }

    private static boolean mayHaveBegun(Step step, Execution state) {
        return !step.announced() || step.planned().id().equals(state.step());
    }

    private static int named(List<Step> steps, @Nullable String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).planned().id().equals(id)) {
                return i;
            }
        }
        return 0;
    }
}
