package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;

import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import java.util.stream.Stream;

/** The ids of steps as a plan has them: what goes through the steps of a plan misses none that is added to it. */
final class Steps {

    private Steps() {}

    /** Every step of a first deployment to an empty fleet. */
    static Stream<String> all() {
        return of(first());
    }

    /** Those of it before the point of no return: what fails in them is undone. */
    static Stream<String> reversible() {
        return reversible(first());
    }

    /** Those of it from the point of no return on: what fails in them goes forward only. */
    static Stream<String> irreversible() {
        return first().steps().stream().filter(step -> !step.undoable()).map(PlannedStep::id);
    }

    /** Every step of a rollback to a fleet that is kept warm. */
    static Stream<String> rollback() {
        Stage stage = Stage.set();
        stage.deploy();
        return of(stage.blueGreen().plan(Rollback.of(BETA)));
    }

    /** Every step of a plan. */
    static Stream<String> of(SwitchPlan plan) {
        return plan.steps().stream().map(PlannedStep::id);
    }

    /** Those of a plan before the point of no return. */
    static Stream<String> reversible(SwitchPlan plan) {
        return plan.steps().stream().filter(PlannedStep::undoable).map(PlannedStep::id);
    }

    private static SwitchPlan first() {
        return Stage.set().blueGreen().plan(Deployment.of(BETA));
    }
}
