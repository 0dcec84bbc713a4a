package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.HealthGate;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Stages;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Shift;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives the new color its part of the requests of every route, if the gate holds for that part at that moment, and reads back
 * that it is so. What undoes it, and all stages after it, is the shift back, of whatever routes were written.
 *
 * @param terms the switch
 * @param stage the part
 */
record ShiftWeights(Terms terms, Shift.Stage stage) implements Step {

    private ForwardingRoute route() {
        return ForwardingRoute.of(terms.route());
    }

    private boolean first() {
        return Stages.first(terms, stage);
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                terms.shift().atOnce() ? "shift" : Stages.id(stage),
                "forward " + (stage.last() ? "all" : stage.percent() + " % of the") + " requests of "
                        + route().name() + " to " + route().group(terms.to()).name()
                        + (terms.ends() ? ", whose fleet is empty, so that nobody serves" : "") + sticky()
                        + ", and read back that it is so",
                Phase.SHIFT,
                first()
                        ? terms.deadlines().healthy()
                        : terms.deadlines().inService().plus(terms.deadlines().healthy()));
    }

    private String sticky() {
        if (!first() || route().sticky().isEmpty()) {
            return "";
        }
        if (route().stickiness() == Stickiness.REMOVE) {
            return ", and take the stickiness off " + Words.list(route().sticky()) + " in the same write, for good";
        }
        return stage.last()
                ? ""
                : ", those of clients aside that a cookie keeps where they are (" + Words.list(route().sticky()) + ")";
    }

    @Override
    public Progress perform(Scene scene) {
        Color from = terms.from();
        if (!at(scene)) {
            Duration drain = route().drain(state(scene).found());
            if (from != null && !terms.verb().goesBack() && drain.compareTo(route().drain()) > 0) {
                return stickier(drain);
            }
            Progress gate = HealthGate.cutover(terms, scene, stage.percent());
            if (!(gate instanceof Progress.Done)) {
                return gate;
            }
        }
        Routes.of(scene).toward(scene, terms.to(), stage.percent());
        if (at(scene) && (from == null || !stage.last() || scene.out(from))) {
            return Progress.done();
        }
        return Progress.notYet(
                Words.list(from == null ? state(scene).told() : state(scene).told(from)),
                "see who else changes " + route().name() + ", or registers members of another color");
    }

    /**
     * A client with a cookie that the plan knows nothing of would find the old fleet gone. A way back is not held up by that:
     * its hold waits for what is found.
     */
    private Progress stickier(Duration drain) {
        return Progress.failed(
                "expected " + route().name() + " to send nobody to " + terms.fromGroup() + " "
                        + Words.duration(route().drain()) + " after the switch, found stickiness by which they may for "
                        + Words.duration(drain),
                "deploy again, which plans with that; or take the stickiness off");
    }

    private static ForwardingState state(Scene scene) {
        return Routes.state(scene.look());
    }

    private boolean at(Scene scene) {
        return state(scene).at(terms.to(), stage.percent());
    }

    /** All at once it is the only thing in its phase; stages are told apart by the deployment state. */
    @Override
    public boolean announced() {
        return !terms.shift().atOnce();
    }

    @Override
    public boolean reversible() {
        return first();
    }

    /** Where somebody left the old target group out, its targets are health-checked again before they get requests. */
    @Override
    public Progress undo(Scene scene) {
        Routes routes = Routes.of(scene);
        if (!routes.asBefore(scene.look(), terms)) {
            Progress back = Register.back(scene, terms);
            if (!(back instanceof Progress.Done)) {
                return back;
            }
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
        return Routes.state(scene.look()).fades(terms.to())
                ? Progress.notYet(
                        "requests may still come to " + terms.toGroup(),
                        "wait until every node of the load balancer forwards as before, and the cookies of clients have"
                                + " ended; or take off the stickiness")
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
    public @Nullable Residue residue() {
        if (!first()) {
            return null;
        }
        return new Residue(
                route().name() + " may still forward to "
                        + route().group(terms.to()).name(),
                terms.from() == null
                        ? "give its target group weight 0"
                        : "once all members of " + terms.fromGroup() + " are healthy, give "
                                + route().group(terms.leaving()).name() + " all the weight");
    }
}
