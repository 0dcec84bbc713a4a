package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.port.Permit;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A deployment in stages that brings more to the new color than was asked for is found out. */
class StageRulesTest {
    private static final Permit ANYBODY = () -> {};
    private static final Scenarios FORWARDING =
            Scenarios.of(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"), true);
    private static final Environment BETA = FORWARDING.environment();
    private static final Shift SHIFT = Shift.of(
            new Shift.Stage(10, Duration.ofMinutes(5)),
            new Shift.Stage(50, Duration.ofMinutes(5)),
            new Shift.Stage(100, Duration.ZERO));

    /** What happens in the world once a write of weights has taken effect. */
    @FunctionalInterface
    private interface Breach {
        void happen(SimulatedCloud cloud, int write);
    }

    private static List<String> breaking(Deployment deployment, Breach breach) {
        ProcessRunner runner =
                new ProcessRunner(Scenario.of("staged", BETA, FORWARDING::serving, on -> on.deploy(deployment)), 1);
        int[] writes = {0};
        boolean[] breaking = {false};
        ProcessRunner.Disturbance disturbance = new ProcessRunner.Disturbance() {
            @Override
            public void after(ProcessRunner.SimulatedProcess process, Call call) {
                if (call.operation().equals(Operations.MODIFY_LISTENER) && !breaking[0]) {
                    breaking[0] = true;
                    breach.happen(runner.cloud(), ++writes[0]);
                    breaking[0] = false;
                }
            }
        };
        runner.run("first", disturbance, runner.verb());
        return runner.violations();
    }

    /** The process writes a weight of green. */
    private static void write(SimulatedCloud cloud, int green) {
        SimulatedListener listener = cloud.listeners(BETA).get(0);
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(cloud.targetGroup(BETA, Color.BLUE).arn(), 100 - green);
        weights.put(cloud.targetGroup(BETA, Color.GREEN).arn(), green);
        Objects.requireNonNull(cloud.ports().listeners()).forward(listener.arn(), new Split(weights, null), ANYBODY);
    }

    /** What is found of a deployment that writes a weight of green some time after its first write. */
    private static List<String> writing(Deployment deployment, int green, Duration later) {
        return breaking(deployment, (cloud, write) -> {
            if (write == 1) {
                cloud.pass(later);
                write(cloud, green);
            }
        });
    }

    private static Deployment staged() {
        return FORWARDING.deployment().withShift(SHIFT);
    }

    @Test
    void a_deployment_in_stages_breaks_none() {
        assertThat(breaking(staged(), (cloud, write) -> {})).isEmpty();
    }

    @Test
    void a_stage_before_its_time_is_found() {
        assertThat(writing(staged(), 50, Duration.ofMinutes(4)))
                .anyMatch(violation -> violation.contains("rule R25, stages: ")
                        && violation.contains("50 come to green as in stage 50%/5m")
                        && violation.endsWith("PT4M after the stage before it began"));
    }

    @Test
    void a_stage_that_is_skipped_is_found() {
        assertThat(writing(staged(), 100, Duration.ofMinutes(6)))
                .anyMatch(violation -> violation.contains("100 come to green as in stage 100% of"));
    }

    @Test
    void a_part_that_no_stage_asks_for_is_found() {
        assertThat(writing(staged(), 30, Duration.ZERO))
                .anyMatch(violation -> violation.contains("invariant 6, purity: "));
    }

    @Test
    void a_part_that_nobody_asked_for_is_found() {
        assertThat(writing(FORWARDING.deployment(), 50, Duration.ZERO))
                .anyMatch(violation -> violation.contains("invariant 6, purity: "));
    }

    @Test
    void more_on_the_way_back_is_found() {
        List<String> violations = breaking(staged(), (cloud, write) -> {
            if (write == 1) {
                cloud.group(BETA, Color.GREEN).instances().forEach(instance -> instance.sicken("ill"));
            } else if (write == 2) {
                write(cloud, 10);
            }
        });

        assertThat(violations)
                .anyMatch(violation -> violation.contains("rule R25, stages: ")
                        && violation.endsWith("it goes back, and brings more to green: 10"));
    }
}
