package dev.verdigris.examples.comparison;

import dev.verdigris.model.Color;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.TrafficReport;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment of one fleet of 25 was measured to take, and the way back from it ten minutes later.
 *
 * @param took how long it was until the deployment had ended and no target drained any more
 * @param limit the {@link PhysicalLimit} of that
 * @param back how long it was from the order of the rollback to the last answer of the new version; null where there is
 *     none
 * @param failed the number of requests that got no good answer, in both
 * @param mixed how long both versions answered during the deployment, but for {@code spreading}
 * @param spreading how long both did because a write of the weights had not yet come to every node of the load balancer
 * @param calls how many calls the deployment sent
 */
record Measured(
        Duration took,
        Duration limit,
        @Nullable Duration back,
        long failed,
        Duration mixed,
        Duration spreading,
        int calls) {

    private static final int FLEET = 25;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** The first check of a target comes within one interval. */
    static final Latencies LATENCIES = Latencies.likeAws().withFirstCheck(Latency.between(Duration.ZERO, INTERVAL));

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMillis(100);

    /** Measures a way in a world of its own. */
    static Measured of(Way way, long seed) {
        SimulatedCloud cloud = SimulatedCloud.builder()
                .seed(seed)
                .latencies(LATENCIES)
                .healthCheck(new HealthCheck(INTERVAL, 2, 2))
                .deregistrationDelay(DRAIN)
                .requestsPerSecond(100)
                .serving(way.environment(), FLEET)
                .build();
        SimulatedGroup blue = cloud.group(way.environment(), Color.BLUE);
        blue.createTemplateVersion("1", "v1");
        blue.createTemplateVersion("2", "v2");
        blue.setTemplateVersion("1");
        int logged = cloud.log().size();
        Duration took = timed(cloud, way.deploy());
        Duration limit =
                PhysicalLimit.of(cloud.log().subList(logged, cloud.log().size()));
        TrafficReport traffic = cloud.traffic();
        int calls = cloud.changes() + cloud.reads();
        cloud.pass(KEPT);
        return new Measured(
                took,
                limit,
                back(cloud, way.rollback()),
                cloud.traffic().failed(),
                traffic.bothVersions().minus(traffic.bothWhilePropagating()),
                traffic.bothWhilePropagating(),
                calls);
    }

    private static Duration timed(SimulatedCloud cloud, Consumer<SimulatedCloud> verb) {
        Duration began = cloud.elapsed();
        verb.accept(cloud);
        while (drains(cloud)) {
            cloud.pass(STEP);
        }
        return cloud.elapsed().minus(began);
    }

    private static @Nullable Duration back(SimulatedCloud cloud, @Nullable Consumer<SimulatedCloud> rollback) {
        if (rollback == null) {
            return null;
        }
        LastAnswer last = LastAnswer.of(cloud, "v2");
        Duration began = cloud.elapsed();
        timed(cloud, rollback);
        return last.at().minus(began);
    }

    private static boolean drains(SimulatedCloud cloud) {
        return cloud.targetGroups().stream()
                .flatMap(group -> group.targets().stream())
                .anyMatch(target -> target.state() == TargetHealth.State.DRAINING);
    }

    /** How much longer the deployment took than it had to. */
    Duration over() {
        return took.minus(limit);
    }
}
