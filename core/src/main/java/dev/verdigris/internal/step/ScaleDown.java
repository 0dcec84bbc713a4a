package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.StandIn;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Request;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scales a fleet that serves nobody down, and waits until its instances are gone. Never while one of them is registered
 * or drains; and the fleet that another one has replaced not before that one serves in full.
 *
 * @param request what was asked for
 * @param preimage everything as it was
 * @param color the fleet
 * @param size its minimum and desired capacity afterwards
 * @param followers the names of those that are asked whether it is still in use
 * @param instead the color that must serve in full before; null if nobody is to serve in its place, or it was idle
 */
public record ScaleDown(
        Request request,
        Preimage preimage,
        Color color,
        int size,
        List<String> followers,
        @Nullable Color instead) implements Step {

    /** The step that scales the idle fleet to zero; one that was kept warm until its time was over to that of its role. */
    static ScaleDown idle(Request request, Preimage preimage, Participants participants) {
        Verb verb = Verb.of(request);
        return new ScaleDown(
                request,
                preimage,
                preimage.idle(),
                verb.left(preimage),
                participants.of(Kind.FOLLOWER),
                verb.dueOnly() ? preimage.idle().other() : null);
    }

    /** The step that scales the fleet that a switch has replaced to the size of the idle role. */
    static ScaleDown replaced(Terms terms, Participants participants) {
        return new ScaleDown(
                terms.request(),
                terms.preimage(),
                terms.leaving(),
                terms.idleMin(),
                participants.of(Kind.FOLLOWER),
                terms.to());
    }

    /** The step that scales the fleet that a shutdown took out of traffic to zero. */
    static ScaleDown ended(Terms terms, Participants participants) {
        return new ScaleDown(
                terms.request(), terms.preimage(), terms.leaving(), 0, participants.of(Kind.FOLLOWER), null);
    }

    private GroupName group() {
        return StandIn.environment(request).group(color);
    }

    @Override
    public PlannedStep planned() {
        GroupSize now = preimage.size(color);
        return new PlannedStep(
                "scale-down",
                group() + ": min " + now.min() + " → " + size + ", desired " + now.desired() + " → " + size
                        + (followers.isEmpty()
                                ? ""
                                : ", once " + Words.list(followers) + " no longer "
                                        + (followers.size() == 1 ? "uses" : "use") + " it")
                        + ", and wait until the instances are gone",
                Phase.FINALIZE,
                followers.isEmpty()
                        ? request.policy().deadlines().gone()
                        : request.policy()
                                .deadlines()
                                .unused()
                                .plus(request.policy().deadlines().gone()));
    }

    @Override
    public Progress perform(Scene scene) {
        GroupSize now = scene.look().fleet(color).size();
        if (now.min() != size || now.desired() > size) {
            if (instead != null && now.desired() > size) {
                Progress replaced = replaced(instead, scene);
                if (!(replaced instanceof Progress.Done)) {
                    return replaced;
                }
            }
            scene.resize(color, Resize.to(size, size));
        }
        Fleet fleet = scene.look().fleet(color);
        Remaining left = Remaining.of(fleet);
        left.note(scene, color);
        if (left.fit(size)) {
            return Progress.done();
        }
        return Progress.notYet(
                        Words.count(left.count(), "instance") + " of " + group() + " still there: " + left.named(),
                        "expected " + group() + " to shrink to " + Words.count(size, preimage.unit()) + ", found "
                                + left.named(),
                        left.remedy(fleet))
                .expecting(Outlook.gradual());
    }

    /**
     * Requires that the other fleet serves now; a cutover that is past is no reason to terminate anything: that fleet
     * may have lost members since, or its requests.
     */
    private Progress replaced(Color serves, Scene scene) {
        Fleet fleet = scene.look().fleet(serves);
        GroupName other = StandIn.environment(request).group(serves);
        int needed = Math.max(1, fleet.size().desired());
        Set<InstanceId> served = scene.look().traffic().side(serves).serving();
        int serving = fleet.instances().stream()
                .filter(member -> served.contains(member.id()))
                .mapToInt(Instance::weight)
                .sum();
        if (serving >= needed) {
            return Progress.done();
        }
        return Progress.notYet(
                serving + " of " + needed + " of " + other + " serving",
                "expected " + other + " to serve with " + Words.count(needed, fleet.unit()) + " before "
                        + group() + " is scaled down, found " + serving
                        + " serving",
                "see whether " + preimage.route().name() + " still leads to them, and why their health checks fail; "
                        + group() + " is kept until then");
    }

    /** Who is called after the clean-up is not called where there was none. */
    @Override
    public boolean holdsUp() {
        return true;
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public Residue residue() {
        return new Residue(
                group() + " may still run instances that serve nobody",
                "once none of them gets traffic, set its minimum size and its desired capacity to " + size);
    }
}
