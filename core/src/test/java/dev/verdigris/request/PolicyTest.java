package dev.verdigris.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.internal.Given;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void has_the_documented_defaults() {
        Policy policy = Policy.defaults();

        assertThat(policy.keepWarm()).isEqualTo(KeepWarm.forever());
        assertThat(policy.pollInterval()).hasSeconds(5);
        Deadlines deadlines = policy.deadlines();
        assertThat(deadlines.change()).hasMinutes(2);
        assertThat(deadlines.inService()).hasMinutes(15);
        assertThat(deadlines.healthy()).hasSeconds(300);
        assertThat(deadlines.drainMargin()).hasSeconds(60);
        assertThat(deadlines.gone()).hasMinutes(15);
        assertThat(deadlines.check()).hasMinutes(5);
    }

    @Test
    void polls_as_it_is_known_when_to_unless_an_interval_is_fixed() {
        Duration second = Duration.ofSeconds(1);

        assertThat(Policy.defaults().pollsAtFixedInterval()).isFalse();
        assertThat(Policy.defaults().withShortestPoll(second).pollsAtFixedInterval())
                .isFalse();
        assertThat(Policy.defaults().withShortestPoll(second).pollInterval()).isEqualTo(second);
        assertThat(Policy.defaults().withPollInterval(second).pollsAtFixedInterval())
                .isTrue();
        assertThat(Policy.defaults().withPollInterval(second))
                .isNotEqualTo(Policy.defaults().withShortestPoll(second));
    }

    @Test
    void each_deadline_can_be_set_alone() {
        Duration second = Duration.ofSeconds(1);
        Deadlines defaults = Deadlines.defaults();

        assertThat(defaults.withChange(second).change()).isEqualTo(second);
        assertThat(defaults.withInService(second).inService()).isEqualTo(second);
        assertThat(defaults.withHealthy(second).healthy()).isEqualTo(second);
        assertThat(defaults.withDrainMargin(second).drainMargin()).isEqualTo(second);
        assertThat(defaults.withGone(second).gone()).isEqualTo(second);
        assertThat(defaults.withCheck(second).check()).isEqualTo(second);
    }

    @Test
    void refuses_durations_that_are_not_positive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deadlines.defaults().withHealthy(Duration.ofSeconds(-1)))
                .withMessageContaining("deadline 'healthy'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.defaults().withPollInterval(Duration.ZERO))
                .withMessageContaining("poll interval");
    }

    @Test
    void a_deployment_refuses_a_capacity_of_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deployment.of(Given.BETA).withCapacity(0))
                .withMessageContaining("1 or more, found 0");
    }
}
