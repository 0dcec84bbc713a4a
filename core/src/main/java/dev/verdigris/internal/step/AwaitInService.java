package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.LaunchWatch.Refusal;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import java.util.List;

/**
 * Waits until enough of the new fleet is in service; gives up early when launches are refused for a reason that waiting
 * does not cure, or for longer than the policy tolerates.
 *
 * @param terms the switch
 */
public record AwaitInService(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "await-in-service",
                "wait until " + terms.capacity(terms.expected()) + " of " + terms.toGroup()
                        + " are in service, at most "
                        + stragglers().sentence(),
                Phase.PREPARE,
                stragglers().longest());
    }

    @Override
    public Progress perform(Scene scene) {
        int needed = Need.now(terms, scene);
        int inService = scene.look().capacity(scene.servable(terms.to()));
        if (inService >= needed || stragglers().areDoneWithout(scene, inService, needed)) {
            return Progress.done();
        }
        String remedy = "look at the scaling activities of " + terms.toGroup();
        Refusal refusal = new LaunchWatch(terms.policy().launches(), terms.to()).refusal(scene);
        boolean hopeless = refusal != null && refusal.hopeless();
        if (hopeless && stragglers().mayBeDoneWithout(scene, inService, needed)) {
            return Progress.done();
        }
        if (refusal != null && refusal.hopeless()) {
            return Progress.failed(
                    "expected " + terms.capacity(needed) + " of " + terms.toGroup() + " in service, found " + inService
                            + " and one launch after the other refused: " + refusal.newest(),
                    remedy);
        }
        return replaced(
                scene,
                new Progress.NotYet(
                        inService + " of " + terms.share(needed) + " in service",
                        "only " + inService + " of " + terms.capacity(needed) + " of " + terms.toGroup()
                                + " came into service"
                                + (refusal == null ? "" : "; the newest launch failed: " + refusal.newest()),
                        remedy + ", at its launch hooks, which hold instances back, and at EC2's application status"
                                + " checks, by which Auto Scaling replaces instances without a trace in the group"
                                + " (aws ec2 describe-application-status)"));
    }

    @Override
    public boolean premise(Phase gate) {
        return true;
    }

    private Stragglers stragglers() {
        return new Stragglers(terms, "await-in-service", terms.deadlines().inService());
    }

    private Progress replaced(Scene scene, Progress.NotYet notYet) {
        List<InstanceId> pending = scene.look().fleet(terms.to()).instances().stream()
                .filter(member -> member.lifecycle() == Lifecycle.PENDING)
                .map(Instance::id)
                .toList();
        int well = scene.servable(terms.to()).size();
        return stragglers().replaced(scene, notYet, pending, well);
    }
}
