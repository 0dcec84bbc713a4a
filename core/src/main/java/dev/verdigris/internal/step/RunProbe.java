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
                        + stragglers().strictly(),
                Phase.PREPARE,
                stragglers().longest());
    }

    /** Nobody does without those that fail it, since they would be served. */
    private Stragglers stragglers() {
        return Stragglers.unregistered(terms, "probe:" + name, terms.deadlines().check());
    }

    @Override
    public Progress perform(Scene scene) {
        List<InstanceId> members = scene.servable(terms.to());
        if (members.isEmpty()) {
            return Progress.notYet(
                    "no instance of " + terms.toGroup() + " in service",
                    "look at the scaling activities of " + terms.toGroup());
        }
        List<Probes.Failing> failing = scene.probes().ask(name, members);
        if (failing.isEmpty()) {
            return Progress.done();
        }
        List<InstanceId> ailing = failing.stream().map(Probes.Failing::instance).toList();
        return stragglers().replaced(scene, missing(members, failing), ailing, members.size() - failing.size());
    }

    private Progress.NotYet missing(List<InstanceId> members, List<Probes.Failing> failing) {
        String them = Words.list(failing);
        return Progress.notYet(
                members.size() - failing.size() + " of " + members.size() + " passed: " + them,
                "expected each instance of " + terms.toGroup() + " to pass the probe '" + name + "', found " + them,
                "see what the probe '" + name + "' expects of the new version");
    }

    @Override
    public boolean standing(Phase phase) {
        return phase == Phase.PREPARE || phase == Phase.SHIFT;
    }

    /** Who has passed is not asked again. Who has not may get requests by then, and is not replaced. */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        List<InstanceId> members = scene.servable(terms.to());
        List<Probes.Failing> failing = scene.probes().ask(name, members);
        return failing.isEmpty() ? Progress.done() : missing(members, failing);
    }
}
