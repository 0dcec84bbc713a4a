package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a group finds unhealthy, and what it does with suspended processes. */
class SimulatedGroupHealthTest extends GroupScene {
    private static final int REPLACED = REACTION + LAUNCH + IN_SERVICE;

    @Test
    void a_lost_instance_shows_unhealthy_and_stays_while_replacement_is_suspended() {
        web.suspend("ReplaceUnhealthy");
        web.instance(1).terminate();
        passSeconds(600);

        assertThat(read().instances()).hasSize(2);
        assertThat(read().inService()).containsExactly(id(2));
        assertThat(web.toString()).contains("unhealthy to its group");

        web.resume("ReplaceUnhealthy");
        passSeconds(REPLACED);
        assertThat(read().inService()).containsExactly(id(2), id(3));
    }

    @Test
    void a_lost_instance_is_not_noticed_while_health_checks_are_suspended() {
        web.suspend("HealthCheck");
        web.instance(1).terminate();
        passSeconds(600);
        assertThat(read().inService()).hasSize(2);

        web.resume("HealthCheck");
        passSeconds(REPLACED);
        assertThat(read().inService()).containsExactly(id(2), id(3));
    }

    @Test
    void nothing_unhealthy_is_replaced_while_terminations_are_suspended() {
        web.suspend("Terminate");
        web.setUnhealthy(id(1));
        passSeconds(600);
        assertThat(read().instances()).hasSize(2);

        web.resume("Terminate");
        passSeconds(REPLACED + TERMINATION);
        assertThat(read().inService()).containsExactly(id(2), id(3));
    }

    @Test
    void an_unhealthy_instance_is_ended_first_although_nothing_can_be_launched() {
        web.suspend("Launch");
        web.setUnhealthy(id(1));
        passSeconds(600);

        assertThat(read().inService()).containsExactly(id(2));
        assertThatThrownBy(() -> web.setUnhealthy(new InstanceId("i-0123456789abcdef0")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_group_that_launches_first_holds_more_than_it_desires_while_it_replaces() {
        web.setLaunchBeforeTerminating(true);
        web.setUnhealthy(id(1));
        passSeconds(REACTION);
        assertThat(web.instances()).hasSize(3);
        assertThat(states())
                .containsExactly(LifecycleState.IN_SERVICE, LifecycleState.IN_SERVICE, LifecycleState.PENDING);
        passSeconds(LAUNCH + IN_SERVICE + REACTION);
        assertThat(web.instance(1).state()).isEqualTo(LifecycleState.TERMINATING);
        passSeconds(TERMINATION);
        assertThat(read().inService()).containsExactly(id(2), id(3));
        assertThat(web.toString()).contains("launches before it terminates");
    }

    @Test
    void an_instance_that_a_status_check_finds_impaired_is_replaced_though_it_answers() {
        web.afflict(3, InstanceFault.impairedAfter(Duration.ofSeconds(100)));
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH + 100 + NOTICE - 1);
        assertThat(web.instance(3).answers()).isTrue();
        passSeconds(1 + REPLACED + TERMINATION);

        assertThat(read().inService()).containsExactly(id(1), id(2), id(4));
    }

    @Test
    void an_impaired_instance_stays_while_health_checks_are_suspended() {
        web.suspend("HealthCheck");
        web.afflict(3, InstanceFault.impairedAfter(Duration.ofSeconds(100)));
        web.setDesired(3);
        passSeconds(900);
        assertThat(read().inService()).hasSize(3);

        web.resume("HealthCheck");
        passSeconds(REPLACED + TERMINATION);
        assertThat(read().inService()).containsExactly(id(1), id(2), id(4));
    }

    @Test
    void a_spot_instance_ends_two_minutes_after_its_notice() {
        web.instance(1).interruptSpot();
        passSeconds(119);
        assertThat(web.instance(1).answers()).isTrue();
        passSeconds(1);
        assertThat(web.instance(1).answers()).isFalse();
        passSeconds(NOTICE + REPLACED);
        assertThat(read().inService()).containsExactly(id(2), id(3));
    }

    @Test
    void a_scheduled_action_is_lost_while_its_process_is_suspended() {
        web.suspend("ScheduledActions");
        web.runScheduledAction(new GroupSize(0, 5, 0));
        web.resume("ScheduledActions");
        passSeconds(600);
        assertThat(web.size()).isEqualTo(new GroupSize(1, 5, 2));

        web.runScheduledAction(new GroupSize(0, 5, 0));
        passSeconds(REACTION + TERMINATION);
        assertThat(read().instances()).isEmpty();
    }

    @Test
    void an_instance_launched_while_AddToLoadBalancer_is_suspended_is_not_registered() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        web.attach(targets);
        web.suspend("AddToLoadBalancer");
        web.setDesired(3);
        passSeconds(600);
        web.resume("AddToLoadBalancer");
        passSeconds(600);

        assertThat(read().inService()).hasSize(3);
        assertThat(targets.registered(web)).isEqualTo(2);
    }

    @Test
    void a_process_that_auto_scaling_does_not_have_is_refused() {
        assertThatThrownBy(() -> web.suspend("Lunch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Launch")
                .hasMessageContaining("'Lunch'");
        assertThat(read().suspendedProcesses()).isEmpty();
    }

    @Test
    void launches_are_refused_for_a_while() {
        web.refuseLaunches("no capacity", Duration.ofMinutes(5));
        web.setDesired(3);
        passSeconds(299);
        assertThat(web.toString()).contains("launches refused: no capacity");
        assertThat(web.instances()).hasSize(2);
        passSeconds(2 + LAUNCH + IN_SERVICE);
        assertThat(read().inService()).hasSize(3);
    }

    @Test
    void a_later_refusal_outlasts_an_earlier_one() {
        web.refuseLaunches("no capacity", Duration.ofMinutes(5));
        web.refuseLaunches("still no capacity");
        web.setDesired(3);
        passSeconds(600);

        assertThat(web.instances()).hasSize(2);
        assertThat(newestLaunch().message()).isEqualTo("still no capacity");
    }

    @Test
    void failed_launches_of_before_show_behind_those_of_now() {
        web.setDesired(3);
        passSeconds(600);
        web.recallFailedLaunches(2, "no capacity", Duration.ofHours(2));

        assertThat(fleets.recentLaunches(WEB))
                .extracting(launch ->
                        Duration.between(launch.started(), cloud.now()).toMinutes())
                .containsExactly(9L, 10L, 10L, 120L, 120L);
        assertThat(fleets.recentLaunches(WEB).get(4).message()).isEqualTo("no capacity");
    }
}
