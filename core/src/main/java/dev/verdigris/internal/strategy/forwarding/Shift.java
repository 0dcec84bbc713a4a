package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.HealthGate;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Gives the new color all requests of every route, if the gate still holds at that moment, and reads back that it is so. What
 * undoes it is the shift back, of whatever routes were written.
 *
 * @param terms the switch
 */
record Shift(Terms terms) implements Step {

    private ForwardingRoute route() {
        return ForwardingRoute.of(terms.route());
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "shift",
                "forward all requests of " + route().name() + " to "
                        + route().group(terms.to()).name() + removed() + ", and read back that it is so",
                Phase.SHIFT,
                terms.deadlines().healthy());
    }

    private String removed() {
        boolean removes =
                route().stickiness() == Stickiness.REMOVE && !route().sticky().isEmpty();
        return removes
                ? ", and take the stickiness off " + Words.list(route().sticky()) + " in the same write, for good"
                : "";
    }

    @Override
    public Progress perform(Scene scene) {
        if (!Routes.state(scene.look()).at(terms.to())) {
            Progress gate = HealthGate.cutover(terms, scene);
            if (!(gate instanceof Progress.Done)) {
                return gate;
            }
        }
        Routes.of(scene).toward(scene, terms.to());
        Color from = terms.from();
        ForwardingState state = Routes.state(scene.look());
        if (state.at(terms.to()) && (from == null || scene.out(from))) {
            return Progress.done();
        }
        return Progress.notYet(Words.list(state.told()), "see who else changes " + route().name());
    }

    @Override
    public boolean reversible() {
        return true;
    }

    /** Where somebody left the old target group out, its targets are health-checked again before they get requests. */
    @Override
    public Progress undo(Scene scene) {
        Routes routes = Routes.of(scene);
        if (!routes.asBefore(scene.look(), terms)) {
            routes.form(scene);
            Color from = terms.from();
            if (from != null && !scene.steady(from)) {
                return Progress.notYet(
                        "members of " + terms.fromGroup() + " not yet healthy in two consecutive polls",
                        "see why the health checks of " + route().name() + " fail on them");
            }
            routes.back(scene, terms);
        }
        if (!routes.asBefore(scene.look(), terms)) {
            return Progress.notYet(
                    Words.list(Routes.state(scene.look()).told()), "see who else changes " + route().name());
        }
        boolean fading = !scene.look().traffic().side(terms.to()).draining().isEmpty();
        return fading
                ? Progress.notYet(
                        "requests may still come to " + terms.toGroup(),
                        "wait until every node of the load balancer forwards as before")
                : Progress.done();
    }

    @Override
    public Duration undoDeadline() {
        return terms.deadlines()
                .healthy()
                .plus(route().drain())
                .plus(terms.deadlines().drainMargin());
    }

    @Override
    public Residue residue() {
        return new Residue(
                route().name() + " may still forward to "
                        + route().group(terms.to()).name(),
                terms.from() == null
                        ? "give its target group weight 0"
                        : "once all members of " + terms.fromGroup() + " are healthy, give "
                                + route().group(terms.leaving()).name() + " all the weight");
    }
}
