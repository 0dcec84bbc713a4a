package dev.verdigris.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.event.Event;
import dev.verdigris.examples.fleet.cloud.LocalCloud;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real processes, a real load balancer and a real load; how long anything takes is not asked. */
@Execution(ExecutionMode.CONCURRENT)
class RealFleetEndToEndTest {

    /** By one strategy: the others, and processes that are killed, are for the command that plays a hundred switches. */
    @Test
    void neither_a_deployment_nor_its_rollback_nor_a_sick_version_costs_a_request() {
        try (UnderLoad fleet = UnderLoad.start(Strategy.FORWARDING, event -> {})) {
            fleet.deployForAWhile();
            fleet.rollback();
            Set<InstanceId> serving = inService(fleet.fleet(), Color.BLUE);
            Switch sick = fleet.deploySick();
            assertThat(sick.outcome()).contains("0 of 3 became healthy");
            assertThat(inService(fleet.fleet(), Color.BLUE)).as("as before").isEqualTo(serving);
            fleet.quieten();

            Measured all = fleet.measured();
            assertThat(all.astray()).isEmpty();
            assertThat(all.switches()).extracting(Switch::to).containsExactly("v2", "v1", "v1");
            assertThat(all.failed()).map(all::story).isEmpty();
            assertThat(all.slow())
                    .as("requests that were under way while a fleet drained")
                    .isPositive();
            assertThat(all.answers())
                    .extracting(Answer::version)
                    .contains("v1", "v2")
                    .doesNotContain("v3");
            assertThat(all.mixed()).isZero();
        }
    }

    private static Set<InstanceId> inService(Fleet fleet, Color color) {
        return Set.copyOf(
                Fleet.describe(fleet.cloud(), fleet.environment().group(color)).inService());
    }

    @Test
    void an_instance_that_dies_while_it_is_awaited_is_followed_by_another_one() {
        try (Fleet fleet = Fleet.serving(Strategy.FORWARDING)) {
            fleet.publish();
            List<ProcessHandle> killed = new ArrayList<>();

            Outcome outcome = fleet.deploy(Fleet.deployment(fleet.environment()), event -> {
                if (killed.isEmpty() && isStart(event, "await-healthy")) {
                    killed.add(fleet.cloud().processes(fleet.idle()).get(0));
                    killed.get(0).destroyForcibly();
                    killed.get(0).onExit().join();
                }
            });

            assertThat(killed).hasSize(1);
            assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
            assertThat(fleet.cloud().processes(fleet.environment().green()))
                    .hasSize(Fleet.INSTANCES)
                    .allMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void a_fleet_that_is_killed_while_it_serves_loses_requests_which_are_counted() {
        try (UnderLoad fleet = UnderLoad.start(Strategy.FORWARDING, event -> {})) {
            fleet.fleet().cloud().processes(fleet.fleet().environment().blue()).forEach(ProcessHandle::destroyForcibly);
            LocalCloud.await(
                    "a request that fails",
                    () -> fleet.load().answers().stream().anyMatch(Answer::failed));
            fleet.quieten();

            Measured all = fleet.measured();
            assertThat(all.failed())
                    .isNotEmpty()
                    .allMatch(failed -> all.story(failed).contains("between two switches"));
        }
    }

    private static boolean isStart(Event event, String step) {
        return event instanceof Event.StepStarted started && started.step().id().equals(step);
    }
}
