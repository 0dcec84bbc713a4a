package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.RequiredPort;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.TrafficPreflight;
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
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Permit;
import dev.verdigris.request.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By forwarding to a target group of each color: the new instances become healthy at weight 0, and then the weights of all
 * routes change.
 *
 * @param traffic how it is set
 * @param successor the target group of the color that a group stands in for, which is to have the place of that group's own;
 *     null if none does
 */
public record Forwarding(
        Traffic.Forwarding traffic, @Nullable TargetGroupRef successor) implements TrafficStrategy {

    /** What it is called in the deployment state. */
    public static final String ID = "forwarding";

    /**
     * Reads how it is set.
     *
     * @throws IllegalArgumentException if that is not there, or not readable
     */
    public static Traffic traffic(Facts facts) {
        return ForwardingText.traffic(facts);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void write(Facts facts) {
        ForwardingText.write(facts, traffic);
    }

    @Override
    public void write(Facts facts, Route was) {
        ForwardingText.write(facts, ForwardingRoute.of(was));
    }

    @Override
    public Route read(Facts facts) {
        return ForwardingText.read(facts);
    }

    @Override
    public TrafficState observe(Cloud cloud, Fleet blueFleet, Fleet greenFleet) {
        Listeners listeners = listeners(cloud);
        Set<TargetGroupRef> refs = new LinkedHashSet<>(traffic.targetGroups());
        if (successor != null) {
            refs.add(successor);
        }
        Map<TargetGroupRef, TargetGroup> groups = cloud.targetGroups().describe(refs);
        TargetGroup blue = existing(traffic.blue(), groups.get(traffic.blue()));
        TargetGroup green = existing(traffic.green(), groups.get(traffic.green()));
        List<Listeners.Route> found = found(listeners);
        Membership members = Membership.of(blueFleet, greenFleet);
        List<ForwardingRoute.Way> ways = found.stream()
                .map(way -> new ForwardingRoute.Way(way.arn(), way.name(), way.split()))
                .toList();
        ColoredTargets inBlue =
                ColoredTargets.of(ColoredTargets.health(blue, cloud.targetGroups()::health), members::color);
        ColoredTargets inGreen =
                ColoredTargets.of(ColoredTargets.health(green, cloud.targetGroups()::health), members::color);
        ByHand byHand = ByHand.observed(
                new ByHand.Side(Color.BLUE, blueFleet, blue, inBlue),
                new ByHand.Side(Color.GREEN, greenFleet, green, inGreen));
        return ForwardingState.of(
                new ForwardingRoute(
                        blue,
                        green,
                        ways,
                        traffic.hold(),
                        traffic.stickiness(),
                        byHand,
                        successor == null ? null : existing(successor, groups.get(successor))),
                found,
                inBlue,
                inGreen,
                Set.of(),
                members);
    }

    private List<Listeners.Route> found(Listeners listeners) {
        Set<RouteRef> refs = new LinkedHashSet<>(traffic.routes());
        Map<RouteRef, Listeners.Route> all = listeners.describe(refs);
        List<Listeners.Route> found = new ArrayList<>();
        for (RouteRef ref : refs) {
            found.add(Routes.existing(ref, all.get(ref)));
        }
        return found;
    }

    private static TargetGroup existing(TargetGroupRef ref, @Nullable TargetGroup group) {
        if (group == null) {
            throw new PortException.NotFound(
                    "elasticloadbalancing:DescribeTargetGroups",
                    "expected the target group '" + ref + "', found none of that name",
                    null);
        }
        return group;
    }

    private static Listeners listeners(Cloud cloud) {
        return RequiredPort.of(cloud.listeners(), "listeners", "by which traffic is forwarded");
    }

    @Override
    public TrafficReader reader(Cloud cloud, Route route, Course course, @Nullable Memory memory) {
        boolean shifted = memory != null && memory.shifted();
        return new Routes(
                cloud.targetGroups(),
                listeners(cloud),
                cloud.time(),
                ForwardingRoute.of(route),
                new TakenOut(course.from(), !shifted),
                shifted);
    }

    @Override
    public TrafficPreflight preflight(Cloud cloud, Snapshot snapshot) {
        return new ForwardingPreflight(snapshot, cloud.targetGroups(), listeners(cloud));
    }

    /**
     * Nothing can be sent to a route that changes nothing and proves anything: what is written there takes back what another
     * hand writes at the same moment. A route that cannot be written is found at the shift, which then goes back. Members
     * that nobody else registers we must be able to deregister, too.
     */
    @Override
    public void rehearse(Cloud cloud, Terms terms, Permit permit) {
        permit.check();
        ForwardingRoute route = ForwardingRoute.of(terms.route());
        if (route.byHand() != null) {
            for (Color color : Color.values()) {
                cloud.targetGroups().rehearseDeregistration(route.group(color), permit);
            }
        }
    }

    @Override
    public List<Step> prepare(Terms terms) {
        return Form.of(terms);
    }

    @Override
    public List<Step> shift(Terms terms) {
        List<Step> steps = new ArrayList<>(Register.of(terms));
        steps.add(new AwaitHealthy(terms));
        steps.addAll(Stages.steps(terms, stage -> new ShiftWeights(terms, stage)));
        return steps;
    }

    /** Weights are never all zero: requests go to the target group of the empty fleet, where nobody answers them. */
    @Override
    public List<Step> end(Terms terms) {
        return Stages.steps(terms, stage -> new ShiftWeights(terms, stage));
    }

    @Override
    public List<Step> release(Terms terms) {
        return terms.from() == null ? List.of() : List.of(new Hold(terms));
    }

    @Override
    public List<Step> retire(Request request, Preimage preimage, Color color, Phase phase) {
        return Drain.of(request, preimage, color, phase);
    }

    @Override
    public List<Step> close(Terms terms) {
        return ForwardingRoute.of(terms.route()).successor() == null ? List.of() : List.of(new OwnForm(terms));
    }

    @Override
    public List<Difference> drift(Snapshot snapshot) {
        return ForwardingDrift.of(snapshot);
    }
}
