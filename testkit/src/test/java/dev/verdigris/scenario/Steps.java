package dev.verdigris.scenario;

import dev.verdigris.model.Environment;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Deployment;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ids of a deployment's steps as its plan has them: what goes through the steps misses none that is added to plans. */
final class Steps {

    private Steps() {}

    /** Every step of a deployment of a {@linkplain Stage#set() stage as it is set}. */
    static Stream<String> all() {
        return those(step -> true);
    }

    /** Those before the point of no return: what fails in them is undone. */
    static Stream<String> reversible() {
        return those(PlannedStep::undoable);
    }

    /** Those from the point of no return on: what fails in them goes forward only. */
    static Stream<String> irreversible() {
        return those(step -> !step.undoable());
    }

    /** Those that move traffic. */
    static Stream<String> shift() {
        return those(step -> step.phase() == Phase.SHIFT);
    }

    private static Stream<String> those(Predicate<PlannedStep> which) {
        Environment environment = Stage.BETA;
        return Stage.set().by("the planner").plan(Deployment.of(environment)).steps().stream()
                .filter(which)
                .map(PlannedStep::id);
    }
}
