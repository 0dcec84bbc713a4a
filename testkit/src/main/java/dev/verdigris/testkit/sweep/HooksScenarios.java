package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is done where a hook is called at each point. */
final class HooksScenarios {
    private static final Set<String> CALLED = Set.of(
            "deploy, letting the old fleet go",
            "deploy over a warm fleet",
            "first deployment",
            "rollback that takes over while the old fleet drains",
            "start after a shutdown",
            "cleanup");

    private final Scenarios scenarios;

    HooksScenarios(Scenarios scenarios) {
        this.scenarios = scenarios.in(HooksAccount.WELL);
    }

    List<Scenario> all() {
        Environment environment = scenarios.environment();
        List<Scenario> all = new ArrayList<>();
        scenarios.plain().stream()
                .filter(scenario -> CALLED.contains(scenario.name()))
                .forEach(all::add);
        all.add(Scenario.of(
                "deploy with a bake",
                environment,
                scenarios::serving,
                on -> on.deploy(scenarios.deployment().withBake(BakeScenarios.BAKE))));
        return all.stream()
                .map(scenario -> scenario.named(scenario.name() + ", with " + HooksAccount.WELL))
                .toList();
    }
}
