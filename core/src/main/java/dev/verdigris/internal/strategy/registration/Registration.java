package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.RequiredPort;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.step.AwaitHealthy;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Stages;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.targets.TakenOut;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.Route;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.TrafficReader;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strategy of registration in one target group: the new instances are registered beside the old ones, and once they
 * are healthy the old ones are deregistered.
 *
 * @param targetGroup the target group, as the user names it
 * @param standIn the color that a group stands in for, which may be in the target group by attachment; null if none does
 */
public record Registration(
        TargetGroupRef targetGroup, @Nullable Color standIn) implements TrafficStrategy {

    private static final String TARGET_GROUP = "environment.traffic.target-group";

    /** The name of the strategy in the deployment state. */
    public static final String ID = "registration";

    /**
     * Reads how it is set.
     *
     * @throws IllegalArgumentException if that is not there, or not readable
     */
    public static Traffic traffic(Facts facts) {
        return Traffic.registration(facts.get(TARGET_GROUP));
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
        PoolText.write(facts, PoolRoute.of(was));
    }

    @Override
    public Route read(Facts facts) {
        return PoolText.read(facts);
    }

    @Override
    public TrafficState observe(Cloud cloud, Fleet blue, Fleet green) {
        TargetGroup group = cloud.targetGroups().find(targetGroup);
        return PoolState.observed(
                group,
                attached(group, blue, green),
                ColoredTargets.health(group, cloud.targetGroups()::health),
                Membership.of(blue, green));
    }

    private @Nullable Color attached(TargetGroup group, Fleet blue, Fleet green) {
        Fleet old = standIn == Color.BLUE ? blue : green;
        return standIn != null && old.attachedTargetGroups().contains(group.arn()) ? standIn : null;
    }

    private static Attachments attachments(Cloud cloud) {
        return RequiredPort.of(cloud.attachments(), "attachments", "by which the group is detached that is adopted");
    }

    @Override
    public TrafficReader reader(Cloud cloud, Route route, Course course, @Nullable Memory memory) {
        TakenOut takenOut = new TakenOut(course.from(), memory == null || !memory.shifted());
        PoolRoute pool = PoolRoute.of(route);
        return new Pool(cloud.targetGroups(), pool.attached() == null ? null : attachments(cloud), pool, takenOut);
    }

    @Override
    public TrafficPreflight preflight(Cloud cloud, Snapshot snapshot) {
        return new PoolPreflight(snapshot, new PortInquiry(cloud.targetGroups()));
    }

    @Override
    public void rehearse(Cloud cloud, Terms terms, Permit permit) {
        PoolRoute route = PoolRoute.of(terms.route());
        cloud.targetGroups().rehearseDeregistration(route.group(), permit);
        if (route.attached() != null) {
            attachments(cloud).rehearseDetaching(terms.toGroup(), route.group(), permit);
        }
    }

    @Override
    public List<Step> shift(Terms terms) {
        List<Step> steps = new ArrayList<>(
                terms.shift().atOnce()
                        ? List.of(new Register(terms), new AwaitHealthy(terms))
                        : Stages.steps(terms, stage -> new RegisterPart(terms, stage)));
        if (terms.from() != null) {
            steps.add(new Deregister(terms));
        }
        return steps;
    }

    @Override
    public List<Step> end(Terms terms) {
        return List.of(new Withdraw(terms));
    }

    @Override
    public List<Step> release(Terms terms) {
        return terms.from() == null ? List.of() : List.of(new AwaitDrained(terms));
    }

    @Override
    public List<Difference> drift(Snapshot snapshot) {
        return PoolDrift.of(snapshot);
    }
}
