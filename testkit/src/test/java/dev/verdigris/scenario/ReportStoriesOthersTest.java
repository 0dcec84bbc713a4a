package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What people reported of others at work in the same groups, by its number in docs/failure-stories.md. */
class ReportStoriesOthersTest {

    /** The registrations that are sent for an instance. */
    private static List<Call> registrations(SimulatedCloud cloud, InstanceId of) {
        List<Call> registrations = new ArrayList<>();
        new Calls(cloud)
                .beforeEach(
                        call -> call.operation().equals(Operations.REGISTER)
                                && String.valueOf(call.detail()).contains(of.value()),
                        registrations::add);
        return registrations;
    }

    /** Somebody empties a live instance, and EC2 ends it two minutes later. */
    @Nested
    class Drained_by_another_hand {
        private final SimulatedCloud cloud = SimulatedCloud.builder()
                .serving(BETA, 3)
                .requestsPerSecond(20)
                .deregistrationDelay(Duration.ofMinutes(5))
                .build();
        private final SimulatedInstance spot = cloud.group(BETA, Color.BLUE).instance(1);
        private final List<Call> registrations = registrations(cloud, spot.id());

        private void interrupted(Duration at) {
            cloud.at(at, () -> cloud.targetGroup(BETA).deregister(spot.id()));
            cloud.at(at.plus(Duration.ofMinutes(2)), spot::terminate);
        }

        @Test
        void report_s08_reconcile_leaves_it_alone() {
            interrupted(Duration.ofSeconds(10));
            cloud.pass(Duration.ofSeconds(15));

            Reconciliation done = BlueGreen.on(cloud.ports()).reconcile(BETA);
            cloud.pass(Duration.ofMinutes(6).minus(cloud.elapsed()));

            assertThat(done.changes()).isEmpty();
            assertThat(registrations).isEmpty();
            assertThat(cloud.traffic().failed())
                    .as("those under way when EC2 ends it")
                    .isLessThanOrEqualTo(1);
        }

        @Test
        void report_s08_a_deployment_leaves_it_alone() {
            cloud.group(BETA, Color.GREEN).afflict(3, InstanceFault.slowBoot(Duration.ofSeconds(100)));
            interrupted(Duration.ofSeconds(130));

            assertThat(BlueGreen.on(cloud.ports()).deploy(BETA)).succeeded();

            assertThat(registrations).isEmpty();
            assertThat(cloud.traffic().failed())
                    .as("those under way when EC2 ends it")
                    .isLessThanOrEqualTo(1);
        }
    }

    /** A scaling policy ends members of the serving group after the deployment has ended. */
    @Nested
    class Scaled_in_afterwards {
        private final SimulatedCloud cloud =
                SimulatedCloud.builder().serving(BETA, 6).requestsPerSecond(100).build();
        private final SimulatedGroup green = cloud.group(BETA, Color.GREEN);

        private void scaledInThreeTimes() {
            for (int i = 0; i < 3; i++) {
                green.scaleIn(1);
                cloud.pass(Duration.ofMinutes(4));
                assertThat(BlueGreen.on(cloud.ports()).reconcile(BETA).succeeded())
                        .isTrue();
                cloud.pass(Duration.ofMinutes(11));
            }
        }

        @Test
        void report_s14_with_a_hook_and_reconcile_on_a_schedule_each_drains_first() {
            green.addHook(
                    LifecycleHook.terminating(Duration.ofMinutes(15)).withDefaultResult(LifecycleHook.Result.CONTINUE));
            assertThat(BlueGreen.on(cloud.ports()).deploy(BETA)).succeeded();
            green.setMin(2);

            scaledInThreeTimes();

            assertThat(cloud)
                    .in(BETA)
                    .hasInService(Color.GREEN, 3)
                    .servesOnly(Color.GREEN)
                    .failedNoRequest();
        }

        @Test
        void report_s14_without_the_hook_requests_are_lost_as_the_page_says() {
            assertThat(BlueGreen.on(cloud.ports()).deploy(BETA)).succeeded();
            green.setMin(2);

            scaledInThreeTimes();

            assertThat(cloud.traffic().failed()).isPositive();
        }
    }

    /** An instance refresh of the serving group, or the end of instances' lifetimes: one after the other is replaced. */
    @Nested
    class Refreshed_afterwards {

        @Test
        void report_s09_reconcile_on_a_schedule_registers_the_newcomers() {
            SimulatedCloud cloud = SimulatedCloud.serving(BETA, 3);
            List<SimulatedInstance> old = cloud.group(BETA, Color.BLUE).instances();
            for (int i = 0; i < old.size(); i++) {
                cloud.at(Duration.ofSeconds(10 + 100L * i), old.get(i)::terminate);
            }
            cloud.pass(Duration.ofMinutes(10));

            assertThat(BlueGreen.on(cloud.ports()).reconcile(BETA).succeeded()).isTrue();
            cloud.pass(Duration.ofMinutes(2));

            assertThat(cloud).in(BETA).servesOnly(Color.BLUE);
            assertThat(cloud.targetGroup(BETA).healthy(cloud.group(BETA, Color.BLUE)))
                    .isEqualTo(3);
        }
    }
}
