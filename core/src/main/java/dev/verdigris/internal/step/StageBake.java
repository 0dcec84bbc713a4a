package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Shift;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a stage as it is for its time, while the new fleet is healthy enough for its part of the requests and no alarm is
 * red. The time goes on while no process is there.
 *
 * @param terms the switch
 * @param stage the stage
 * @param reached what has brought requests to that stage, and keeps them there
 */
public record StageBake(Terms terms, Shift.Stage stage, Step reached) implements Step {

    private Steady steady() {
        return new Steady(terms, stage.percent(), Stages.bake(stage));
    }

    private @Nullable AlarmWatch watch() {
        return AlarmWatch.of(terms, Stages.bake(stage));
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                Stages.bake(stage),
                "leave it so for " + Words.duration(stage.bake()) + "; " + steady().sentence(watch()),
                Phase.SHIFT,
                stage.bake()
                        .plus(terms.deadlines().inService())
                        .plus(terms.deadlines().healthy()));
    }

    @Override
    public Progress perform(Scene scene) {
        Progress rest = steady().rest(scene, stage.bake());
        Progress fallen = steady().fallen(scene);
        if (fallen != null) {
            return fallen;
        }
        AlarmWatch watch = watch();
        Progress red = watch == null ? null : watch.look(scene, false);
        if (red != null) {
            return red;
        }
        Progress kept = reached.perform(scene);
        return kept instanceof Progress.Done ? rest : kept;
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
