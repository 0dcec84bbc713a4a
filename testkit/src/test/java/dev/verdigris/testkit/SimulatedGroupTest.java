package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedGroupTest {
    private static final Permit PERMIT = () -> {};
    private static final GroupName WEB = new GroupName("web");
    private static final Latencies STEADY = Latencies.instant()
            .withReaction(Latency.exactly(Duration.ofSeconds(5)))
            .withLaunch(Latency.exactly(Duration.ofSeconds(15)))
            .withInService(Latency.exactly(Duration.ofSeconds(10)))
            .withBoot(Latency.exactly(Duration.ofSeconds(20)))
            .withTermination(Latency.exactly(Duration.ofSeconds(30)))
            .withNotice(Latency.exactly(Duration.ofMinutes(1)));

    private final SimulatedCloud cloud =
            SimulatedCloud.builder().latencies(STEADY).build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(1, 5, 2));
    private final Fleets fleets = cloud.ports().fleets();

    private Fleet read() {
        return fleets.describe(Set.of(WEB)).get(WEB);
    }

    private List<Lifecycle> lifecycles() {
        return read().instances().stream().map(Instance::lifecycle).toList();
    }

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void a_group_is_made_with_its_instances_in_service() {
        assertThat(read().size()).isEqualTo(new GroupSize(1, 5, 2));
        assertThat(read().inService())
                .containsExactly(new InstanceId("i-00001000000000001"), new InstanceId("i-00001000000000002"));
        assertThat(web.instance(2).version()).isEqualTo("v1");
        assertThat(web.instance(2).answers()).isTrue();
    }

    @Test
    void a_launch_takes_as_long_as_reaction_launch_and_status_checks() {
        web.setLaunchVersion("v2");
        fleets.resize(WEB, Resize.to(1, 3), PERMIT);

        passSeconds(4);
        assertThat(read().instances()).hasSize(2);
        passSeconds(1);
        assertThat(lifecycles()).containsExactly(Lifecycle.IN_SERVICE, Lifecycle.IN_SERVICE, Lifecycle.PENDING);
        assertThat(fleets.recentLaunches(WEB).get(0).state()).isEqualTo(Launch.State.RUNNING);
        SimulatedInstance third = web.instance(3);
        assertThat(third.version()).isEqualTo("v2");
        passSeconds(15);
        assertThat(third.power()).isEqualTo(SimulatedInstance.Power.RUNNING);
        assertThat(third.lifecycle()).isEqualTo(Lifecycle.PENDING);
        passSeconds(10);
        assertThat(third.lifecycle()).isEqualTo(Lifecycle.IN_SERVICE);
        assertThat(third.answers()).isFalse();
        assertThat(fleets.recentLaunches(WEB).get(0).state()).isEqualTo(Launch.State.SUCCEEDED);
        passSeconds(10);
        assertThat(third.answers()).isTrue();
    }

    @Test
    void an_ended_instance_shows_as_leaving_until_it_is_gone() {
        fleets.resize(WEB, Resize.to(1, 1), PERMIT);

        passSeconds(5);
        assertThat(lifecycles()).containsExactlyInAnyOrder(Lifecycle.IN_SERVICE, Lifecycle.LEAVING);
        passSeconds(29);
        assertThat(lifecycles()).hasSize(2);
        passSeconds(1);
        assertThat(lifecycles()).containsExactly(Lifecycle.IN_SERVICE);
    }

    @Test
    void a_minimum_alone_takes_the_desired_capacity_with_it() {
        fleets.resize(WEB, Resize.min(4), PERMIT);

        assertThat(read().size()).isEqualTo(new GroupSize(4, 5, 4));
        fleets.resize(WEB, Resize.min(0), PERMIT);
        assertThat(read().size()).isEqualTo(new GroupSize(0, 5, 4));
    }

    @Test
    void sizes_that_do_not_fit_together_are_refused_and_nothing_changes() {
        assertThatThrownBy(() -> fleets.resize(WEB, Resize.to(1, 6), PERMIT))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("Desired capacity:6 must be between the specified min size:1 and max size:5");
        assertThatThrownBy(() -> fleets.resize(WEB, Resize.to(3, 2), PERMIT)).isInstanceOf(PortException.Invalid.class);
        assertThatThrownBy(() -> fleets.resize(WEB, Resize.min(6), PERMIT))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("Max bound, 5, must be greater than or equal to min bound, 6");
        assertThat(read().size()).isEqualTo(new GroupSize(1, 5, 2));
    }

    @Test
    void a_group_that_does_not_exist_is_absent_from_a_read_and_not_found_by_a_change() {
        GroupName none = new GroupName("none");

        assertThat(fleets.describe(Set.of(none, WEB))).containsOnlyKeys(WEB);
        assertThatThrownBy(() -> fleets.resize(none, Resize.min(1), PERMIT))
                .isInstanceOf(PortException.NotFound.class)
                .hasMessageContaining("name not found");
        assertThatThrownBy(() -> fleets.recentLaunches(none)).isInstanceOf(PortException.NotFound.class);
        assertThatThrownBy(() -> cloud.group("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("web");
    }

    @Test
    void refused_launches_show_as_failed_activities_and_are_tried_again() {
        web.refuseLaunches("We currently do not have sufficient capacity", 2);
        fleets.resize(WEB, Resize.to(1, 3), PERMIT);

        passSeconds(5 + 1);
        assertThat(fleets.recentLaunches(WEB).subList(0, 2)).allSatisfy(launch -> {
            assertThat(launch.state()).isEqualTo(Launch.State.FAILED);
            assertThat(launch.message()).contains("sufficient capacity");
        });
        passSeconds(1);
        assertThat(read().instances()).hasSize(3);
    }

    @Test
    void refused_launches_come_as_soon_as_they_are_allowed_again() {
        web.refuseLaunches("no capacity");
        web.setDesired(3);
        passSeconds(600);
        assertThat(read().instances()).hasSize(2);

        web.allowLaunches();
        passSeconds(30);
        assertThat(read().inService()).hasSize(3);
    }

    @Test
    void at_most_a_hundred_launches_are_remembered() {
        web.refuseLaunches("no capacity");
        web.setDesired(3);
        passSeconds(600);

        assertThat(fleets.recentLaunches(WEB)).hasSize(100);
    }

    @Test
    void an_alarm_scales_within_the_bounds_and_not_while_its_process_is_suspended() {
        web.scaleOut(9);
        assertThat(web.size().desired()).isEqualTo(5);
        web.scaleIn(9);
        assertThat(web.size().desired()).isEqualTo(1);

        web.suspend("AlarmNotification");
        web.scaleOut(2);
        assertThat(web.size().desired()).isEqualTo(1);
    }

    @Test
    void suspended_processes_show_and_what_they_missed_is_made_up_for() {
        web.suspend("Launch");
        web.setDesired(4);
        passSeconds(60);
        assertThat(read().instances()).hasSize(2);
        assertThat(read().suspendedProcesses()).containsExactly("Launch");

        web.resume("Launch");
        passSeconds(30);
        assertThat(read().inService()).hasSize(4);

        web.suspend("Terminate");
        web.setDesired(1);
        passSeconds(60);
        assertThat(read().inService()).hasSize(4);
        web.resume("Terminate");
        passSeconds(35);
        assertThat(read().instances()).hasSize(1);
    }

    @Test
    void a_protected_member_is_not_scaled_in() {
        web.protect(web.instance(1).id());
        web.protect(web.instance(2).id());
        web.setDesired(1);
        passSeconds(60);
        assertThat(read().inService()).hasSize(2);

        web.unprotect(web.instance(2).id());
        passSeconds(60);
        assertThat(read().inService()).containsExactly(web.instance(1).id());
    }

    @Test
    void a_member_on_standby_is_no_capacity_and_is_replaced() {
        web.enterStandby(web.instance(1).id());
        passSeconds(30);

        assertThat(lifecycles()).containsExactly(Lifecycle.STANDBY, Lifecycle.IN_SERVICE, Lifecycle.IN_SERVICE);
        assertThatThrownBy(() -> web.enterStandby(web.instance(1).id())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_instance_ended_by_someone_else_is_noticed_after_a_while_and_replaced() {
        web.instance(1).terminate();

        passSeconds(59);
        assertThat(read().inService()).as("not noticed yet").hasSize(2);
        passSeconds(1);
        assertThat(read().inService()).containsExactly(web.instance(2).id());
        passSeconds(30);
        assertThat(read().inService())
                .containsExactly(web.instance(2).id(), web.instance(3).id());
    }

    @Test
    void faults_strike_by_number_and_by_version() {
        web.afflict(3, InstanceFault.diesAfter(Duration.ofSeconds(60)));
        web.afflict("v2", InstanceFault.neverHealthy());
        web.setDesired(3);
        passSeconds(41);
        SimulatedInstance third = web.instance(3);
        assertThat(third.answers()).isTrue();
        passSeconds(40);
        assertThat(third.answers()).as("has died").isFalse();

        web.setLaunchVersion("v2");
        web.setDesired(4);
        passSeconds(120);
        assertThat(web.instances())
                .filteredOn(instance -> instance.version().equals("v2"))
                .isNotEmpty()
                .noneMatch(SimulatedInstance::answers);
    }

    @Test
    void a_slow_boot_takes_as_long_as_it_is_said_to() {
        web.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(3)));
        web.setDesired(3);
        passSeconds(5 + 15 + 179);
        assertThat(web.instance(3).answers()).isFalse();
        passSeconds(1);
        assertThat(web.instance(3).answers()).isTrue();
    }

    @Test
    void an_environment_may_begin_with_both_fleets_at_zero() {
        Environment beta = Environment.of("beta");
        SimulatedCloud idle = SimulatedCloud.builder().atZero(beta).build();

        for (Color color : Color.values()) {
            assertThat(idle.group(beta, color).size()).isEqualTo(new GroupSize(0, 10, 0));
            assertThat(idle.group(beta, color).instances()).isEmpty();
        }
        assertThat(idle.recorded(beta)).isEqualTo("blue");
        assertThat(idle.targetGroup(beta).targets()).isEmpty();
    }

    @Test
    void tags_and_attachments_show() {
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        web.tag("Color", "blue");
        web.attach(targets);

        assertThat(read().tags()).containsEntry("Color", "blue");
        assertThat(read().attachedTargetGroups()).containsExactly(targets.arn());
        assertThat(targets.registered(web)).isEqualTo(2);
        web.detach(targets);
        assertThat(read().attachedTargetGroups()).isEmpty();
        assertThat(targets.registered(web)).isZero();
    }

    @Test
    void a_deleted_group_ends_its_instances_and_may_be_made_anew() {
        SimulatedInstance first = web.instance(1);
        cloud.deleteGroup("web");
        passSeconds(30);

        assertThat(first.power()).isEqualTo(SimulatedInstance.Power.TERMINATED);
        assertThat(fleets.describe(Set.of(WEB))).isEmpty();
        cloud.createGroup("web", new GroupSize(0, 1, 0));
        assertThat(fleets.describe(Set.of(WEB))).hasSize(1);
        assertThatThrownBy(() -> cloud.createGroup("web", new GroupSize(0, 1, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cloud.createGroup("odd", new GroupSize(3, 1, 0)))
                .isInstanceOf(PortException.Invalid.class);
    }
}
