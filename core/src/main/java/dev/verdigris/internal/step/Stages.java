package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.request.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The stages of a shift, as steps: each is reached, and then left as it is for its time. */
public final class Stages {

    private Stages() {}

    /**
     * The steps of all stages.
     *
     * @param reaching the step by which requests come to a stage
     */
    public static List<Step> steps(Terms terms, Function<Shift.Stage, Step> reaching) {
        List<Step> steps = new ArrayList<>();
        for (Shift.Stage stage : terms.shift().stages()) {
            Step reached = reaching.apply(stage);
            steps.add(reached);
            if (!stage.bake().isZero()) {
                steps.add(new StageBake(terms, stage, reached));
            }
        }
        return steps;
    }

    /** The id of the step by which requests come to a stage. */
    public static String id(Shift.Stage stage) {
        return "shift:" + stage.percent();
    }

    /** The id of the step in which a stage bakes. */
    static String bake(Shift.Stage stage) {
        return "bake:" + stage.percent();
    }

    /** Whether a step is one of a stage, by its id. */
    public static boolean of(Shift.Stage stage, String id) {
        return id.equals(id(stage)) || id.equals(bake(stage));
    }

    /** Whether it is the first one, whose undoing is that of all of them. */
    public static boolean first(Terms terms, Shift.Stage stage) {
        return stage.equals(terms.shift().stages().get(0));
    }
}
