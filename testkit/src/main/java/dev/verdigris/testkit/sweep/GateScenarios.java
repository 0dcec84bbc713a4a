package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.KeepWarm;
import java.time.Duration;
import java.util.List;

/**
 * Deployments that wait at gates: promoted, aborted and expired. Each of their verbs is several processes, one after the other, so
 * that they are also disturbed while nobody is at work.
 *
 * @param scenarios the worlds
 */
record GateScenarios(Scenarios scenarios) {
    private static final Duration EXPIRY = Duration.ofMinutes(10);

    List<Scenario> all() {
        Environment environment = scenarios.environment();
        Deployment deployment = deployment();
        Deployment both = deployment.withGate(Gate.beforeSwitch()).withGate(Gate.afterBake());
        Deployment after = deployment.withGate(Gate.afterBake());
        return List.of(
                Scenario.of(
                        "deploy with two gates, letting the old fleet go",
                        environment,
                        scenarios::serving,
                        on -> promoted(on, environment, on.deploy(both))),
                Scenario.of(
                        "deploy that is aborted before the switch, and the next one",
                        environment,
                        scenarios::serving,
                        on -> aborted(on, both)),
                Scenario.of(
                        "deploy that is aborted after the bake, and the next one",
                        environment,
                        scenarios::serving,
                        on -> aborted(on, after)),
                expired("goes on", deployment.withGate(Gate.afterBake().promotedAfter(EXPIRY))),
                expired(
                        "is rolled back, and the next one",
                        deployment.withGate(Gate.afterBake().abortedAfter(EXPIRY))));
    }

    private Deployment deployment() {
        return scenarios.deployment().withKeepWarm(KeepWarm.none());
    }

    /** A deployment that is resumed once its gate has expired: nobody comes before. */
    private Scenario expired(String what, Deployment waiting) {
        return Scenario.of(
                        "deploy whose gate expires and that " + what,
                        scenarios.environment(),
                        scenarios::serving,
                        on -> resumed(on, waiting))
                .withFacade(cloud -> BlueGreen.builder(cloud).listener(event -> {
                    if (event instanceof Event.StepPaused) {
                        pass(cloud);
                    }
                }));
    }

    private static void pass(Cloud cloud) {
        try {
            cloud.time().sleep(EXPIRY);
        } catch (InterruptedException e) {
            throw new IllegalStateException("expected nobody to interrupt a sweep", e);
        }
    }

    /** What it comes to once every gate that it comes to has been promoted. */
    static Outcome promoted(BlueGreen on, Environment environment, Outcome outcome) {
        Outcome now = outcome;
        while (now instanceof Outcome.Paused) {
            now = on.promote(GateRules.promotion(environment));
        }
        return now;
    }

    private Outcome aborted(BlueGreen on, Deployment waiting) {
        Outcome paused = on.deploy(waiting);
        return paused instanceof Outcome.Paused ? next(on, on.abort(scenarios.environment())) : paused;
    }

    private Outcome resumed(BlueGreen on, Deployment waiting) {
        Outcome paused = on.deploy(waiting);
        return paused instanceof Outcome.Paused ? next(on, on.resume(scenarios.environment())) : paused;
    }

    /** What has been rolled back stands in nobody's way. */
    private Outcome next(BlueGreen on, Outcome before) {
        return before instanceof Outcome.RolledBack ? on.deploy(deployment()) : before;
    }
}
