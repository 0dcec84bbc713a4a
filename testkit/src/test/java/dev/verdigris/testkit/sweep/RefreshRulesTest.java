package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.InstanceRefreshes;
import dev.verdigris.port.Permit;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A process that starts, or ends, an instance refresh which is not its to start or to end is found out. */
class RefreshRulesTest {
    private static final Permit ANYBODY = () -> {};
    private static final Scenarios FORWARDING =
            Scenarios.of(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"), true);
    private static final Environment BETA = FORWARDING.environment();

    /** What is found where something happens directly after the first such call of a scenario's process. */
    private static List<String> breaking(Scenario scenario, String operation, Consumer<SimulatedCloud> breach) {
        ProcessRunner runner = new ProcessRunner(scenario, 1);
        boolean[] broken = {false};
        ProcessRunner.Disturbance disturbance = new ProcessRunner.Disturbance() {
            @Override
            public void after(ProcessRunner.SimulatedProcess process, Call call) {
                if (call.operation().equals(operation) && !broken[0]) {
                    broken[0] = true;
                    breach.accept(runner.cloud());
                }
            }
        };
        runner.run("first", disturbance, runner.verb());
        return runner.violations();
    }

    private static InstanceRefreshes refreshes(SimulatedCloud cloud) {
        return Objects.requireNonNull(cloud.ports().instanceRefreshes());
    }

    private static Scenario rolling() {
        return FORWARDING.rolling().get(0);
    }

    @Test
    void a_rolling_refresh_breaks_none() {
        assertThat(breaking(rolling(), Operations.START_REFRESH, cloud -> {})).isEmpty();
    }

    @Test
    void a_refresh_that_a_deployment_starts_is_found() {
        assertThat(breaking(
                        FORWARDING.deploy(),
                        Operations.UPDATE_GROUP,
                        cloud ->
                                refreshes(cloud).start(BETA.group(Color.BLUE), RefreshPreferences.defaults(), ANYBODY)))
                .anyMatch(violation -> violation.contains("rule R33, instance refreshes: ")
                        && violation.contains("it refreshes the instances of blue, unasked"));
    }

    @Test
    void a_refresh_of_the_idle_fleet_that_ends_all_at_once_is_found() {
        assertThat(breaking(
                        rolling(),
                        Operations.START_REFRESH,
                        cloud -> refreshes(cloud)
                                .start(
                                        BETA.group(Color.GREEN),
                                        RefreshPreferences.defaults().withMinHealthyPercent(0),
                                        ANYBODY)))
                .anyMatch(violation -> violation.contains("it refreshes the instances of green, unasked"))
                .anyMatch(violation -> violation.contains("it lets Auto Scaling end every instance at once"));
    }

    @Test
    void a_refresh_of_somebody_elses_that_is_ended_is_found() {
        assertThat(breaking(rolling(), Operations.START_REFRESH, cloud -> {
                    cloud.group(BETA, Color.GREEN).setBounds(new GroupSize(2, 10, 2));
                    cloud.pass(Duration.ofMinutes(2));
                    cloud.group(BETA, Color.GREEN).refresh();
                    refreshes(cloud).cancel(BETA.group(Color.GREEN), ANYBODY);
                }))
                .anyMatch(
                        violation -> violation.contains("it ends beta-green-refresh-1, which somebody else has begun"));
    }

    @Test
    void a_refresh_that_goes_on_when_its_deployment_is_over_is_found() {
        RefreshPreferences slow = RefreshPreferences.defaults().withWarmup(Duration.ofHours(1));

        assertThat(breaking(rolling(), Operations.START_REFRESH, cloud -> {
                    cloud.group(BETA, Color.GREEN).setBounds(new GroupSize(2, 10, 2));
                    cloud.pass(Duration.ofMinutes(2));
                    refreshes(cloud).start(BETA.group(Color.GREEN), slow, ANYBODY);
                }))
                .anyMatch(violation -> violation.contains("rule R33, instance refreshes: ")
                        && violation.contains("it is over, and has left"));
    }
}
