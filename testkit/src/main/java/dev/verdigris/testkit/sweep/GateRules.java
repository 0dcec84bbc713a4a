package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.DeploymentInProgress.Waiting;
import dev.verdigris.report.PromotedGate;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Promotion;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of gates: requests come to the new color, and the point of no return is passed, once the gate before that has
 * been promoted; that is done by somebody who was asked to, or because it has expired and says so; and its time counts from when
 * it was first reached.
 */
final class GateRules {
    private static final String WANTED = "\nrequest.gate ";
    /** Whoever promotes a gate says so in these words, so that one that nobody has promoted is told from it. */
    private static final String WHY = "it may go on";

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;

    GateRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    /** The promotion of what waits, by somebody who may do that. */
    static Promotion promotion(Environment environment) {
        return Promotion.of(environment).withReason(WHY);
    }

    /**
     * The deployment state says how far a deployment has come.
     *
     * @param was what it said of it before; null if it said nothing
     * @param passed whether it has passed the point of no return with this
     */
    void comesTo(Call call, @Nullable DeploymentInProgress was, DeploymentInProgress is, boolean passed) {
        Waiting waited = was == null ? null : was.waitingFor();
        Waiting waits = is.waitingFor();
        if (waited != null && waits != null && !waits.since().equals(waited.since())) {
            violations.add(
                    Invariant.GATES, call, "it waits since " + waits.since() + ", and did since " + waited.since());
        }
        List<? extends PromotedGate> before = was == null ? List.of() : was.promotions();
        is.promotions().stream().skip(before.size()).forEach(gate -> promoted(call, waited, gate));
        if (passed && shut(is, Gate.Point.AFTER_BAKE)) {
            violations.add(
                    Invariant.GATES, call, "it passes the point of no return, and nobody has promoted after-bake");
        }
    }

    private void promoted(Call call, @Nullable Waiting waited, PromotedGate gate) {
        if (waited == null || !waited.gate().equals(gate.gate())) {
            violations.add(Invariant.GATES, call, gate + ", where nothing waits");
            return;
        }
        Instant until = waited.until();
        boolean expired = until != null && !gate.at().isBefore(until);
        boolean asked = WHY.equals(gate.reason());
        if (expired ? waited.atExpiry() != Gate.AtExpiry.PROMOTE : !asked) {
            violations.add(
                    Invariant.GATES,
                    call,
                    gate + (expired ? ", and was to be aborted at " + until : ", and nobody was asked to"));
        }
    }

    /** Whether a deployment has a gate that was not promoted. */
    private boolean shut(DeploymentInProgress deployment, Gate.Point point) {
        String state = String.valueOf(cloud.deploymentState(environment));
        return state.contains(WANTED + point.label())
                && deployment.promotions().stream()
                        .noneMatch(promoted -> promoted.gate().equals(point.label()));
    }

    /** A change has taken effect. */
    void effect(Sent sent, WorldNow before, WorldNow after) {
        Color to = sent.inProgress().to();
        if (to == null || !sent.isVerb("deploy") || sent.inProgress().direction() == Direction.BACK) {
            return;
        }
        if (!before.side(to).came(after.side(to)).isEmpty() && shut(sent.inProgress(), Gate.Point.BEFORE_SWITCH)) {
            violations.add(
                    Invariant.GATES, sent.call(), "requests come to " + to + ", and nobody has promoted before-switch");
        }
    }
}
