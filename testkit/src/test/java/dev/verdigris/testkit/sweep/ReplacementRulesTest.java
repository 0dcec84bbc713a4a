package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that ends an instance which it may not replace is found out. */
class ReplacementRulesTest extends BreachScenario {

    private static List<String> replacing(Color color, int... members) {
        return breaking(Operations.UPDATE_GROUP, 2, cloud -> {
            cloud.pass(Duration.ofMinutes(1));
            replace(cloud, color, members);
        });
    }

    private static void replace(SimulatedCloud cloud, Color color, int... members) {
        List<SimulatedInstance> all = cloud.group(BETA, color).instances();
        for (int member : members) {
            cloud.ports().fleets().replace(BETA.group(color), all.get(member).id(), () -> {});
        }
    }

    @Test
    void a_new_instance_that_does_not_serve_may_be_replaced_once() {
        assertThat(replacing(Color.GREEN, 0)).isEmpty();
    }

    @Test
    void a_second_one_is_more_than_may_be_replaced() {
        assertThat(replacing(Color.GREEN, 0, 1))
                .singleElement()
                .matches(violation -> violation.contains("rule R32, replacements: ")
                        && violation.contains("it replaces [")
                        && violation.endsWith("], and may replace 1"));
    }

    @Test
    void an_instance_of_the_live_fleet_is_found() {
        assertThat(replacing(Color.BLUE, 0))
                .anyMatch(violation -> violation.contains("rule R32, replacements: ")
                        && violation.endsWith("it ends i-00001000000000001, which is no new instance of a deployment"));
    }

    @Test
    void a_new_instance_that_serves_is_found() {
        List<String> violations = breaking(Operations.PUT_PARAMETER, 1, cloud -> replace(cloud, Color.GREEN, 0));

        assertThat(violations)
                .anyMatch(violation -> violation.contains("rule R32, replacements: ")
                        && violation.contains("it ends i-00002")
                        && violation.endsWith("which serves"));
    }

    @Test
    void one_that_was_seen_to_serve_is_found_where_it_drains_before_it_ends_too() {
        Scenarios attached = Scenarios.of(Traffic.attachment("Beta"), true);
        ProcessRunner runner = new ProcessRunner(attached.deploy(), 1);
        runner.run(
                "first",
                new After(Operations.PUT_PARAMETER, 1, () -> replace(runner.cloud(), Color.GREEN, 0)),
                runner.verb());

        assertThat(runner.violations()).anyMatch(violation -> violation.endsWith("which serves"));
    }

    /** In seed 62510 one becomes healthy between the read by which it is replaced and that change. */
    @Test
    void one_that_becomes_well_unseen_may_be_replaced_where_it_drains_before_it_ends() {
        Explorer.explore(Traffic.attachment("Beta"), 62510, 1).orThrow();
    }

    @Test
    void one_that_a_rollback_ends_is_found() {
        ProcessRunner runner =
                new ProcessRunner(Scenario.of("back", BETA, EXPIRING::warm, on -> on.rollback(Rollback.of(BETA))), 1);
        runner.run(
                "first",
                new After(Operations.UPDATE_GROUP, 1, () -> replace(runner.cloud(), Color.BLUE, 0)),
                runner.verb());

        assertThat(runner.violations())
                .anyMatch(violation -> violation.contains("rule R32, replacements: ")
                        && violation.endsWith("which is no new instance of a deployment"));
    }

    @Test
    void one_that_ends_on_the_way_back_is_found() {
        ProcessRunner runner = new ProcessRunner(EXPIRING.deploy(), 1);
        runner.run(
                "first",
                new After(Operations.REGISTER, 1, () -> {
                    throw new ProcessKilled();
                }),
                runner.verb());
        runner.run(
                "second",
                new After(Operations.DEREGISTER, 1, () -> replace(runner.cloud(), Color.GREEN, 1)),
                on -> Resolution.ABORT_TAKING_OVER.on(on, BETA));

        assertThat(runner.violations())
                .anyMatch(violation -> violation.contains("rule R32, replacements: ")
                        && violation.endsWith("and does not wait for new instances"));
    }
}
