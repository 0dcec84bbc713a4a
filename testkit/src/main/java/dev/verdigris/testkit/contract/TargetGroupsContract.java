package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.TargetGroups;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link TargetGroups}: what every implementation must do. What one is known to do differently it
 * declares by overriding a method here, and is then held to that.
 */
public abstract class TargetGroupsContract extends TargetGroupSurroundings {

    /** Called by subclasses. */
    protected TargetGroupsContract() {}

    /**
     * Whether what was deregistered is still listed while it drains; AWS lists it for the whole deregistration delay.
     */
    protected boolean drains() {
        return true;
    }

    /** Whether one instance may be registered on several ports; with AWS it may. */
    protected boolean keysByPort() {
        return true;
    }

    /** Whether targets of a target group that no listener uses stay {@code unused}; with AWS they do. */
    protected boolean leavesUnusedGroupsUnchecked() {
        return true;
    }

    /** The targets that are registered and not on their way out. */
    private List<TargetHealth> in(TargetGroup group) {
        return targetGroups.health(group).stream()
                .filter(health -> !health.out())
                .toList();
    }

    @Test
    final void a_target_group_is_found_by_name() {
        world.targetGroup("Beta", 8080, true);

        TargetGroup beta = targetGroups.find(new TargetGroupRef("Beta"));

        assertThat(beta.name()).isEqualTo("Beta");
        assertThat(beta.port()).isEqualTo(8080);
        assertThat(beta.inUse()).isTrue();
        assertThat(beta.deregistrationDelay()).isBetween(Duration.ZERO, Duration.ofHours(1));
    }

    @Test
    final void a_target_group_is_found_by_arn() {
        TargetGroup beta = beta();

        assertThat(targetGroups.find(new TargetGroupRef(beta.arn()))).isEqualTo(beta);
    }

    @Test
    final void target_groups_are_apart() {
        TargetGroup beta = beta();
        world.targetGroup("Other", 80, true);
        TargetGroup other = targetGroups.find(new TargetGroupRef("Other"));

        targetGroups.register(beta, targets(instances(1), 8080), Permits.GRANTED);
        world.runDue();

        assertThat(other.arn()).isNotEqualTo(beta.arn());
        assertThat(targetGroups.health(other)).isEmpty();
    }

    @Test
    final void a_target_group_that_does_not_exist_is_not_found() {
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.find(new TargetGroupRef("Absent")))
                .matches(e -> !e.isTransient());
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.find(new TargetGroupRef(ABSENT)));
    }

    @Test
    final void a_target_group_that_no_listener_uses_is_found_unused() {
        world.targetGroup("Idle", 80, false);

        assertThat(targetGroups.find(new TargetGroupRef("Idle")).inUse()).isFalse();
    }

    @Test
    final void the_health_of_a_target_group_that_is_gone_is_not_found() {
        TargetGroup gone = new TargetGroup(ABSENT, "Absent", 80, Duration.ZERO, false);

        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(() -> targetGroups.health(gone));
    }

    @Test
    final void an_empty_target_group_has_no_targets() {
        assertThat(targetGroups.health(beta())).isEmpty();
    }

    @Test
    final void what_is_registered_becomes_healthy_on_its_port() {
        TargetGroup beta = beta();
        Set<Target> targets = targets(instances(2), 8080);

        targetGroups.register(beta, targets, Permits.GRANTED);
        assertThat(in(beta)).extracting(TargetHealth::target).containsExactlyInAnyOrderElementsOf(targets);
        world.runDue();

        assertThat(targetGroups.health(beta))
                .hasSize(2)
                .allMatch(TargetHealth::healthy)
                .allMatch(health -> health.reason() == null)
                .extracting(TargetHealth::target)
                .containsExactlyInAnyOrderElementsOf(targets);
    }

    @Test
    final void targets_are_registered_on_the_port_asked_for() {
        TargetGroup beta = beta();

        targetGroups.register(beta, targets(instances(1), 9000), Permits.GRANTED);
        world.runDue();

        assertThat(targetGroups.health(beta)).singleElement().satisfies(health -> {
            assertThat(health.target().port()).isEqualTo(9000);
            assertThat(health.healthy()).isTrue();
        });
    }

    @Test
    final void one_instance_may_be_registered_on_two_ports() {
        TargetGroup beta = beta();
        InstanceId instance = instances(1).get(0);

        targetGroups.register(beta, Set.of(new Target(instance, 8080)), Permits.GRANTED);
        targetGroups.register(beta, Set.of(new Target(instance, 9000)), Permits.GRANTED);
        world.runDue();

        assertThat(in(beta))
                .extracting(health -> health.target().port())
                .containsExactlyInAnyOrderElementsOf(keysByPort() ? List.of(8080, 9000) : List.of(9000));
    }

    @Test
    final void any_number_is_registered_and_deregistered() {
        TargetGroup beta = beta();
        Set<Target> targets = targets(instances(45), 8080);

        targetGroups.register(beta, targets, Permits.GRANTED);
        world.runDue();
        assertThat(targetGroups.health(beta)).hasSize(45).allMatch(TargetHealth::healthy);

        targetGroups.deregister(beta, targets, Permits.GRANTED);
        world.runDue();
        assertThat(targetGroups.health(beta)).isEmpty();
    }

    @Test
    final void registering_what_is_registered_changes_nothing() {
        TargetGroup beta = beta();
        Set<Target> targets = targets(instances(2), 8080);
        targetGroups.register(beta, targets, Permits.GRANTED);
        world.runDue();

        targetGroups.register(beta, targets, Permits.GRANTED);

        assertThat(targetGroups.health(beta)).hasSize(2).allMatch(TargetHealth::healthy);
    }

    @Test
    final void registering_nothing_changes_nothing() {
        TargetGroup beta = beta();

        targetGroups.register(beta, Set.of(), Permits.GRANTED);
        targetGroups.deregister(beta, Set.of(), Permits.GRANTED);

        assertThat(targetGroups.health(beta)).isEmpty();
    }

    @Test
    final void an_instance_that_does_not_run_cannot_be_registered() {
        TargetGroup beta = beta();
        InstanceId instance = instances(1).get(0);
        world.end(instance);

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.register(beta, Set.of(new Target(instance, 8080)), Permits.GRANTED))
                .withMessageContaining(instance.value());
        assertThat(in(beta)).isEmpty();
    }

    @Test
    final void a_registered_instance_that_ends_is_forgotten() {
        TargetGroup beta = beta();
        InstanceId instance = instances(1).get(0);
        targetGroups.register(beta, Set.of(new Target(instance, 8080)), Permits.GRANTED);
        world.runDue();

        world.end(instance);
        world.runDue();

        assertThat(targetGroups.health(beta)).isEmpty();
    }

    @Test
    final void targets_of_a_group_that_no_listener_uses_stay_unused() {
        world.targetGroup("Idle", 80, false);
        TargetGroup idle = targetGroups.find(new TargetGroupRef("Idle"));

        targetGroups.register(idle, targets(instances(1), 80), Permits.GRANTED);
        world.runDue();

        assertThat(targetGroups.health(idle)).singleElement().satisfies(health -> {
            assertThat(health.healthy()).isEqualTo(!leavesUnusedGroupsUnchecked());
            assertThat(health.reason()).isEqualTo(leavesUnusedGroupsUnchecked() ? "Target.NotInUse" : null);
        });
    }

    @Test
    final void what_is_deregistered_is_out_and_drains() {
        TargetGroup beta = beta();
        Set<Target> targets = targets(instances(2), 8080);
        targetGroups.register(beta, targets, Permits.GRANTED);
        world.runDue();

        targetGroups.deregister(beta, targets, Permits.GRANTED);

        assertThat(in(beta)).isEmpty();
        assertThat(targetGroups.health(beta))
                .hasSize(drains() ? 2 : 0)
                .allMatch(health -> health.state() == TargetHealth.State.DRAINING);
        world.runDue();
        assertThat(targetGroups.health(beta)).isEmpty();
    }

    @Test
    final void only_what_was_named_is_deregistered() {
        TargetGroup beta = beta();
        List<InstanceId> instances = instances(3);
        targetGroups.register(beta, targets(instances, 8080), Permits.GRANTED);
        world.runDue();

        targetGroups.deregister(beta, Set.of(new Target(instances.get(1), 8080)), Permits.GRANTED);
        world.runDue();

        assertThat(targetGroups.health(beta))
                .extracting(health -> health.target().instance())
                .containsExactlyInAnyOrder(instances.get(0), instances.get(2));
    }

    @Test
    final void deregistering_what_is_not_registered_changes_nothing() {
        TargetGroup beta = beta();

        targetGroups.deregister(beta, targets(instances(2), 8080), Permits.GRANTED);
        world.runDue();

        assertThat(targetGroups.health(beta)).isEmpty();
    }

    @Test
    final void one_that_is_not_registered_does_not_keep_the_others_in() {
        TargetGroup beta = beta();
        List<InstanceId> instances = instances(3);
        targetGroups.register(
                beta, Set.of(new Target(instances.get(0), 8080), new Target(instances.get(2), 8080)), Permits.GRANTED);
        world.runDue();

        targetGroups.deregister(beta, targets(instances, 8080), Permits.GRANTED);

        assertThat(in(beta)).isEmpty();
    }

    @Test
    final void registering_what_drains_ends_the_draining() {
        TargetGroup beta = beta();
        Set<Target> targets = targets(instances(1), 8080);
        targetGroups.register(beta, targets, Permits.GRANTED);
        world.runDue();
        targetGroups.deregister(beta, targets, Permits.GRANTED);

        targetGroups.register(beta, targets, Permits.GRANTED);
        assertThat(in(beta)).hasSize(1);
        world.runDue();

        assertThat(targetGroups.health(beta)).singleElement().matches(TargetHealth::healthy);
    }

    @Test
    final void without_a_permit_nothing_is_registered() {
        TargetGroup beta = beta();
        Set<Target> targets = targets(instances(45), 8080);

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> targetGroups.register(beta, targets, Permits.DENIED));

        assertThat(targetGroups.health(beta)).isEmpty();
    }

    @Test
    final void without_a_permit_nothing_is_deregistered() {
        TargetGroup beta = beta();
        Set<Target> targets = targets(instances(45), 8080);
        targetGroups.register(beta, targets, Permits.GRANTED);
        world.runDue();

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> targetGroups.deregister(beta, targets, Permits.DENIED));

        assertThat(targetGroups.health(beta)).hasSize(45).allMatch(TargetHealth::healthy);
    }

    @Test
    final void the_quota_of_targets_is_known() {
        assertThat(targetGroups.targetQuota()).isPositive();
    }
}
