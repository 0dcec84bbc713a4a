package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.List;

/** Deployments whose new fleet serves on trial before they are finalized. */
final class BakeScenarios {
    private static final Bake BAKE = Bake.of(Duration.ofSeconds(45));

    private final Scenarios scenarios;
    private final Environment environment;

    BakeScenarios(Scenarios scenarios) {
        this.scenarios = scenarios;
        this.environment = scenarios.environment();
    }

    List<Scenario> all() {
        Deployment letting = scenarios.letting().withBake(BAKE);
        Deployment first = scenarios.deployment().withCapacity(3).withBake(BAKE);
        return List.of(
                Scenario.of(
                        "deploy with a bake, letting the old fleet go",
                        environment,
                        scenarios::serving,
                        on -> on.deploy(letting)),
                Scenario.of(
                        "deploy with a bake over a warm fleet",
                        environment,
                        scenarios::warm,
                        on -> on.deploy(scenarios.deployment().withBake(BAKE))),
                Scenario.of(
                        "deploy with a bake by stale reads",
                        environment,
                        scenarios::stale,
                        on -> on.deploy(scenarios.deployment().withBake(BAKE))),
                Scenario.of("first deployment with a bake", environment, scenarios::empty, on -> on.deploy(first)));
    }
}
