package dev.verdigris.internal.step;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;

/** Waits until enough of the new fleet is in service; at once gives up when launch after launch is refused. */
public final class AwaitInService implements Step {
    private final Terms terms;
    private final LaunchWatch launches;

    /** Shares its watch with the step that launches. */
    public AwaitInService(Terms terms, LaunchWatch launches) {
        this.terms = terms;
        this.launches = launches;
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "await-in-service",
                "wait until " + Words.count(terms.expected(), "instance") + " of " + terms.toGroup()
                        + " are in service, at most "
                        + Words.duration(terms.deadlines().inService()),
                Phase.PREPARE,
                terms.deadlines().inService());
    }

    @Override
    public Progress perform(Scene scene) {
        int needed = terms.needed(scene);
        int inService = scene.servable(terms.to()).size();
        if (inService >= needed) {
            return Progress.done();
        }
        String remedy = "look at the scaling activities of " + terms.toGroup();
        String refused = launches.hopeless(scene);
        if (refused != null) {
            return Progress.failed(
                    "expected " + needed + " instances of " + terms.toGroup() + " in service, found " + inService
                            + " and one launch after the other refused: " + refused,
                    remedy);
        }
        return Progress.notYet(
                inService + " of " + needed + " in service",
                "only " + inService + " of " + needed + " instances of " + terms.toGroup() + " came into service",
                remedy);
    }
}
