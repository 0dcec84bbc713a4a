package dev.verdigris.examples.comparison;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * The calls that a deployment makes while it waits, and what it waits too long, for fleets of several sizes: at a fixed interval,
 * and by waits that know when to look next, side by side in the same worlds.
 */
public final class Waits {
    /** The number of worlds that the table of docs/performance.md is made in. */
    public static final int WORLDS = 50;

    private static final List<Integer> FLEETS = List.of(3, 25, 100);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Environment BETA = Environment.of("beta");
    static final Policy FIXED =
            Policy.defaults().withPollInterval(Policy.defaults().pollInterval());

    private static final String HEAD = "| instances | fixed interval: calls, worst | over the limit"
            + " | knowing: calls, worst | over the limit |\n|---|---|---|---|---|\n";

    private final List<String> rows;

    private Waits(List<String> rows) {
        this.rows = rows;
    }

    /**
     * Measures deployments by registration.
     *
     * @param worlds how many worlds each size is measured in, of the seeds from 1; at least one
     */
    public static Waits in(int worlds) {
        List<String> rows = new ArrayList<>();
        for (int fleet : FLEETS) {
            rows.add("| " + fleet + " | " + Mean.of(fleet, FIXED, worlds) + " | "
                    + Mean.of(fleet, Policy.defaults(), worlds) + " |");
        }
        return new Waits(rows);
    }

    @Override
    public String toString() {
        return HEAD + String.join("\n", rows);
    }

    /** What one deployment took. */
    record Wait(int calls, Duration over) {

        static Wait of(int fleet, Policy policy, long seed) {
            SimulatedCloud cloud = SimulatedCloud.builder()
                    .seed(seed)
                    .latencies(Measured.LATENCIES)
                    .healthCheck(new HealthCheck(INTERVAL, 2, 2))
                    .serving(BETA, fleet)
                    .build();
            int logged = cloud.log().size();
            Duration began = cloud.elapsed();
            BlueGreen.on(cloud.ports())
                    .deploy(Deployment.of(BETA).withPolicy(policy))
                    .orThrow();
            Duration limit =
                    PhysicalLimit.of(cloud.log().subList(logged, cloud.log().size()));
            return new Wait(
                    cloud.changes() + cloud.reads(),
                    cloud.elapsed().minus(began).minus(limit));
        }
    }

    /** The mean of the calls and the most of them, and the mean of what was waited beyond what it had to take. */
    record Mean(double calls, int worst, double over) {

        static Mean of(int fleet, Policy policy, int worlds) {
            List<Wait> waits = LongStream.rangeClosed(1, worlds)
                    .mapToObj(seed -> Wait.of(fleet, policy, seed))
                    .toList();
            return new Mean(
                    waits.stream().mapToInt(Wait::calls).average().orElseThrow(),
                    waits.stream().mapToInt(Wait::calls).max().orElseThrow(),
                    waits.stream()
                            .mapToDouble(wait -> wait.over().toMillis() / 1e3)
                            .average()
                            .orElseThrow());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f, %d | %.1f s", calls, worst, over);
        }
    }
}
