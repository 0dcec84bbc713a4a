package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import java.util.List;

/**
 * Waits until no follower uses the idle fleet any more, before anything of it is recycled: there is no way back to
 * instances that were told to end.
 *
 * @param terms the change of traffic
 * @param followers the names of those that are asked
 */
public record AwaitUnused(Terms terms, List<String> followers) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "unused:" + terms.to(),
                "ask " + Words.list(followers) + " whether " + terms.toGroup() + " is still in use, until "
                        + "two consecutive polls say that it is not",
                Phase.PREPARE,
                terms.deadlines().unused());
    }

    @Override
    public Progress perform(Scene scene) {
        scene.requireUnused(terms.to());
        return Progress.done();
    }
}
