package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.WarmPool;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedWarmPoolTest extends GroupScene {
    private static final int BOOT = 20;

    private List<String> versions() {
        return web.instances().stream().map(SimulatedInstance::version).toList();
    }

    @Test
    void prepared_instances_are_no_members_and_reads_show_how_many_there_are() {
        web.createWarmPool(3);

        assertThat(read().instances()).hasSize(2);
        assertThat(read().traits().warmPool()).isEqualTo(new WarmPool(3, false));
        assertThat(web.warmPool().instances())
                .hasSize(3)
                .allMatch(instance -> instance.lifecycle() == Lifecycle.WARMED)
                .allMatch(instance -> instance.power() == SimulatedInstance.Power.STOPPED)
                .noneMatch(SimulatedInstance::answers);
        assertThat(web.toString()).contains("warm pool of 3", "in the warm pool: i-", "Warmed:Stopped");
    }

    @Test
    void prepared_instances_are_spread_over_the_zones_too() {
        web.createWarmPool(2);

        assertThat(web.warmPool().instances())
                .extracting(SimulatedInstance::zone)
                .containsExactly("eu-west-1c", "eu-west-1a");
    }

    @Test
    void a_scale_out_takes_prepared_instances_with_what_they_were_prepared_with() {
        web.createWarmPool(2);
        web.setLaunchVersion("v2");
        web.setDesired(5);
        passSeconds(REACTION);
        assertThat(versions()).containsExactly("v1", "v1", "v1", "v1", "v2");
        passSeconds(IN_SERVICE);
        assertThat(read().inService()).as("without the time of a launch").hasSize(4);
        passSeconds(BOOT - IN_SERVICE);
        assertThat(web.instances().get(3).answers()).isTrue();
        passSeconds(LAUNCH);
        assertThat(read().inService()).hasSize(5);
        assertThat(fleets.recentLaunches(WEB)).allMatch(launch -> launch.state() == Launch.State.SUCCEEDED);
    }

    @Test
    void what_was_taken_is_prepared_anew_from_the_template_as_it_is_now() {
        web.createWarmPool(1);
        web.setLaunchVersion("v2");
        web.setDesired(3);
        passSeconds(REACTION);
        assertThat(web.warmPool().instances()).singleElement().satisfies(instance -> {
            assertThat(instance.version()).isEqualTo("v2");
            assertThat(instance.state()).isEqualTo(LifecycleState.WARMED_PENDING);
        });
        passSeconds(LAUNCH + BOOT);
        assertThat(web.warmPool().instances().get(0).state()).isEqualTo(LifecycleState.WARMED_STOPPED);
    }

    @Test
    void an_instance_that_is_still_being_prepared_is_not_taken() {
        web.createWarmPool(1);
        web.setDesired(3);
        passSeconds(REACTION);
        web.setDesired(4);
        passSeconds(REACTION);

        assertThat(web.warmPool().instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.state()).isEqualTo(LifecycleState.WARMED_PENDING));
        assertThat(web.instances()).hasSize(4);
    }

    @Test
    void a_scale_in_ends_instances_unless_the_pool_reuses_them() {
        web.createWarmPool(1);
        web.setDesired(1);
        passSeconds(REACTION + TERMINATION);
        assertThat(web.warmPool().size()).isEqualTo(1);

        web.warmPool().reuseOnScaleIn();
        web.setMin(0);
        web.setDesired(0);
        passSeconds(REACTION + TERMINATION);
        assertThat(read().instances()).isEmpty();
        assertThat(read().traits().warmPool()).isEqualTo(new WarmPool(2, true));
        assertThat(web.toString()).contains("reused on scale-in");
    }

    @Test
    void a_reused_instance_comes_back_with_the_version_that_it_ran() {
        web.createWarmPool(0).reuseOnScaleIn();
        web.setBounds(new GroupSize(0, 5, 0));
        passSeconds(REACTION + TERMINATION);
        assertThat(web.warmPool().size()).isEqualTo(2);
        web.setLaunchVersion("v2");
        web.setDesired(3);
        passSeconds(REACTION + LAUNCH + IN_SERVICE);

        assertThat(versions()).containsExactlyInAnyOrder("v1", "v1", "v2");
        assertThat(read().inService()).hasSize(3);
    }

    @Test
    void a_stopped_instance_stays_registered_and_is_served_from_when_it_runs_again() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        targets.place(web);
        web.createWarmPool(0).reuseOnScaleIn();
        web.setBounds(new GroupSize(0, 5, 0));
        passSeconds(600);
        assertThat(targets.targets())
                .hasSize(2)
                .allSatisfy(target -> assertThat(target.reason()).isEqualTo("Target.InvalidState"));

        web.setDesired(2);
        passSeconds(600);
        assertThat(targets.healthy(web)).isEqualTo(2);
    }

    @Test
    void the_pool_takes_nothing_back_beyond_the_maximum() {
        web.createWarmPool(4).reuseOnScaleIn();
        web.setBounds(new GroupSize(0, 5, 0));
        passSeconds(REACTION + TERMINATION);

        assertThat(web.warmPool().size()).isEqualTo(5);
        assertThat(read().instances()).isEmpty();
    }

    @Test
    void a_termination_hook_holds_before_the_pool_takes_back() {
        web.createWarmPool(0).reuseOnScaleIn();
        web.addHook(LifecycleHook.terminating(Duration.ofHours(1)));
        web.setDesired(1);
        passSeconds(REACTION + 3599);
        assertThat(web.warmPool().size()).isZero();
        passSeconds(1);
        assertThat(web.warmPool().size()).isEqualTo(1);
        assertThat(read().instances()).hasSize(1);
    }

    @Test
    void a_deleted_pool_shows_until_its_instances_are_gone_and_gives_none_out() {
        web.createWarmPool(2);
        web.deleteWarmPool();
        web.setLaunchVersion("v2");
        web.setDesired(3);
        passSeconds(REACTION);
        assertThat(read().traits().warmPool()).isEqualTo(new WarmPool(2, false));
        assertThat(versions()).containsExactly("v1", "v1", "v2");
        passSeconds(TERMINATION);

        assertThat(read().traits().warmPool()).isNull();
        assertThatThrownBy(web::warmPool).isInstanceOf(IllegalArgumentException.class);
        web.createWarmPool(1);
        assertThat(read().traits().warmPool()).isEqualTo(new WarmPool(1, false));
    }

    @Test
    void a_smaller_pool_ends_what_is_too_much() {
        web.createWarmPool(3);
        web.createWarmPool(1);
        passSeconds(TERMINATION);

        assertThat(read().traits().warmPool()).isEqualTo(new WarmPool(1, false));
    }

    @Test
    void a_prepared_instance_that_ends_is_prepared_anew() {
        web.createWarmPool(1);
        SimulatedInstance prepared = web.warmPool().instances().get(0);
        prepared.terminate();
        passSeconds(TERMINATION + REACTION + LAUNCH + BOOT);

        assertThat(web.warmPool().instances()).singleElement().isNotEqualTo(prepared);
    }

    @Test
    void nothing_is_prepared_while_launches_are_suspended_or_refused() {
        web.createWarmPool(1);
        web.suspend("Launch");
        web.warmPool().instances().get(0).terminate();
        passSeconds(600);
        assertThat(web.warmPool().size()).isZero();

        web.refuseLaunches("no capacity");
        web.resume("Launch");
        passSeconds(600);
        assertThat(web.warmPool().size()).isZero();
        web.allowLaunches();
        passSeconds(600);
        assertThat(web.warmPool().size()).isEqualTo(1);
    }

    @Test
    void a_deleted_group_ends_what_was_prepared() {
        SimulatedInstance prepared = web.createWarmPool(1).instances().get(0);
        cloud.deleteGroup("web");
        passSeconds(600);

        assertThat(prepared.power()).isEqualTo(SimulatedInstance.Power.TERMINATED);
    }
}
