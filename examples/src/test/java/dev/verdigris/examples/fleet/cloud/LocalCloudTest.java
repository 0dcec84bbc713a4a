package dev.verdigris.examples.fleet.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no contract asks of a local cloud, or asks only of one that is more like AWS. */
class LocalCloudTest {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final GroupName GREEN = new GroupName("beta-green");
    private static final RouteRef ROUTE = new RouteRef("web:80");

    private LocalWorld world;
    private Fleets fleets;
    private Listeners listeners;

    @BeforeEach
    void arrange() {
        world = LocalWorld.empty();
        fleets = world.cloud().fleets();
        listeners = Objects.requireNonNull(world.cloud().listeners());
    }

    private Fleet fleet(GroupName group) {
        return Objects.requireNonNull(fleets.describe(Set.of(group)).get(group));
    }

    @Test
    void sizes_outside_the_bounds_are_refused() {
        world.group(BLUE, new GroupSize(1, 3, 1));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(1, 4), () -> {}));
        assertThat(fleet(BLUE).size()).isEqualTo(new GroupSize(1, 3, 1));
    }

    @Test
    void a_group_without_a_permit_stays_as_it_is() {
        world.group(BLUE, new GroupSize(0, 3, 1));

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(0, 0), () -> {
                    throw new PermitDeniedException("expected a permit, found none", "ask for one");
                }));
        assertThat(fleet(BLUE).size().desired()).isEqualTo(1);
    }

    @Test
    void a_permit_may_write_the_deployment_state_before_it_is_given() {
        world.group(BLUE, new GroupSize(0, 3, 0));
        DeploymentStore store = Objects.requireNonNull(world.cloud().deployments());
        String key = "acme/" + UUID.randomUUID();

        fleets.resize(BLUE, Resize.to(0, 1), () -> store.claim(key, "held", null));

        assertThat(fleet(BLUE).size().desired()).isEqualTo(1);
        assertThat(Objects.requireNonNull(store.find(key)).text()).isEqualTo("held");
    }

    @Test
    void a_fleet_that_shrinks_keeps_members_of_before_and_those_that_are_guarded() {
        world.group(BLUE, new GroupSize(0, 3, 3));
        InstanceId guarded = fleet(BLUE).inService().get(0);
        world.protect(BLUE, guarded);

        fleets.resize(BLUE, Resize.to(0, 1), () -> {});
        world.runDue();

        assertThat(fleet(BLUE).inService()).containsExactly(guarded);
    }

    @Test
    void a_member_that_is_replaced_leaves_and_another_one_comes() {
        world.group(BLUE, new GroupSize(0, 3, 2));
        List<InstanceId> before = fleet(BLUE).inService();

        fleets.replace(BLUE, before.get(0), () -> {});
        world.runDue();

        assertThat(fleet(BLUE).inService()).hasSize(2).contains(before.get(1)).doesNotContain(before.get(0));
        assertThat(fleets.recentLaunches(BLUE)).hasSize(3);
    }

    @Test
    void who_is_no_member_is_not_replaced() {
        world.group(BLUE, new GroupSize(0, 3, 1));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> fleets.replace(BLUE, new InstanceId("i-0123456789abcdef0"), () -> {}));
    }

    @Test
    void a_member_that_leaves_an_attached_group_is_drained_before_it_ends() {
        world.targetGroup("Beta", 80, true);
        world.group(BLUE, new GroupSize(0, 3, 1));
        Attachments attachments = Objects.requireNonNull(world.cloud().attachments());
        TargetGroup beta = world.cloud().targetGroups().find(new TargetGroupRef("Beta"));
        attachments.attach(BLUE, beta, () -> {});
        world.runDue();

        fleets.resize(BLUE, Resize.to(0, 0), () -> {});
        world.lookTwice();

        assertThat(fleet(BLUE).instances()).hasSize(1);
        assertThat(world.cloud().targetGroups().health(beta)).singleElement().matches(health -> health.out());
        world.runDue();
        assertThat(fleet(BLUE).instances()).isEmpty();
    }

    @Test
    void requests_go_where_the_weights_say_and_to_nobody_else() {
        forwarding();
        String route = Objects.requireNonNull(listeners.describe(Set.of(ROUTE)).get(ROUTE))
                .arn();
        assertThat(answers()).containsOnly("v1");

        listeners.forward(route, new Split(weights(0, 100), null), () -> {});
        world.runDue();
        world.awaitAnswerOf(80, "v2");

        assertThat(answers()).containsOnly("v2");
    }

    private void forwarding() {
        world.group(BLUE, "v1");
        world.group(GREEN, "v2");
        world.targetGroup("Blue", 80, false);
        world.targetGroup("Green", 80, false);
        world.attach(BLUE, "Blue");
        world.attach(GREEN, "Green");
        world.listener(80, Map.of("Blue", 100, "Green", 0));
        world.runDue();
        world.awaitAnswerOf(80, "v1");
    }

    private static Map<String, Integer> weights(int blue, int green) {
        return Map.of(Arn.targetGroup("Blue"), blue, Arn.targetGroup("Green"), green);
    }

    private List<String> answers() {
        String[] answers = new String[50];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = world.versionAt(80);
        }
        return List.of(answers);
    }

    @Test
    void weights_that_are_all_zero_stickiness_and_strange_target_groups_are_refused() {
        forwarding();
        String route = Objects.requireNonNull(listeners.describe(Set.of(ROUTE)).get(ROUTE))
                .arn();

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(route, new Split(weights(0, 0), null), () -> {}));
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(route, new Split(weights(0, 1), Duration.ofHours(1)), () -> {}));
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> listeners.forward(route, new Split(Map.of("arn", 1), null), () -> {}));
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> listeners.forward("arn", new Split(weights(0, 1), null), () -> {}));
        assertThat(Objects.requireNonNull(listeners.describe(Set.of(ROUTE)).get(ROUTE))
                        .split()
                        .weights())
                .isEqualTo(weights(100, 0));
    }

    @Test
    void what_uses_a_target_group_is_known_whatever_its_weight() {
        forwarding();
        String balancer = Arn.loadBalancer();

        assertThat(listeners.using(balancer, Set.of(Arn.targetGroup("Green")))).hasSize(1);
        assertThat(listeners.using(balancer, Set.of(Arn.targetGroup("Other")))).isEmpty();
        assertThat(listeners.using("another", Set.of(Arn.targetGroup("Green")))).isEmpty();
        assertThat(listeners.describe(Set.of(new RouteRef("web:81")))).isEmpty();
    }
}
