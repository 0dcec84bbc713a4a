package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Shift;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a stage as it is for its time, while the new fleet is healthy enough for its part of the requests. The time goes on
 * while no process is there.
 *
 * @param terms the switch
 * @param stage the stage
 * @param reached what has brought requests to that stage, and keeps them there
 */
public record Bake(Terms terms, Shift.Stage stage, Step reached) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                Stages.bake(stage),
                "leave it so for " + Words.duration(stage.bake()) + "; as soon as fewer than "
                        + terms.share(expected()) + " of " + terms.toGroup()
                        + " are healthy in two consecutive polls, all requests go back to " + terms.fromGroup(),
                Phase.SHIFT,
                stage.bake()
                        .plus(terms.deadlines().inService())
                        .plus(terms.deadlines().healthy()));
    }

    /** What the stage needs by the plan. Where the live fleet has grown since, the new one is given the time to follow. */
    private int expected() {
        return Need.part(terms.expected(), stage.percent());
    }

    @Override
    public Progress perform(Scene scene) {
        Progress fallen = fallen(scene);
        if (fallen != null) {
            return fallen;
        }
        Progress kept = reached.perform(scene);
        if (!(kept instanceof Progress.Done)) {
            return kept;
        }
        Duration left = stage.bake().minus(scene.since(Stages.bake(stage)));
        return left.isZero() || left.isNegative()
                ? Progress.done()
                : Progress.notYet(
                        stage.percent() + " % for another " + Words.duration(rounded(left)),
                        "resume, which goes on with its time");
    }

    /** Up to the next minute, and at the end to the next ten seconds, so that a long bake does not say much. */
    private static Duration rounded(Duration left) {
        long grain = left.compareTo(Duration.ofMinutes(1)) > 0 ? 60 : 10;
        long seconds = left.plusSeconds(grain).minusNanos(1).toSeconds();
        return Duration.ofSeconds(seconds / grain * grain);
    }

    /** The fall of the new fleet below what it needs; null if it is healthy enough. */
    private @Nullable Progress fallen(Scene scene) {
        int needed = Math.min(expected(), Need.part(Need.now(terms, scene), stage.percent()));
        int well = scene.well(terms.to());
        if (well >= needed) {
            return null;
        }
        String problem = "expected " + terms.share(needed) + " of " + terms.toGroup() + " to stay healthy at "
                + stage.percent() + " % of the requests, found " + well;
        String remedy = "see why the health checks of " + terms.route().name() + " fail on the others";
        return scene.again(Stages.bake(stage))
                ? Progress.failed(problem, remedy)
                : Progress.notYet(
                        "only " + well + " of " + terms.share(needed) + " healthy; looking once more", problem, remedy);
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
