package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;

/** All that can be done where followers act on the active color, which is recorded before they are told. */
final class FollowersScenarios {
    private final Scenarios scenarios;

    FollowersScenarios(Scenarios scenarios) {
        this.scenarios = scenarios;
    }

    List<Scenario> all() {
        return scenarios.in(FollowersAccount.WELL).plain().stream()
                .filter(scenario -> !scenario.name().contains("before the new color is recorded"))
                .map(scenario -> scenario.named(scenario.name() + ", with " + FollowersAccount.WELL))
                .toList();
    }

    /** Has a process register all followers and hooks that there are. */
    static BlueGreen.Builder registered(BlueGreen.Builder builder, SimulatedCloud cloud) {
        cloud.followers().forEach(follower -> builder.follower(follower.name(), follower));
        cloud.hooks().forEach(hook -> builder.hook(hook.name(), hook.point(), hook));
        return builder;
    }
}
