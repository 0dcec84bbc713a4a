package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Lifecycle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Members that others replace, set aside or take out of the group. */
class SimulatedGroupReplacementTest extends GroupScene {

    @Test
    void a_member_is_replaced_by_one_that_is_in_service_first() {
        web.replace(id(1));
        passSeconds(REACTION);
        assertThat(states())
                .containsExactly(LifecycleState.IN_SERVICE, LifecycleState.IN_SERVICE, LifecycleState.PENDING);
        passSeconds(LAUNCH + IN_SERVICE);
        assertThat(read().inService()).as("more than desired").hasSize(3);
        assertThat(read().size().desired()).isEqualTo(2);
        passSeconds(REACTION + TERMINATION);
        assertThat(read().inService()).containsExactly(id(2), id(3));
    }

    @Test
    void a_member_that_is_replaced_goes_at_once_when_less_is_desired() {
        web.refuseLaunches("no capacity");
        web.replace(id(1));
        passSeconds(600);
        assertThat(read().inService()).hasSize(2);

        web.setDesired(1);
        passSeconds(REACTION + TERMINATION);
        assertThat(read().inService()).containsExactly(id(2));
    }

    @Test
    void nothing_is_rebalanced_while_that_is_suspended() {
        web.suspend("AZRebalance");
        web.replace(id(1));
        passSeconds(600);

        assertThat(read().inService()).containsExactly(id(1), id(2));
    }

    @Test
    void a_refresh_replaces_one_after_the_other_and_not_those_that_came_later() {
        web.setLaunchVersion("v2");
        web.refresh();
        passSeconds(REACTION);
        assertThat(lifecycles()).containsExactly(Lifecycle.LEAVING, Lifecycle.IN_SERVICE);
        passSeconds(REACTION + LAUNCH + IN_SERVICE + REACTION);
        assertThat(web.instance(2).lifecycle()).isEqualTo(Lifecycle.LEAVING);
        passSeconds(600);

        assertThat(web.refreshing()).isFalse();
        assertThat(read().inService()).containsExactly(id(3), id(4));
        assertThat(web.instances()).allMatch(instance -> instance.version().equals("v2"));
    }

    @Test
    void a_refresh_that_launches_first_never_falls_below_what_is_desired() {
        web.setLaunchBeforeTerminating(true);
        web.refresh();
        for (int second = 0; second < 600; second++) {
            passSeconds(1);
            assertThat(web.inService()).isGreaterThanOrEqualTo(2);
        }
        assertThat(read().inService()).containsExactly(id(3), id(4));
    }

    @Test
    void a_refresh_passes_over_protected_members_and_pauses_while_it_is_suspended() {
        web.protect(id(1));
        web.suspend("InstanceRefresh");
        web.refresh();
        passSeconds(600);
        assertThat(read().inService()).containsExactly(id(1), id(2));
        assertThat(web.toString()).contains("refreshing its instances");

        web.resume("InstanceRefresh");
        passSeconds(600);
        assertThat(read().inService()).containsExactly(id(1), id(3));
    }

    @Test
    void a_second_refresh_is_refused_until_the_first_is_cancelled() {
        web.suspend("InstanceRefresh");
        web.refresh();
        assertThatThrownBy(web::refresh)
                .isInstanceOf(PortException.Conflict.class)
                .hasMessageContaining("InstanceRefreshInProgress");

        web.cancelRefresh();
        web.resume("InstanceRefresh");
        passSeconds(600);
        assertThat(read().inService()).containsExactly(id(1), id(2));
    }

    @Test
    void a_member_on_standby_survives_a_scale_to_zero() {
        web.enterStandby(id(1));
        passSeconds(600);
        web.setMin(0);
        web.setDesired(0);
        passSeconds(600);

        assertThat(lifecycles()).containsExactly(Lifecycle.STANDBY);
        assertThat(web.instance(1).answers()).isTrue();
    }

    @Test
    void an_attached_target_group_drains_a_member_that_goes_on_standby() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        targets.setDeregistrationDelay(Duration.ofSeconds(100));
        web.attach(targets);
        web.enterStandby(id(1));
        passSeconds(99);
        assertThat(web.instance(1).state()).isEqualTo(LifecycleState.ENTERING_STANDBY);
        assertThat(web.instance(1).lifecycle()).isEqualTo(Lifecycle.STANDBY);
        passSeconds(1);
        assertThat(web.instance(1).state()).isEqualTo(LifecycleState.STANDBY);
        assertThat(targets.registered(web)).isEqualTo(2);
    }

    @Test
    void a_member_leaves_standby_and_the_group_desires_one_more() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        web.attach(targets);
        web.enterStandbyWithoutReplacement(id(1));
        passSeconds(600);
        assertThat(read().inService()).containsExactly(id(2));
        assertThat(web.size().desired()).isEqualTo(1);
        int launches = fleets.recentLaunches(WEB).size();

        web.leaveStandby(id(1));
        assertThat(web.instance(1).state()).isEqualTo(LifecycleState.PENDING);
        passSeconds(IN_SERVICE);
        assertThat(read().inService()).containsExactly(id(1), id(2));
        assertThat(web.size().desired()).isEqualTo(2);
        assertThat(targets.registered(web)).isEqualTo(2);
        assertThat(fleets.recentLaunches(WEB)).hasSize(launches);
    }

    @Test
    void standby_is_left_only_by_those_on_it_within_the_maximum_and_while_launches_run() {
        web.enterStandby(id(1));
        passSeconds(600);
        assertThatThrownBy(() -> web.leaveStandby(id(2))).isInstanceOf(IllegalArgumentException.class);
        web.setDesired(5);
        assertThatThrownBy(() -> web.leaveStandby(id(1))).isInstanceOf(PortException.Invalid.class);
        web.setDesired(2);
        web.suspend("Launch");
        assertThatThrownBy(() -> web.leaveStandby(id(1)))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("Launch");
        assertThat(web.instance(1).state()).isEqualTo(LifecycleState.STANDBY);
    }

    @Test
    void nobody_goes_on_standby_without_replacement_below_the_minimum() {
        web.enterStandbyWithoutReplacement(id(1));
        assertThatThrownBy(() -> web.enterStandbyWithoutReplacement(id(2))).isInstanceOf(PortException.Invalid.class);
        assertThat(web.instance(2).state()).isEqualTo(LifecycleState.IN_SERVICE);
    }

    @Test
    void a_detached_member_runs_on_outside_the_group_and_is_replaced() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        targets.setDeregistrationDelay(Duration.ofSeconds(100));
        web.attach(targets);
        SimulatedInstance first = web.instance(1);
        web.detach(first.id());
        assertThat(first.state()).isEqualTo(LifecycleState.DETACHING);
        assertThat(first.lifecycle()).isEqualTo(Lifecycle.LEAVING);
        passSeconds(100);

        assertThat(read().inService()).containsExactly(id(2), id(3));
        assertThat(read().instances()).hasSize(2);
        assertThat(first.answers()).isTrue();
        assertThat(first.group()).isNull();
        first.terminate();
        passSeconds(600);
        assertThat(read().inService()).containsExactly(id(2), id(3));
    }

    @Test
    void a_member_may_be_detached_without_replacement_within_the_minimum() {
        web.detachWithoutReplacement(id(1));
        passSeconds(600);
        assertThat(read().inService()).containsExactly(id(2));
        assertThatThrownBy(() -> web.detachWithoutReplacement(id(2))).isInstanceOf(PortException.Invalid.class);
        assertThat(web.instance(2).state()).isEqualTo(LifecycleState.IN_SERVICE);
    }
}
