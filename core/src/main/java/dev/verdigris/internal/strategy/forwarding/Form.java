package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Listeners.Split;
import java.util.List;

/**
 * Has the routes name the target groups of both colors, the idle one at weight 0: targets of a group that no route names are
 * not health-checked. Where nobody serves, the color that is to serve gets weight 0 too, until it is healthy. Nobody gets
 * other requests by it, so that it is not undone.
 *
 * @param terms the switch
 */
record Form(Terms terms) implements Step {

    /** The step, if any route needs it. */
    static List<Step> of(Terms terms) {
        return new Form(terms).unready().isEmpty() ? List.of() : List.of(new Form(terms));
    }

    private ForwardingRoute route() {
        return ForwardingRoute.of(terms.route());
    }

    private boolean ready(Split split) {
        boolean idle = terms.from() != null || split.weight(route().arn(terms.to())) == 0;
        return route().formed(split) && idle;
    }

    private List<String> unready() {
        return route().ways().stream()
                .filter(way -> !ready(way.was()))
                .map(way -> way.name() + " (" + route().words(way.was()) + ")")
                .toList();
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "form",
                "have " + String.join(" and ", unready()) + " name "
                        + (route().successor() == null
                                ? "the target groups of both colors, that of " + terms.to()
                                : route().group(terms.to()).name() + ", too,")
                        + " at weight 0, so that its targets are health-checked before they get requests",
                Phase.PREPARE,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        if (terms.from() == null) {
            Routes.of(scene).only(scene, terms.to().other());
        } else {
            Routes.of(scene).form(scene);
        }
        boolean ready = Routes.state(scene.look()).found().stream().allMatch(way -> ready(way.split()));
        return ready
                ? Progress.done()
                : Progress.notYet("not every route names both target groups", "see who else changes " + route().name());
    }
}
