package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Request;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the targets of a fleet that gets no requests out of its target group, and waits until they have drained, before
 * anything ends them: Auto Scaling does so only where it is attached. Nobody gets other requests by it, so that it is not
 * undone; a rollback registers them again.
 *
 * @param request what was asked for
 * @param preimage everything as it was
 * @param color the fleet
 * @param phase the phase in which the fleet is made smaller
 */
record Drain(Request request, Preimage preimage, Color color, Phase phase) implements Step {

    /** The step, if nobody else has members drain. */
    static List<Step> of(Request request, Preimage preimage, Color color, Phase phase) {
        return ForwardingRoute.of(preimage.route()).byHand() == null
                ? List.of()
                : List.of(new Drain(request, preimage, color, phase));
    }

    private TargetGroup from() {
        return ForwardingRoute.of(preimage.route()).group(color);
    }

    private GroupName group() {
        return request.environment().group(color);
    }

    @Override
    public PlannedStep planned() {
        Duration delay = from().deregistrationDelay();
        Duration deadline = delay.plus(request.policy().deadlines().drainMargin());
        return new PlannedStep(
                "drain:" + color.label(),
                "deregister the members of " + group() + " from " + from().name()
                        + ", where they get no requests, and wait until they have drained (" + Words.duration(delay)
                        + "), at most " + Words.duration(deadline),
                phase,
                deadline);
    }

    @Override
    public Progress perform(Scene scene) {
        return drained(scene, color, group());
    }

    /** Deregisters all targets of a color that gets no requests. */
    static Progress drained(Scene scene, Color color, GroupName group) {
        if (scene.look().traffic().reaches(color)) {
            return Progress.notYet(
                    group + " gets requests",
                    "see who changes " + Routes.state(scene.look()).route().name()
                            + ": its fleet is kept while it serves");
        }
        Set<Target> registered = new LinkedHashSet<>();
        Routes.state(scene.look()).registered(color).forEach(health -> registered.add(health.target()));
        if (!registered.isEmpty()) {
            Routes.of(scene).deregister(scene, registered);
        }
        ForwardingState left = Routes.state(scene.look());
        int still = left.registered(color).size();
        int draining = left.targets(color).draining(color).size();
        return still + draining == 0
                ? Progress.done()
                : Progress.notYet(
                        still + " targets of " + group + " registered, " + draining + " draining",
                        "expected the members of " + group + " to have drained, found " + still + " registered and "
                                + draining + " draining",
                        "wait until they have, before anything ends them");
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public Residue residue() {
        return new Residue(
                "members of " + group() + " may still be registered in " + from().name() + ", or finish requests there",
                "deregister them, and wait until they have drained, before anything ends them");
    }
}
