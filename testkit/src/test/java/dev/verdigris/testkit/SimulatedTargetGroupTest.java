package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedTargetGroupTest {
    private static final Permit PERMIT = () -> {};
    private static final Latencies STEADY = Latencies.instant()
            .withRegistration(Latency.exactly(Duration.ofSeconds(3)))
            .withFirstCheck(Latency.exactly(Duration.ofSeconds(7)))
            .withTermination(Latency.exactly(Duration.ofSeconds(30)))
            .withForgetting(Latency.exactly(Duration.ofSeconds(45)));

    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(STEADY)
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .deregistrationDelay(Duration.ofSeconds(20))
            .targetQuota(3)
            .build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 2));
    private final SimulatedTargetGroup group = cloud.createTargetGroup("Web", 8080);
    private final TargetGroups port = cloud.ports().targetGroups();
    private final SimulatedInstance first = web.instance(1);
    private final Target target = new Target(first.id(), 8080);
    private TargetGroup found;

    @BeforeEach
    void find() {
        found = port.find(new TargetGroupRef("Web"));
    }

    private List<String> health() {
        return port.health(found).stream()
                .map(TargetHealth::toString)
                .map(text -> text.substring(text.indexOf(' ') + 1))
                .toList();
    }

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    private void register() {
        port.register(found, Set.of(target), PERMIT);
    }

    private void deregister() {
        port.deregister(found, Set.of(target), PERMIT);
    }

    @Test
    void a_target_group_is_found_by_name_and_by_arn() {
        assertThat(found).isEqualTo(new TargetGroup(group.arn(), "Web", 8080, Duration.ofSeconds(20), true));
        assertThat(port.find(new TargetGroupRef(group.arn()))).isEqualTo(found);
        assertThat(port.targetQuota()).isEqualTo(3);
    }

    @Test
    void a_target_group_that_does_not_exist_is_not_found_by_any_call() {
        assertThatThrownBy(() -> port.find(new TargetGroupRef("Other"))).isInstanceOf(PortException.NotFound.class);
        cloud.deleteTargetGroup("Web");
        assertThatThrownBy(() -> port.health(found)).isInstanceOf(PortException.NotFound.class);
        assertThatThrownBy(this::register).isInstanceOf(PortException.NotFound.class);
        assertThatThrownBy(this::deregister).isInstanceOf(PortException.NotFound.class);
        assertThatThrownBy(() -> cloud.targetGroup("Web")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_new_target_is_healthy_after_one_good_check() {
        register();
        assertThat(health()).containsExactly("initial Elb.RegistrationInProgress");
        passSeconds(3);
        assertThat(health()).containsExactly("initial Elb.InitialHealthChecking");
        passSeconds(6);
        assertThat(health()).containsExactly("initial Elb.InitialHealthChecking");
        passSeconds(1);
        assertThat(health()).containsExactly("healthy");
    }

    @Test
    void a_new_target_is_unhealthy_after_as_many_bad_checks_as_the_threshold() {
        first.sicken("Target.ResponseCodeMismatch");
        register();
        passSeconds(3 + 7 + 9);
        assertThat(health()).containsExactly("initial Elb.InitialHealthChecking");
        passSeconds(1);
        assertThat(health()).containsExactly("unhealthy Target.ResponseCodeMismatch");
    }

    @Test
    void a_target_that_gets_well_needs_as_many_good_checks_as_the_threshold() {
        group.place(first);
        first.sicken("Target.Timeout");
        passSeconds(9);
        assertThat(health()).containsExactly("healthy");
        passSeconds(1);
        assertThat(health()).containsExactly("unhealthy Target.Timeout");
        first.heal();
        passSeconds(39);
        assertThat(health()).containsExactly("unhealthy Target.Timeout");
        passSeconds(1);
        assertThat(health()).containsExactly("healthy");
    }

    @Test
    void a_short_sickness_between_two_checks_goes_unseen() {
        group.place(first);
        passSeconds(1);
        first.sicken("Target.Timeout");
        passSeconds(8);
        first.heal();
        passSeconds(100);

        assertThat(health()).containsExactly("healthy");
        assertThat(cloud.log().toString()).doesNotContain("unhealthy");
    }

    @Test
    void an_instance_turns_unhealthy_under_traffic() {
        web.afflict(3, InstanceFault.turnsUnhealthyAfter(Duration.ofSeconds(30)));
        web.setDesired(3);
        group.register(web.instance(3).id());
        passSeconds(39);
        assertThat(health()).containsExactly("healthy");
        passSeconds(11);
        assertThat(health()).containsExactly("unhealthy Target.ResponseCodeMismatch");
    }

    @Test
    void registering_what_is_registered_changes_nothing() {
        group.place(first);
        register();

        assertThat(health()).containsExactly("healthy");
    }

    @Test
    void one_instance_may_be_registered_on_several_ports_and_leaves_them_one_by_one() {
        group.place(first);
        port.register(found, Set.of(new Target(first.id(), 9090)), PERMIT);
        assertThat(health()).hasSize(2);
        deregister();
        assertThat(port.health(found))
                .extracting(TargetHealth::target, TargetHealth::out)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(target, true),
                        org.assertj.core.groups.Tuple.tuple(new Target(first.id(), 9090), false));
    }

    @Test
    void what_does_not_run_cannot_be_registered_and_keeps_its_whole_batch_out() {
        SimulatedInstance second = web.instance(2);
        second.terminate();

        assertThatThrownBy(() -> port.register(found, Set.of(target, new Target(second.id(), 8080)), PERMIT))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("not in a running state and cannot be registered: [" + second.id() + "]");
        assertThat(health()).isEmpty();
        assertThatThrownBy(() -> group.register(new InstanceId("i-0123456789abcdef0")))
                .isInstanceOf(PortException.Invalid.class);
    }

    @Test
    void more_targets_than_the_quota_are_refused() {
        web.setDesired(4);
        for (int number = 1; number <= 3; number++) {
            group.register(web.instance(number).id());
        }

        assertThatThrownBy(() -> group.register(web.instance(4).id()))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("TooManyTargets");
    }

    @Test
    void a_deregistered_target_drains_for_exactly_the_delay_whatever_is_in_flight() {
        group.place(first);
        deregister();
        assertThat(health()).containsExactly("draining Target.DeregistrationInProgress");
        deregister();
        passSeconds(19);
        assertThat(health()).containsExactly("draining Target.DeregistrationInProgress");
        passSeconds(1);
        assertThat(health()).isEmpty();
        deregister();
        assertThat(health()).isEmpty();
    }

    @Test
    void without_a_delay_it_is_out_at_once() {
        group.setDeregistrationDelay(Duration.ZERO);
        group.place(first);
        deregister();

        assertThat(health()).isEmpty();
        assertThatThrownBy(() -> group.setDeregistrationDelay(Duration.ofHours(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void registering_a_draining_target_ends_the_draining() {
        group.place(first);
        deregister();
        passSeconds(15);
        register();
        assertThat(health()).containsExactly("initial Elb.RegistrationInProgress");
        passSeconds(10);
        assertThat(health()).containsExactly("healthy");
    }

    @Test
    void the_targets_of_a_group_that_no_listener_uses_are_unused_until_one_does() {
        group.setInUse(false);
        register();
        passSeconds(100);
        assertThat(health()).containsExactly("unused Target.NotInUse");
        assertThat(port.find(new TargetGroupRef("Web")).inUse()).isFalse();

        group.setInUse(true);
        passSeconds(10);
        assertThat(health()).containsExactly("healthy");
        group.setInUse(false);
        deregister();
        assertThat(health()).isEmpty();
    }

    @Test
    void the_target_of_an_ended_instance_fails_its_checks_then_is_unused_then_vanishes() {
        group.place(first);
        first.terminate();
        passSeconds(10);
        assertThat(health()).containsExactly("unhealthy Target.Timeout");
        passSeconds(20);
        assertThat(health()).containsExactly("unused Target.InvalidState");
        passSeconds(45);
        assertThat(health()).isEmpty();
    }

    @Test
    void scale_in_does_not_drain_an_instance_that_was_registered_by_hand() {
        group.place(web);
        web.setDesired(0);

        assertThat(health()).containsExactly("healthy", "healthy");
        passSeconds(10);
        assertThat(health()).containsExactly("unhealthy Target.Timeout", "unhealthy Target.Timeout");
    }

    @Test
    void scale_in_drains_the_instances_of_an_attached_group_before_it_ends_them() {
        web.attach(group);
        passSeconds(10);
        web.setDesired(1);
        assertThat(health()).containsExactlyInAnyOrder("healthy", "draining Target.DeregistrationInProgress");
        assertThat(web.instances()).allMatch(SimulatedInstance::answers);
        passSeconds(20 + 30);
        assertThat(web.instances()).hasSize(1);
        web.setDesired(2);
        passSeconds(10);
        assertThat(health()).containsExactly("healthy", "healthy");
    }

    @Test
    void names_and_ports_that_aws_refuses_are_refused() {
        assertThatThrownBy(() -> cloud.createTargetGroup("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cloud.createTargetGroup("Web"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found one");
    }
}
