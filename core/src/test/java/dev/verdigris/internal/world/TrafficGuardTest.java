package dev.verdigris.internal.world;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.strategy.registration.PoolState;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth.State;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficGuardTest {
    private static final Set<Target> ALL_BLUE = Set.of(target("i-b1"), target("i-b2"), target("i-b3"));

    private static Target target(String instance) {
        return new Target(new InstanceId(instance), 80);
    }

    private static Look look(Given given) {
        Snapshot snapshot = given.fleet(Color.GREEN, new GroupSize(0, 10, 3), 3).snapshot();
        return new Look(
                snapshot.blue(),
                snapshot.green(),
                Membership.of(snapshot.blue(), snapshot.green()),
                snapshot.traffic());
    }

    private static TrafficView without(Look look, Set<Target> leaving) {
        return ((PoolState) look.state()).without(leaving, look.members());
    }

    @Test
    void lets_targets_leave_when_enough_healthy_ones_remain() {
        Look look = look(Given.blueServing().registered("g", 3, State.HEALTHY));

        assertThatCode(() -> TrafficGuard.changing(look, without(look, ALL_BLUE), 3))
                .doesNotThrowAnyException();
    }

    @Test
    void blocks_when_fewer_than_the_floor_would_remain() {
        Look look = look(Given.blueServing().registered("g", 2, State.HEALTHY));

        assertThatExceptionOfType(GuardedException.class)
                .isThrownBy(() -> TrafficGuard.changing(look, without(look, ALL_BLUE), 3))
                .withMessageContaining("with 3 healthy instances leaving, 2 would remain, and at least 3 must");
    }

    @Test
    void does_not_count_targets_of_neither_color() {
        Look look = look(Given.blueServing().registered("x", 9, State.HEALTHY));

        assertThatExceptionOfType(GuardedException.class)
                .isThrownBy(() -> TrafficGuard.changing(look, without(look, ALL_BLUE), 1))
                .withMessageContaining("0 would remain");
    }

    @Test
    void lets_targets_leave_that_serve_nobody_even_below_the_floor() {
        Look look = look(Given.blueServing().registered("g", 1, State.UNHEALTHY));

        assertThatCode(() -> TrafficGuard.changing(look, without(look, Set.of(target("i-g1"))), 9))
                .doesNotThrowAnyException();
    }

    @Test
    void a_fleet_does_not_shrink_while_it_is_registered_or_drains() {
        Look draining = look(Given.blueServing().registered("g", 2, State.DRAINING));

        assertThatExceptionOfType(GuardedException.class)
                .isThrownBy(() -> TrafficGuard.shrinking(draining, Color.GREEN, true))
                .withMessageContaining("0 of its instances get requests and 2 drain");
        assertThatExceptionOfType(GuardedException.class)
                .isThrownBy(() -> TrafficGuard.shrinking(draining, Color.BLUE, true))
                .withMessageContaining("3 of its instances get requests");
    }

    @Test
    void a_fleet_that_serves_nobody_shrinks() {
        assertThatCode(() -> TrafficGuard.shrinking(look(Given.blueServing()), Color.GREEN, true))
                .doesNotThrowAnyException();
    }

    @Test
    void a_fleet_that_only_one_look_finds_out_of_traffic_does_not_shrink_yet() {
        assertThatExceptionOfType(GuardedException.class)
                .isThrownBy(() -> TrafficGuard.shrinking(look(Given.blueServing()), Color.GREEN, false))
                .withMessageContaining("looks once more");
    }
}
