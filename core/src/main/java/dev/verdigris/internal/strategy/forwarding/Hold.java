package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Outlook;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Leaves the old fleet as it is until every node of the load balancer forwards by the new weights, and every cookie that
 * names the old target group has ended. Its requests in flight go on; once its instances end, Auto Scaling has them drain.
 *
 * @param terms the switch
 */
record Hold(Terms terms) implements Step {

    private ForwardingRoute route() {
        return ForwardingRoute.of(terms.route());
    }

    @Override
    public PlannedStep planned() {
        Duration cookie = route().drain().minus(route().hold());
        return new PlannedStep(
                "hold",
                "leave " + terms.fromGroup() + " as it is for " + Words.duration(route().drain())
                        + ", until every node of the load balancer forwards by the new weights"
                        + (cookie.isZero()
                                ? ""
                                : " and the cookies of clients that were sent to it have ended ("
                                        + Words.list(route().sticky()) + ")"),
                Phase.FINALIZE,
                route().drain().plus(terms.deadlines().drainMargin()));
    }

    /**
     * What somebody has taken out of a route meanwhile is named there again, so that its targets are health-checked; until
     * they are healthy the guard lets no requests go to them.
     */
    @Override
    public Progress perform(Scene scene) {
        if (!Routes.state(scene.look()).at(terms.to())) {
            Routes.of(scene).form(scene);
            Routes.of(scene).toward(scene, terms.to(), ForwardingRoute.ALL);
        }
        ForwardingState state = Routes.state(scene.look());
        if (!state.view().reaches(terms.leaving()) && !state.fades(terms.leaving())) {
            tellOthers(scene, state);
            return Progress.done();
        }
        return Progress.notYet(
                        "requests may still come to " + terms.fromGroup(),
                        "expected no requests to " + terms.fromGroup() + " any more, found that "
                                + Words.list(state.told(terms.leaving())) + ", and that the hold is not over",
                        "see who else changes " + route().name() + ", or registers members of " + terms.fromGroup()
                                + " in the other target group")
                .expecting(Outlook.watched(Routes.of(scene).fadesFor()));
    }

    /** What somebody sends elsewhere stays as it is, and is told: neither color answers it. */
    private static void tellOthers(Scene scene, ForwardingState state) {
        new RouteFindings(state).others().forEach(other -> scene.note(other.problem() + "; " + other.remedy()));
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public Residue residue() {
        return new Residue(
                "requests may still come to " + terms.fromGroup() + " by " + route().name(),
                "see that its target group has weight 0, and wait " + Words.duration(route().drain()));
    }
}
