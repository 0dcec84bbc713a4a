package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;

/** Deployments whose new instances answer late, or join late: what does not wait for them serves with fewer than it must. */
final class LateScenarios {
    private static final int NEW = 3;

    private final Scenarios all;
    private final Environment environment;

    LateScenarios(Scenarios all) {
        this.all = all;
        this.environment = all.environment();
    }

    /** It takes up to a minute from when an instance is in service until it answers, and more are asked for than there were. */
    Scenario answering() {
        Latency boot = Latency.between(Duration.ofSeconds(5), Duration.ofSeconds(60));
        return Scenario.of(
                "deploy what answers late",
                environment,
                seed -> all.world(seed)
                        .latencies(Scenarios.LATENCIES.withBoot(boot))
                        .serving(environment, new GroupSize(2, 10, NEW))
                        .build(),
                on -> on.deploy(all.letting().withCapacity(NEW + 2)));
    }

    /** The new fleet is scaled out as soon as all of it is registered. */
    Scenario joining() {
        return Scenario.of(
                "deploy what is scaled out meanwhile",
                environment,
                seed -> {
                    SimulatedCloud cloud = all.serving(seed);
                    scaleOut(cloud, cloud.group(environment, Color.GREEN));
                    return cloud;
                },
                on -> on.deploy(all.letting()));
    }

    private void scaleOut(SimulatedCloud cloud, SimulatedGroup fleet) {
        int registered = cloud.targetGroup(environment, Color.GREEN).registered(fleet);
        if (registered > 0 && registered == fleet.size().desired()) {
            fleet.scaleOut(1);
        } else {
            cloud.after(Duration.ofSeconds(5), () -> scaleOut(cloud, fleet));
        }
    }
}
