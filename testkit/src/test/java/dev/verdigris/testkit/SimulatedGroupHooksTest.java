package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.model.LifecycleHook.Transition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lifecycle hooks hold instances on the way in and on the way out. */
class SimulatedGroupHooksTest extends GroupScene {
    private static final Duration HOUR = Duration.ofHours(1);

    private SimulatedInstance leaving() {
        return web.instances().stream()
                .filter(instance -> instance.lifecycle() == Lifecycle.LEAVING)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_launch_hook_holds_a_new_instance_until_somebody_completes_it() {
        web.addHook(LifecycleHook.launching(HOUR));
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH + 1000);

        assertThat(web.instance(3).state()).isEqualTo(LifecycleState.PENDING_WAIT);
        assertThat(web.instance(3).power()).isEqualTo(SimulatedInstance.Power.RUNNING);
        assertThat(lifecycles().get(2)).isEqualTo(Lifecycle.PENDING);
        assertThat(newestLaunch().state()).isEqualTo(Launch.State.RUNNING);

        web.complete(id(3), Result.CONTINUE);
        assertThat(web.instance(3).state()).isEqualTo(LifecycleState.PENDING_PROCEED);
        passSeconds(IN_SERVICE);
        assertThat(read().inService()).hasSize(3);
        assertThat(newestLaunch().state()).isEqualTo(Launch.State.SUCCEEDED);
    }

    @Test
    void an_instance_held_by_a_launch_hook_is_registered_once_it_is_let_on() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        web.attach(targets);
        web.addHook(LifecycleHook.launching(HOUR));
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH + 100);
        assertThat(targets.registered(web)).isEqualTo(2);

        web.complete(id(3), Result.CONTINUE);
        assertThat(targets.registered(web)).isEqualTo(3);
    }

    @Test
    void a_launch_that_nobody_completes_is_abandoned_shown_as_failed_and_tried_again() {
        web.addHook(LifecycleHook.launching(Duration.ofMinutes(10)));
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH + 600);

        assertThat(web.instance(3).lifecycle()).isEqualTo(Lifecycle.LEAVING);
        assertThat(newestLaunch().state()).isEqualTo(Launch.State.FAILED);
        assertThat(newestLaunch().message())
                .contains("Instance failed to complete user's Lifecycle Action", "Heartbeat Timeout");
        passSeconds(REACTION);
        assertThat(web.instance(4).lifecycle()).isEqualTo(Lifecycle.PENDING);
    }

    @Test
    void a_launch_hook_that_continues_by_default_lets_on_when_its_time_is_over() {
        web.addHook(LifecycleHook.launching(Duration.ofMinutes(10)).withDefaultResult(Result.CONTINUE));
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH + 599 + IN_SERVICE);
        assertThat(read().inService()).hasSize(2);
        passSeconds(1);
        assertThat(read().inService()).hasSize(3);
    }

    @Test
    void an_instance_scaled_in_while_a_launch_hook_holds_it_has_failed_to_launch() {
        web.addHook(LifecycleHook.launching(HOUR));
        web.protect(id(1));
        web.protect(id(2));
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH);
        web.setDesired(2);
        passSeconds(REACTION + TERMINATION);

        assertThat(web.instances()).hasSize(2);
        assertThat(newestLaunch().state()).isEqualTo(Launch.State.FAILED);
        assertThat(newestLaunch().message()).contains("the instance was terminated");
    }

    @Test
    void a_termination_hook_holds_an_instance_that_runs_and_answers() {
        web.addHook(LifecycleHook.terminating(HOUR));
        web.setDesired(1);
        passSeconds(REACTION + 3599);

        assertThat(leaving().state()).isEqualTo(LifecycleState.TERMINATING_WAIT);
        assertThat(leaving().answers()).isTrue();
        assertThat(lifecycles()).containsExactlyInAnyOrder(Lifecycle.LEAVING, Lifecycle.IN_SERVICE);
        passSeconds(1);
        assertThat(leaving().state()).isEqualTo(LifecycleState.TERMINATING_PROCEED);
        assertThat(leaving().answers()).isFalse();
        passSeconds(TERMINATION);
        assertThat(read().instances()).hasSize(1);
    }

    @Test
    void a_registered_instance_is_served_from_as_long_as_the_hook_holds_it() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        targets.place(web);
        web.addHook(LifecycleHook.terminating(HOUR));
        web.setDesired(1);
        passSeconds(REACTION + 3000);

        assertThat(targets.answering()).isEqualTo(2);
        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void an_attached_target_group_drains_before_the_hook_holds() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        targets.setDeregistrationDelay(Duration.ofSeconds(100));
        web.attach(targets);
        web.addHook(LifecycleHook.terminating(HOUR));
        web.setDesired(1);
        passSeconds(REACTION + 99);
        assertThat(leaving().state()).isEqualTo(LifecycleState.TERMINATING);
        passSeconds(1);
        assertThat(leaving().state()).isEqualTo(LifecycleState.TERMINATING_WAIT);
    }

    @Test
    void a_heartbeat_begins_the_time_anew_but_not_for_ever() {
        web.addHook(LifecycleHook.terminating(Duration.ofSeconds(30)));
        web.setDesired(1);
        passSeconds(REACTION);
        SimulatedInstance held = leaving();
        for (int beat = 1; beat <= 200 && held.state() == LifecycleState.TERMINATING_WAIT; beat++) {
            passSeconds(20);
            if (held.state() == LifecycleState.TERMINATING_WAIT) {
                web.heartbeat(held.id());
            }
        }

        assertThat(held.power()).isNotEqualTo(SimulatedInstance.Power.RUNNING);
        assertThat(cloud.elapsed()).isBetween(Duration.ofSeconds(3000), Duration.ofSeconds(3030));
        assertThatThrownBy(() -> web.heartbeat(held.id()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No active Lifecycle Action found");
    }

    @Test
    void an_abandoned_termination_is_retained_where_the_policy_says_so() {
        web.addHook(LifecycleHook.terminating(HOUR));
        web.setRetainAbandoned(true);
        web.setDesired(1);
        passSeconds(REACTION);
        SimulatedInstance held = leaving();
        web.complete(held.id(), Result.ABANDON);
        passSeconds(86_400);

        assertThat(held.state()).isEqualTo(LifecycleState.TERMINATING_RETAINED);
        assertThat(lifecycles()).containsExactlyInAnyOrder(Lifecycle.RETAINED, Lifecycle.IN_SERVICE);
        assertThat(held.answers()).isTrue();
        assertThat(read().traits().retains()).isTrue();
        assertThat(web.toString()).contains("Terminating:Retained", "retains", "termination hook terminate of PT1H");

        web.terminate(held.id());
        passSeconds(TERMINATION);
        assertThat(read().instances()).hasSize(1);
    }

    @Test
    void a_retained_instance_that_ec2_ends_is_no_member_any_more() {
        web.addHook(LifecycleHook.terminating(HOUR));
        web.setRetainAbandoned(true);
        web.setDesired(1);
        passSeconds(REACTION + 3600);
        SimulatedInstance retained = web.instances().stream()
                .filter(instance -> instance.lifecycle() == Lifecycle.RETAINED)
                .findFirst()
                .orElseThrow();

        retained.terminate();
        passSeconds(NOTICE + TERMINATION + 3600);
        assertThat(read().instances()).hasSize(1);
    }

    @Test
    void without_a_termination_hook_nothing_is_retained() {
        web.setRetainAbandoned(true);
        web.setDesired(1);
        passSeconds(REACTION + TERMINATION);

        assertThat(read().instances()).hasSize(1);
    }

    @Test
    void a_completed_termination_is_not_retained() {
        web.addHook(LifecycleHook.terminating(HOUR));
        web.setRetainAbandoned(true);
        web.setDesired(1);
        passSeconds(REACTION);
        web.complete(leaving().id(), Result.CONTINUE);
        passSeconds(TERMINATION);

        assertThat(read().instances()).hasSize(1);
    }

    @Test
    void a_lost_instance_is_held_too_and_replaced_meanwhile() {
        web.addHook(LifecycleHook.terminating(HOUR));
        web.instance(1).terminate();
        passSeconds(NOTICE + REACTION + LAUNCH + IN_SERVICE);

        assertThat(states())
                .containsExactly(LifecycleState.TERMINATING_WAIT, LifecycleState.IN_SERVICE, LifecycleState.IN_SERVICE);
        passSeconds(3600);
        assertThat(read().instances()).hasSize(2);
    }

    @Test
    void a_deleted_hook_abandons_launches_and_lets_terminations_go_on() {
        web.addHook(LifecycleHook.launching(HOUR));
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH);
        web.removeHook(Transition.LAUNCHING);
        assertThat(web.instance(3).lifecycle()).isEqualTo(Lifecycle.LEAVING);
        passSeconds(REACTION + LAUNCH + IN_SERVICE + TERMINATION);
        assertThat(read().inService()).hasSize(3);

        web.addHook(LifecycleHook.terminating(HOUR));
        web.setDesired(2);
        passSeconds(REACTION);
        web.removeHook(Transition.TERMINATING);
        passSeconds(TERMINATION);
        assertThat(read().instances()).hasSize(2);
    }

    @Test
    void a_time_out_that_aws_refuses_is_refused() {
        for (Duration refused :
                List.of(Duration.ofSeconds(29), Duration.ofHours(2).plusSeconds(1))) {
            assertThatThrownBy(() -> web.addHook(LifecycleHook.terminating(refused)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT30S to PT2H");
        }
        assertThatThrownBy(() -> web.complete(id(1), Result.CONTINUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(id(1).value());
    }
}
