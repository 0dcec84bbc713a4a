package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of a change by which instances come into traffic or leave it, whatever its name. */
final class TrafficRules {
    private final SimulatedCloud cloud;
    private final Violations violations;
    private final ServedSizes served;
    /** What has left traffic by a deployment, of whatever process, and has not come again. */
    private final Set<InstanceId> takenOut = new HashSet<>();

    TrafficRules(SimulatedCloud cloud, Violations violations, ServedSizes served) {
        this.cloud = cloud;
        this.violations = violations;
        this.served = served;
    }

    /**
     * A change has taken effect.
     *
     * @param beganBy the process that began what is in progress; null if that was under way when it was first seen
     */
    void effect(Sent sent, WorldNow before, WorldNow after, @Nullable String beganBy) {
        Color live = sent.live();
        for (Color color : Color.values()) {
            Set<InstanceId> came = before.side(color).came(after.side(color));
            if (!came.isEmpty()) {
                staysOut(sent, color, came);
                newOnly(sent, color, came, live, beganBy);
                drainedByOthers(sent, came, beganBy);
            }
        }
        Set<InstanceId> left = new HashSet<>();
        for (Color color : Color.values()) {
            Set<InstanceId> of = before.side(color).left(after.side(color));
            if (!of.isEmpty() && color == live && (sent.isVerb("deploy") || sent.isVerb("rollback"))) {
                served.takenOut(color, sent);
                asManyAsAsked(sent, color, after);
            }
            left.addAll(of);
        }
        if (!left.isEmpty()) {
            leaving(sent, left, live);
            if (live != null
                    && !sent.endsService()
                    && before.serves()
                    && !after.serves()
                    && sent.view().serving() == 0) {
                violations.add(Invariant.NO_LOST_REQUEST, sent.call(), "nobody healthy is left to serve");
            }
        }
    }

    /** While the new color serves on trial, and from then on, nothing that goes forward brings the old one back. */
    private void staysOut(Sent sent, Color color, Set<InstanceId> came) {
        Phase phase = sent.inProgress().phase();
        if (phase != null
                && phase.compareTo(Phase.SHIFT) > 0
                && color == sent.live()
                && sent.inProgress().direction() == Direction.FORWARD) {
            violations.add(
                    phase.reversible() ? Invariant.BAKE : Invariant.POINT_OF_NO_RETURN,
                    sent.call(),
                    "it brings " + came + " of " + color + " back, which it has taken out of traffic");
        }
    }

    /** What serves until then leaves for good once as many of the other color were seen healthy as were asked for. */
    private void asManyAsAsked(Sent sent, Color live, WorldNow after) {
        Integer asked = sent.inProgress().capacity();
        boolean last = sent.inProgress().direction() == Direction.FORWARD
                && after.side(live).routed().isEmpty();
        int enough = asked == null ? 0 : tolerated(sent, asked);
        if (last && sent.view().most(live.other()) < enough) {
            violations.add(
                    Invariant.AS_MANY_AS_SERVED,
                    sent.call(),
                    asked + " were asked for, and " + sent.process() + " has seen "
                            + sent.view().most(live.other()) + " healthy");
        }
    }

    /** A first deployment takes for its own what was being launched when it began: it ends nothing, and nobody was in service. */
    private void newOnly(Sent sent, Color color, Set<InstanceId> came, @Nullable Color live, @Nullable String beganBy) {
        if (!sent.renews() || color == live || beganBy == null) {
            return;
        }
        nobodyServed(sent, live);
        if (sent.isVerb("start")
                || (sent.backToNobody() && color != sent.inProgress().to())) {
            // It brings up what the fleet is, which somebody may have begun to do before; or routes are as they were,
            // by
            // which somebody who scales that fleet out has it serve.
            return;
        }
        for (InstanceId id : came) {
            SimulatedInstance instance = cloud.instance(id);
            boolean older = live == null
                    ? sent.began().wasInService(color, instance)
                    : sent.began().had(color, instance);
            if (older) {
                violations.add(
                        Invariant.NEW_INSTANCES_ONLY, sent.call(), id + " is older than the deployment that serves it");
            }
        }
    }

    /** What is in progress goes by what it has put in the deployment state, which may not be nobody where somebody served. */
    private void nobodyServed(Sent sent, @Nullable Color live) {
        Color served = sent.began().serving();
        if (live == null && served != null) {
            violations.add(
                    Invariant.TRUTH,
                    sent.call(),
                    "the deployment state says that nobody served, and " + served + " did");
        }
    }

    /**
     * Whoever resumes what another process began cannot tell what that one has taken out; on a way back all that served is
     * to serve again.
     */
    private void drainedByOthers(Sent sent, Set<InstanceId> came, @Nullable String beganBy) {
        boolean knows = sent.inProgress().direction() == Direction.FORWARD
                && !sent.isVerb("rollback")
                && Objects.equals(sent.process(), beganBy);
        for (InstanceId instance : came) {
            if (knows && !takenOut.contains(instance) && sent.view().sawGo(instance)) {
                violations.add(Invariant.DRAINED_BY_OTHERS, sent.call(), instance + " drains by another hand");
            }
        }
        takenOut.removeAll(came);
        sent.view().come(came);
    }

    /** What is enough where so much is needed, by what a deployment may do without on its way forward. */
    private static int tolerated(Sent sent, int needed) {
        return sent.isVerb("deploy") && sent.inProgress().direction() == Direction.FORWARD
                ? sent.inProgress().policy().tolerance().enough(needed)
                : needed;
    }

    private void leaving(Sent sent, Set<InstanceId> left, @Nullable Color live) {
        nobodyServed(sent, live);
        takenOut.addAll(left);
        ProcessView view = sent.view();
        boolean healthy = view.leave(left);
        int needed = live == null || sent.endsService() ? 0 : view.floor(live);
        if (!view.isComplete()) {
            violations.add(
                    Invariant.CANNOT_TELL,
                    sent.call(),
                    "what " + sent.process() + " knew of both fleets and of the targets when it took " + left + " out");
        }
        if (live != null && sent.isVerb("rollback") && sent.inProgress().direction() == Direction.FORWARD) {
            needed = Math.min(needed, served.enough(live.other(), sent).least());
        }
        needed = tolerated(sent, needed);
        if (healthy && view.serving() < needed) {
            violations.add(
                    Invariant.CAPACITY,
                    sent.call(),
                    view.serving() + " healthy would be left by the read before it, and " + needed + " must be");
        }
    }
}
