package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests come by a listener, and go to its target groups by their weights: nothing else decides which group it is. */
class SimulatedListenerTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant())
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .requestsPerSecond(100)
            .build();
    private final SimulatedGroup blue = cloud.createGroup("blue", new GroupSize(0, 9, 2));
    private final SimulatedTargetGroup first = cloud.createTargetGroup("First");
    private final SimulatedTargetGroup second = cloud.createTargetGroup("Second");
    private final SimulatedListener listener = cloud.loadBalancer("main").listener(80);

    SimulatedListenerTest() {
        cloud.loadBalancer("main").listener(81).delete();
        first.place(blue);
    }

    private void weights(int one, int other) {
        listener.forward(ForwardAction.to(first, one).and(second, other));
    }

    private void green() {
        second.place(cloud.startInstance("v2"));
    }

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void requests_are_shared_by_weight() {
        green();
        weights(90, 10);
        passSeconds(10);

        assertThat(listener.traffic().byVersion()).containsEntry("v1", 900L).containsEntry("v2", 100L);
        assertThat(listener.traffic().failed()).isZero();
        assertThat(listener.part(first)).isCloseTo(0.9, within(1e-9));
        assertThat(listener).hasToString(":80 to First 90 and Second 10");
    }

    @Test
    void a_target_group_of_weight_0_gets_none_and_is_checked() {
        weights(1, 0);
        second.register(cloud.startInstance("v2").id());
        passSeconds(20);

        assertThat(second.inUse()).isTrue();
        assertThat(second.answering()).isOne();
        assertThat(second.traffic().requests()).isZero();
        assertThat(listener.traffic().byVersion()).containsOnlyKeys("v1");
    }

    @Test
    void when_all_weights_are_0_all_requests_are_refused() {
        weights(0, 0);
        passSeconds(10);

        assertThat(listener.traffic().refused()).isEqualTo(1000);
        assertThat(cloud.traffic().refused()).isEqualTo(1000);
        assertThat(first.traffic().requests()).isZero();
    }

    @Test
    void the_share_of_an_empty_target_group_is_refused_and_not_sent_to_the_other_one() {
        weights(3, 1);
        passSeconds(10);

        assertThat(listener.traffic().byVersion()).containsExactly(Map.entry("v1", 750L));
        assertThat(listener.traffic().refused()).isEqualTo(250);
        assertThat(second.traffic().refused()).isEqualTo(250);
    }

    @Test
    void the_share_of_an_unhealthy_target_group_goes_to_its_unhealthy_targets() {
        SimulatedInstance sick = cloud.startInstance("v2");
        sick.sicken("Target.Timeout");
        second.place(sick);
        weights(3, 1);
        passSeconds(10);

        assertThat(listener.traffic().unanswered()).isEqualTo(250);
        assertThat(listener.traffic().byVersion()).containsExactly(Map.entry("v1", 750L));
    }

    @Test
    void more_than_one_version_answers_while_two_groups_of_other_versions_get_requests() {
        green();
        weights(1, 1);
        passSeconds(10);
        weights(0, 1);
        passSeconds(10);

        assertThat(listener.traffic().bothVersions()).isEqualTo(Duration.ofSeconds(10));
        assertThat(listener.traffic().bothWhilePropagating()).isZero();
        assertThat(first.traffic().bothVersions()).isZero();
        assertThat(listener.traffic().whilePropagating()).isEmpty();
    }

    @Test
    void a_request_in_flight_to_an_emptied_group_is_cut_off_when_its_instance_ends() {
        green();
        weights(1, 0);
        passSeconds(10);
        weights(0, 1);
        passSeconds(10);
        blue.instance(1).terminate();

        assertThat(listener.traffic().cutOff()).isEqualTo(1);
    }

    @Test
    void after_the_deregistration_delay_none_is_in_flight_to_it() {
        green();
        weights(1, 0);
        passSeconds(10);
        weights(0, 1);
        passSeconds(300);
        blue.instance(1).terminate();

        assertThat(listener.traffic().failed()).isZero();
    }

    @Test
    void a_rule_has_requests_and_target_groups_of_its_own() {
        green();
        listener.addRule(10, ForwardAction.to(first, 0).and(second, 1), 7);
        passSeconds(10);
        assertThat(listener.traffic().byVersion()).containsEntry("v1", 1000L).containsEntry("v2", 70L);

        listener.modifyRule(10, ForwardAction.to(first));
        passSeconds(10);
        assertThat(listener.traffic().byVersion()).containsEntry("v1", 2070L).containsEntry("v2", 70L);
        assertThat(listener.rules()).containsExactly(Map.entry(10, ForwardAction.to(first)));

        listener.removeRule(10);
        passSeconds(10);
        assertThat(listener.traffic().requests()).isEqualTo(3140);
        assertThat(cloud.traffic()).isEqualTo(listener.traffic());
    }

    @Test
    void what_came_by_a_listener_that_is_deleted_is_not_forgotten() {
        passSeconds(10);
        listener.delete();
        passSeconds(10);

        assertThat(listener.traffic().requests()).isEqualTo(1000);
        assertThat(cloud.traffic().requests()).isEqualTo(1000);
        assertThat(listener.action()).isNull();
        assertThat(listener.part(first)).isZero();
    }

    @Test
    void a_listener_that_is_deleted_takes_no_action() {
        listener.delete();
        listener.delete();

        assertThatThrownBy(() -> listener.forward(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected a listener of main, found :80 deleted; make another one");
        assertThat(first.inUse()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_that_no_requests_can_have_is_refused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listener.setRequestsPerSecond(rate))
                .withMessage("requests by listener :80: expected 0 or more a second, found " + rate);
        assertThatIllegalArgumentException().isThrownBy(() -> listener.addRule(5, first, rate));
        assertThat(listener.rules()).isEmpty();
    }

    @Test
    void a_target_group_that_is_deleted_leaves_the_rest_of_an_action() {
        green();
        weights(1, 1);
        cloud.deleteTargetGroup("Second");
        passSeconds(10);

        assertThat(listener.action()).isEqualTo(ForwardAction.to(first, 1));
        assertThat(listener.traffic().byVersion()).containsExactly(Map.entry("v1", 1000L));
    }

    @Test
    void an_environment_has_a_listener() {
        Environment beta = Environment.of("beta");
        SimulatedCloud serving = SimulatedCloud.serving(beta, 3);
        serving.pass(Duration.ofSeconds(10));

        assertThat(serving.listener(beta).traffic().byGroup())
                .containsOnlyKeys(serving.group(beta, Color.BLUE).name());

        serving.targetGroup(beta).setInUse(false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> serving.listener(beta))
                .withMessageContaining("expected the listener of 'Beta', found ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000})
    void a_weight_that_AWS_does_not_know_is_refused(int weight) {
        refused(ForwardAction.to(first, 1).and(second, weight), "expected a weight of 0 to 999, found " + weight);
    }

    @Test
    void more_than_five_target_groups_are_refused() {
        ForwardAction action = ForwardAction.to(first, 1);
        for (int i = 0; i < 5; i++) {
            action = action.and(cloud.createTargetGroup("More" + i), 1);
        }
        refused(action, "expected 1 to 5 target groups in an action, found 6");
    }

    @Test
    void no_target_group_at_all_is_refused() {
        refused(new ForwardAction(Map.of(), null), "found 0");
    }

    @Test
    void a_cookie_that_is_good_for_no_time_or_for_more_than_a_week_is_refused() {
        refused(ForwardAction.to(first).sticky(Duration.ofMillis(999)), "expected a stickiness of 1 s to 7 days");
        refused(ForwardAction.to(first).sticky(Duration.ofDays(7).plusSeconds(1)), "found PT168H1S");
    }

    @Test
    void a_target_group_that_is_gone_is_refused() {
        cloud.deleteTargetGroup("Second");

        assertThatThrownBy(() -> weights(1, 1))
                .isInstanceOf(PortException.NotFound.class)
                .hasMessageContaining("TargetGroupNotFound: " + second.arn());
        assertThat(listener.action()).isEqualTo(ForwardAction.to(first));
    }

    @Test
    void a_rule_that_is_there_and_one_that_is_not_are_refused() {
        listener.addRule(1, first, 0);

        assertThatIllegalArgumentException().isThrownBy(() -> listener.addRule(1, first, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listener.modifyRule(2, ForwardAction.to(first)))
                .withMessageContaining("expected the rule '2', found [1]");
    }

    @Test
    void more_or_less_than_all_clients_cannot_return() {
        assertThatIllegalArgumentException().isThrownBy(() -> listener.setReturningClients(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> listener.setReturningClients(Double.NaN));
    }

    private void refused(ForwardAction action, String naming) {
        assertThatThrownBy(() -> listener.forward(action))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining(naming);
        assertThatThrownBy(() -> listener.addRule(9, action, 1)).isInstanceOf(PortException.Invalid.class);
        assertThat(listener.action()).isEqualTo(ForwardAction.to(first));
        assertThat(listener.rules()).isEmpty();
    }
}
