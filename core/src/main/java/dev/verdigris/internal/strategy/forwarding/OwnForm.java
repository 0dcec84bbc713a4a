package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.report.Residue;
import java.util.Objects;
import java.util.Set;

/**
 * Has the routes name the target group of the color that does not serve, at weight 0, in the place of the one whose group
 * stood in for that color. Nobody is left there by then, and nobody gets other requests by it.
 *
 * @param terms the adoption
 */
record OwnForm(Terms terms) implements Step {

    private ForwardingRoute route() {
        return ForwardingRoute.of(terms.route());
    }

    private TargetGroup old() {
        return route().group(terms.leaving());
    }

    private TargetGroup successor() {
        return Objects.requireNonNull(route().successor());
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "own-form",
                "have " + route().name() + " name " + successor().name() + " in the place of " + old().name()
                        + ", at weight 0",
                Phase.FINALIZE,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        Color left = terms.leaving();
        if (scene.look().fleet(left).size().desired() > 0) {
            return Progress.failed(
                    "expected " + terms.fromGroup() + " to be empty before no route names " + old().name()
                            + " any more, found a desired capacity of "
                            + scene.look().fleet(left).size().desired(),
                    "see what keeps it, and resume");
        }
        if (gone(scene, left)) {
            Routes.of(scene).succeed(scene, left);
        }
        return Routes.state(scene.look()).found().stream().allMatch(way -> own(way.split()))
                ? Progress.done()
                : Progress.notYet(
                        "not every route names " + successor().name() + " and " + old().name() + " no more",
                        "see who else changes " + route().name());
    }

    private boolean own(Split split) {
        return split.names(successor().arn()) && !split.names(old().arn());
    }

    /** Whether nobody is left there who would not drain any more; what somebody sends requests to again is left there, too. */
    private boolean gone(Scene scene, Color left) {
        ForwardingState state = Routes.state(scene.look());
        Set<InstanceId> there = ColoredTargets.instances(state.registered(left));
        there.addAll(ColoredTargets.instances(state.targets(left).draining(left)));
        return scene.look().fleet(left).instances().stream().noneMatch(member -> there.contains(member.id()))
                && state.found().stream().allMatch(way -> way.split().weight(old().arn()) == 0);
    }

    @Override
    public Residue residue() {
        return new Residue(
                route().name() + " may still name " + old().name(),
                "take that out of the action, and name " + successor().name() + " there at weight 0");
    }
}
