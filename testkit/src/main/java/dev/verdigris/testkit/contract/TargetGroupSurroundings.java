package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.TargetGroups;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of the contract about a target group apart from its targets, and about what is around it. */
abstract class TargetGroupSurroundings {
    private static final GroupName FLEET = new GroupName("beta-blue");
    static final String ABSENT =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Absent/0123456789abcdef";

    ContractWorld world;
    TargetGroups targetGroups;

    TargetGroupSurroundings() {}

    /** Makes a world in which nothing has been arranged. */
    protected abstract ContractWorld newWorld();

    @BeforeEach
    final void arrange() {
        world = newWorld();
        targetGroups = world.cloud().targetGroups();
    }

    final TargetGroup beta() {
        world.targetGroup("Beta", 8080, true);
        return targetGroups.find(new TargetGroupRef("Beta"));
    }

    final List<InstanceId> instances(int number) {
        world.group(FLEET, new GroupSize(0, number, number));
        Fleet fleet = world.cloud().fleets().describe(Set.of(FLEET)).get(FLEET);
        return Objects.requireNonNull(fleet).inService();
    }

    static Set<Target> targets(List<InstanceId> instances, int port) {
        Set<Target> targets = new LinkedHashSet<>();
        instances.forEach(instance -> targets.add(new Target(instance, port)));
        return targets;
    }

    @Test
    final void the_kind_of_a_target_group_is_known() {
        world.targetGroup("Addresses", "ip");

        assertThat(beta().kind()).isEqualTo(TargetGroup.INSTANCES);
        assertThat(targetGroups.find(new TargetGroupRef("Addresses")).kind()).isEqualTo("ip");
    }

    @Test
    final void one_healthy_target_is_enough_unless_it_is_set_otherwise() {
        TargetGroup beta = beta();
        assertThat(beta.healthyShare()).isEqualTo(HealthyShare.defaults());

        world.healthyPercent("Beta", 70, 60);

        HealthyShare share = targetGroups.find(new TargetGroupRef("Beta")).healthyShare();
        assertThat(share.failover()).isEqualTo(new HealthyShare.Threshold(1, 70));
        assertThat(share.routing()).isEqualTo(new HealthyShare.Threshold(1, 60));
    }

    @Test
    final void the_load_balancer_that_uses_a_target_group_is_known() {
        TargetGroup beta = beta();

        assertThat(targetGroups.loadBalancers(beta)).singleElement().satisfies(balancer -> {
            assertThat(balancer.arn()).contains(":loadbalancer/app/" + balancer.name() + "/");
            assertThat(balancer.zones()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(balancer.otherTargets()).isZero();
        });
    }

    @Test
    final void a_target_group_that_no_listener_uses_has_no_load_balancer() {
        world.targetGroup("Idle", 80, false);

        assertThat(targetGroups.loadBalancers(targetGroups.find(new TargetGroupRef("Idle"))))
                .isEmpty();
    }

    @Test
    final void instances_that_are_registered_elsewhere_are_found_on_whatever_port() {
        TargetGroup beta = beta();
        world.targetGroup("Other", 80, true);
        world.targetGroup("Addresses", "ip");
        TargetGroup other = targetGroups.find(new TargetGroupRef("Other"));
        List<InstanceId> instances = instances(3);
        targetGroups.register(beta, Set.of(new Target(instances.get(0), 8080)), Permits.GRANTED);
        targetGroups.register(other, Set.of(new Target(instances.get(1), 9000)), Permits.GRANTED);

        assertThat(targetGroups.registeredElsewhere(beta, Set.copyOf(instances)))
                .isEqualTo(Map.of(other.arn(), Set.of(instances.get(1))));
        assertThat(targetGroups.registeredElsewhere(other, Set.of(instances.get(1), instances.get(2))))
                .isEmpty();
        assertThat(targetGroups.registeredElsewhere(beta, Set.of())).isEmpty();
    }

    @Test
    final void the_rehearsal_of_a_deregistration_changes_nothing() {
        TargetGroup beta = beta();
        targetGroups.register(beta, targets(instances(2), 8080), Permits.GRANTED);
        world.runDue();

        targetGroups.rehearseDeregistration(beta, Permits.GRANTED);

        assertThat(targetGroups.health(beta)).hasSize(2).allMatch(TargetHealth::healthy);
    }

    @Test
    final void it_is_not_sent_without_a_permit_nor_to_a_target_group_that_is_gone() {
        TargetGroup beta = beta();
        TargetGroup gone = new TargetGroup(ABSENT, "Absent", 80, Duration.ZERO, false);

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(beta, Permits.DENIED));
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(gone, Permits.GRANTED));
        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(() -> targetGroups.loadBalancers(gone));
    }
}
