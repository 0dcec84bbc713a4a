package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Probes;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import java.util.List;

/**
 * Asks one of the user's probes of each new instance before it gets traffic, and of those that join until the old color has
 * left.
 *
 * @param terms the switch
 * @param name the name that the probe is registered under
 */
public record RunProbe(Terms terms, String name) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "probe:" + name,
                "probe each instance of " + terms.toGroup() + " by '" + name + "', at most "
                        + Words.duration(terms.deadlines().check()),
                Phase.PREPARE,
                terms.deadlines().check());
    }

    @Override
    public Progress perform(Scene scene) {
        List<InstanceId> members = scene.servable(terms.to());
        if (members.isEmpty()) {
            return Progress.notYet(
                    "no instance of " + terms.toGroup() + " in service",
                    "look at the scaling activities of " + terms.toGroup());
        }
        List<Probes.Failing> failing = scene.probe(name, members);
        if (failing.isEmpty()) {
            return Progress.done();
        }
        int passed = members.size() - failing.size();
        String them = Words.list(failing);
        return Progress.notYet(
                passed + " of " + members.size() + " passed: " + them,
                "expected each instance of " + terms.toGroup() + " to pass the probe '" + name + "', found " + them,
                "see what the probe '" + name + "' expects of the new version");
    }

    @Override
    public boolean standing(Phase phase) {
        return phase == Phase.PREPARE || phase == Phase.SHIFT;
    }

    /** Who has passed is not asked again. */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        return scene.servable(terms.to()).isEmpty() ? Progress.done() : perform(scene);
    }
}
