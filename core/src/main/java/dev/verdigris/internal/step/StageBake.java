package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Shift;

/**
 * Leaves a stage as it is for its time, while the new fleet is healthy enough for its part of the requests. The time goes on
 * while no process is there.
 *
 * @param terms the switch
 * @param stage the stage
 * @param reached what has brought requests to that stage, and keeps them there
 */
public record StageBake(Terms terms, Shift.Stage stage, Step reached) implements Step {

    private Steady steady() {
        return new Steady(terms, stage.percent(), Stages.bake(stage));
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                Stages.bake(stage),
                "leave it so for " + Words.duration(stage.bake()) + "; " + steady().sentence(),
                Phase.SHIFT,
                stage.bake()
                        .plus(terms.deadlines().inService())
                        .plus(terms.deadlines().healthy()));
    }

    @Override
    public Progress perform(Scene scene) {
        Progress fallen = steady().fallen(scene);
        if (fallen != null) {
            return fallen;
        }
        Progress kept = reached.perform(scene);
        return kept instanceof Progress.Done ? steady().rest(scene, stage.bake()) : kept;
    }

    @Override
    public boolean announced() {
        return true;
    }

    @Override
    public boolean timed() {
        return true;
    }
}
