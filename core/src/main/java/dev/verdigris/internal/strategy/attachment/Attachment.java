package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.RequiredPort;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.step.AwaitHealthy;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Route;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.TrafficReader;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strategy of attachment of one target group: it is attached to the new color's group beside the old one's, and once the
 * new members are healthy it is detached from the old one's.
 *
 * @param targetGroup the target group, as the user names it
 */
public record Attachment(TargetGroupRef targetGroup) implements TrafficStrategy {

    private static final String TARGET_GROUP = "environment.traffic.target-group";

    /** The name of the strategy in the deployment state. */
    public static final String ID = "attachment";

    /**
     * Reads how it is set.
     *
     * @throws IllegalArgumentException if that is not there, or not readable
     */
    public static Traffic traffic(Facts facts) {
        return Traffic.attachment(facts.get(TARGET_GROUP));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void write(Facts facts) {
        facts.put(TARGET_GROUP, targetGroup);
    }

    @Override
    public void write(Facts facts, Route was) {
        AttachmentText.write(facts, AttachmentRoute.of(was));
    }

    @Override
    public Route read(Facts facts) {
        return AttachmentText.read(facts);
    }

    @Override
    public TrafficState observe(Cloud cloud, Fleet blue, Fleet green) {
        attachments(cloud);
        TargetGroup group = cloud.targetGroups().find(targetGroup);
        return AttachmentState.observed(group, ColoredTargets.health(group, cloud.targetGroups()::health), blue, green);
    }

    private static Attachments attachments(Cloud cloud) {
        return RequiredPort.of(cloud.attachments(), "attachments", "by which traffic is moved");
    }

    @Override
    public TrafficReader reader(Cloud cloud, Route route, Course course, @Nullable Memory memory) {
        return new AttachedGroups(cloud.targetGroups(), attachments(cloud), AttachmentRoute.of(route));
    }

    @Override
    public TrafficPreflight preflight(Cloud cloud, Snapshot snapshot) {
        return new AttachmentPreflight(snapshot, cloud.targetGroups(), attachments(cloud));
    }

    @Override
    public void rehearse(Cloud cloud, Terms terms, Permit permit) {
        attachments(cloud)
                .rehearseDetaching(
                        terms.toGroup(), AttachmentRoute.of(terms.route()).group(), permit);
    }

    @Override
    public List<Step> prepare(Terms terms) {
        return AttachedAlready.is(terms) ? List.of(new AttachedAlready(terms)) : List.of();
    }

    @Override
    public List<Step> shift(Terms terms) {
        return Detach.old(terms) == null
                ? List.of(new Attach(terms), new AwaitHealthy(terms))
                : List.of(new Attach(terms), new AwaitHealthy(terms), new Detach(terms));
    }

    @Override
    public List<Step> end(Terms terms) {
        return List.of(new Withdraw(terms));
    }

    @Override
    public List<Step> release(Terms terms) {
        return terms.from() == null ? List.of() : List.of(new AwaitRemoved(terms));
    }

    @Override
    public List<Difference> drift(Snapshot snapshot) {
        return AttachmentDrift.of(snapshot);
    }
}
