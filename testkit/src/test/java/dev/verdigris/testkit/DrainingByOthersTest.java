package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.TargetHealth;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Others take instances out of traffic, and put them back. */
class DrainingByOthersTest {
    private static final Environment BETA = Environment.of("beta");

    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .serving(BETA, new GroupSize(2, 10, 3))
            .latencies(Latencies.instant()
                    .withRegistration(Latency.exactly(Duration.ofSeconds(10)))
                    .withTermination(Latency.exactly(Duration.ofSeconds(60)))
                    .withLaunch(Latency.exactly(Duration.ofSeconds(20))))
            .deregistrationDelay(Duration.ofSeconds(300))
            .requestsPerSecond(90)
            .build();
    private final SimulatedGroup blue = cloud.group("beta-blue");
    private final SimulatedTargetGroup beta = cloud.targetGroup("Beta");
    private final SimulatedInstance spot = blue.instance(1);

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void a_helper_drains_an_instance_everywhere_and_its_group_knows_nothing_of_it() {
        SimulatedTargetGroup legacy = cloud.createTargetGroup("Legacy");
        legacy.place(spot);
        cloud.drain(spot.id());

        assertThat(beta.targets()).filteredOn(TargetHealth::out).hasSize(1);
        assertThat(legacy.targets()).allMatch(TargetHealth::out);
        assertThat(spot.lifecycle()).isEqualTo(Lifecycle.IN_SERVICE);
    }

    @Test
    void an_instance_that_ends_after_it_was_drained_loses_what_was_in_flight_at_most() {
        cloud.drain(spot.id());
        spot.interruptSpot();
        passSeconds(720);

        assertThat(cloud.traffic().unanswered()).isZero();
        assertThat(cloud.traffic().cutOff()).isEqualTo(1);
    }

    @Test
    void a_target_registered_again_before_it_ends_loses_requests_until_it_is_noticed() {
        cloud.drain(spot.id());
        spot.interruptSpot();
        passSeconds(15);
        beta.register(spot.id());
        passSeconds(705);

        assertThat(cloud.traffic().unanswered()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void what_was_in_flight_is_cut_off_though_the_target_is_initial_again() {
        cloud.drain(spot.id());
        passSeconds(15);
        beta.register(spot.id());
        passSeconds(5);
        spot.terminate();

        assertThat(beta.targets()).anyMatch(health -> health.state() == TargetHealth.State.INITIAL);
        assertThat(cloud.traffic().cutOff()).isEqualTo(1);
    }

    @Test
    void what_was_not_healthy_when_it_was_deregistered_has_nothing_in_flight() {
        SimulatedInstance fresh = cloud.startInstance("v1");
        beta.register(fresh.id());
        beta.deregister(fresh.id());
        passSeconds(5);
        fresh.terminate();

        assertThat(cloud.traffic().cutOff()).isZero();
    }

    @Test
    void a_target_group_runs_empty_although_the_fleet_is_in_service() {
        blue.instances().forEach(SimulatedInstance::terminate);
        passSeconds(900);

        assertThat(blue.inService()).isEqualTo(3);
        assertThat(beta.targets()).isEmpty();
        assertThat(cloud.traffic().refused()).isGreaterThan(0);
    }

    @Test
    void a_target_group_that_somebody_empties_refuses_at_once() {
        beta.deregisterAll();
        passSeconds(10);

        assertThat(beta.targets()).hasSize(3).allMatch(TargetHealth::out);
        assertThat(cloud.traffic().refused()).isEqualTo(900);
        passSeconds(300);
        assertThat(beta.targets()).isEmpty();
    }

    @Test
    void a_target_that_comes_back_while_it_drains_is_checked_anew_by_default() {
        cloud.drain(spot.id());
        beta.register(spot.id());
        assertThat(stateOf(spot)).isEqualTo(TargetHealth.State.INITIAL);
        passSeconds(60);
        assertThat(stateOf(spot)).isEqualTo(TargetHealth.State.HEALTHY);

        beta.setHealthyAgainAtOnce(true);
        cloud.drain(spot.id());
        beta.register(spot.id());
        assertThat(stateOf(spot)).isEqualTo(TargetHealth.State.HEALTHY);
        spot.sicken("Target.Timeout");
        cloud.drain(spot.id());
        beta.register(spot.id());
        assertThat(stateOf(spot)).isEqualTo(TargetHealth.State.INITIAL);
    }

    private TargetHealth.State stateOf(SimulatedInstance instance) {
        return beta.targets().stream()
                .filter(health -> health.target().instance().equals(instance.id()))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
