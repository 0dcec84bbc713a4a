package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.LaunchWatch.Refusal;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Fleet;
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

    private static final String ID = "await-in-service";

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                ID,
                "wait until " + terms.capacity(terms.expected()) + " of " + terms.toGroup()
                        + " are in service, at most "
                        + stragglers().sentence(),
                Phase.PREPARE,
                stragglers().longest());
    }

    @Override
    public Progress perform(Scene scene) {
        int inService = scene.look().capacity(scene.servable(terms.to()));
        int atLeast = Need.atLeast(terms, scene);
        int needed = inService >= Need.least(terms, atLeast) ? Need.now(terms, scene) : atLeast;
        if (inService >= needed || stragglers().areDoneWithout(scene, inService, needed)) {
            return Progress.done();
        }
        String remedy = "look at the scaling activities of " + terms.toGroup();
        Refusal refusal =
                unsuspicious(scene) ? null : new LaunchWatch(terms.policy().launches(), terms.to()).refusal(scene);
        if (refusal != null && refusal.hopeless()) {
            if (stragglers().mayBeDoneWithout(scene, inService, needed)) {
                return Progress.done();
            }
            return Progress.failed(
                    "expected " + terms.capacity(needed) + " of " + terms.toGroup() + " in service, found " + inService
                            + " and one launch after the other refused: " + refusal.newest(),
                    remedy);
        }
        return replaced(
                scene,
                Progress.notYet(
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
        return Stragglers.unregistered(terms, ID, terms.deadlines().inService());
    }

    private Progress replaced(Scene scene, Progress.NotYet notYet) {
        List<InstanceId> pending = scene.look().fleet(terms.to()).instances().stream()
                .filter(member -> member.lifecycle() == Lifecycle.PENDING)
                .map(Instance::id)
                .toList();
        int well = scene.servable(terms.to()).size();
        return stragglers().replaced(scene, notYet, pending, well);
    }

    /**
     * Whether there is no reason to ask for refused launches: all that the group desires is there or under way, and has not taken
     * half of its time. A launch that was refused is missing there, until it is tried again.
     */
    private boolean unsuspicious(Scene scene) {
        Fleet fleet = scene.look().fleet(terms.to());
        int launched = fleet.instances().stream()
                .filter(member -> member.inService() || member.lifecycle() == Lifecycle.PENDING)
                .mapToInt(Instance::weight)
                .sum();
        return launched >= fleet.size().desired()
                && scene.since(ID).compareTo(terms.deadlines().inService().dividedBy(2)) < 0;
    }
}
