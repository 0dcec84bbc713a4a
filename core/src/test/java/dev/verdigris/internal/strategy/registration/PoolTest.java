package dev.verdigris.internal.strategy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.targets.TargetRepair;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth.State;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What registration reads of a target group, and what would be left there after a change. */
class PoolTest {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final Target B1 = new Target(new InstanceId("i-b1"), 80);
    private static final Target B2 = new Target(new InstanceId("i-b2"), 80);
    private static final Target G1 = new Target(new InstanceId("i-g1"), 80);

    private final Snapshot snapshot =
            Given.blueServing().fleet(Color.GREEN, new GroupSize(1, 10, 1), 1).snapshot();
    private final PoolState state = PoolState.of(snapshot.traffic());
    private final Membership members = Membership.of(snapshot.blue(), snapshot.green());

    @Test
    void a_target_that_comes_gets_requests_and_takes_nothing_from_those_that_serve() {
        TrafficView after = state.with(Set.of(G1), members);

        assertThat(after.active()).isEqualTo(new TrafficView.Active.Both());
        assertThat(after.takesFrom(state.view())).isFalse();
        assertThat(after.capacity()).isEqualTo(3);
    }

    @Test
    void targets_that_leave_drain_and_their_capacity_is_gone() {
        TrafficView after = state.without(Set.of(B1, B2), members);

        assertThat(after.capacity()).isEqualTo(1);
        assertThat(after.takesFrom(state.view())).isTrue();
        assertThat(after.carries(2)).isFalse();
        assertThat(after.side(Color.BLUE).draining()).containsExactlyInAnyOrder(B1.instance(), B2.instance());
    }

    @Test
    void another_port_for_a_healthy_instance_does_not_make_it_sick() {
        TrafficView after = state.with(Set.of(new Target(B1.instance(), 8080)), members);

        assertThat(after.takesFrom(state.view())).isFalse();
    }

    @Test
    void the_route_has_the_ports_of_the_color_that_serves_or_that_of_the_group() {
        assertThat(state.route().ports()).containsExactly(80);
        PoolState nobody = PoolState.of(Given.nothingServing()
                .registered("x", 1, State.HEALTHY)
                .snapshot()
                .traffic());
        assertThat(nobody.route().ports()).containsExactly(80);
    }

    @Test
    void two_routes_differ_by_what_a_plan_is_made_from() {
        PoolRoute other = new PoolRoute(state.group(), new TreeSet<>(List.of(80, 8080)));

        assertThat(state.route().differences(state.route())).isEmpty();
        assertThat(state.route().differences(other)).containsExactly("the ports were [80] and are [80, 8080]");
    }

    @Test
    void each_target_of_a_difference_counts_for_itself() {
        Difference two = new TargetRepair.Join(BLUE, Set.of(B1, B2)).with(Set.of(B1, B2));
        Difference one = new TargetRepair.Join(BLUE, Set.of(B1)).with(Set.of(B1));

        assertThat(Objects.requireNonNull(two.in(List.of(one))).repair())
                .isEqualTo(new TargetRepair.Join(BLUE, Set.of(B1)));
    }

    @Test
    void a_difference_of_another_kind_or_of_other_targets_is_another_one() {
        Difference joins = new TargetRepair.Join(BLUE, Set.of(B1)).with(Set.of(B1));
        Difference leaves = new TargetRepair.Drain(BLUE, Set.of(B1), 3).with(Set.of(B1));
        Difference others = new TargetRepair.Join(BLUE, Set.of(B2)).with(Set.of(B2));

        assertThat(joins.in(List.of(leaves, others))).isNull();
    }

    @Test
    void what_must_remain_while_members_leave_is_what_their_group_is_meant_to_have_now() {
        Difference both = new TargetRepair.Drain(BLUE, Set.of(B1, B2), 4).with(Set.of(B1, B2));
        Difference now = new TargetRepair.Drain(BLUE, Set.of(B1), 3).with(Set.of(B1));

        assertThat(Objects.requireNonNull(both.in(List.of(now))).repair())
                .isEqualTo(new TargetRepair.Drain(BLUE, Set.of(B1), 3));
    }
}
