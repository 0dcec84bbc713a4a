package dev.verdigris.internal.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.Traffic;
import org.junit.jupiter.api.Test;

class StrategiesTest {
    private final TrafficStrategy registration = Strategies.of(Traffic.registration("Beta"));

    @Test
    void traffic_is_read_from_the_deployment_state_as_it_was_written() {
        Facts facts = new Facts();
        registration.write(facts);

        assertThat(Strategies.traffic(registration.id(), facts)).isEqualTo(Traffic.registration("Beta"));
    }

    @Test
    void a_strategy_that_this_version_does_not_know_is_refused_by_its_name() {
        assertThatExceptionOfType(UnknownWord.class)
                .isThrownBy(() -> Strategies.traffic("teleportation", new Facts()))
                .withMessage("'teleportation'");
    }

    @Test
    void a_route_is_read_from_the_deployment_state_as_it_was_written() {
        Route route = Given.blueServing().snapshot().traffic().route();
        Facts facts = new Facts();
        registration.write(facts, route);

        assertThat(registration.read(facts)).isEqualTo(route);
        assertThat(facts.text()).doesNotContain("i-b1").contains("was.traffic.target-group ");
    }

    @Test
    void a_route_that_is_not_in_the_deployment_state_is_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registration.read(new Facts()))
                .withMessageContaining("was.traffic.target-group");
    }
}
