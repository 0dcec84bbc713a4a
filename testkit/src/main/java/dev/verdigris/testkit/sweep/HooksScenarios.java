package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Hook;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.SimulatedCloud;
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

    /** The hook before the clean-up fails when it is called for the first time. */
    private SimulatedCloud holding(long seed) {
        SimulatedCloud cloud = scenarios.serving(seed);
        cloud.hooks().stream()
                .filter(hook -> hook.point() == Hook.Point.BEFORE_CLEAN_UP)
                .forEach(hook -> hook.failNext(1));
        return cloud;
    }

    /** What it held up is cleaned up by whoever resumes. */
    private Outcome resumed(BlueGreen on) {
        Outcome outcome = on.deploy(scenarios.letting());
        return heldUp(outcome) ? on.resume(scenarios.environment()) : outcome;
    }

    /** Whether a hook before the clean-up has failed, which says nothing of the next call. */
    static boolean heldUp(Outcome outcome) {
        return outcome instanceof Outcome.FailedDirty left
                && left.residue().stream()
                        .anyMatch(each -> each.toString().contains("what was to be cleaned up is kept"));
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
        all.add(Scenario.of("deploy whose clean-up is held up", environment, this::holding, this::resumed));
        return all.stream()
                .map(scenario -> scenario.named(scenario.name() + ", with " + HooksAccount.WELL))
                .toList();
    }
}
