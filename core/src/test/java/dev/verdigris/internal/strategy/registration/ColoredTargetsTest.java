package dev.verdigris.internal.strategy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.model.TargetHealth.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColoredTargetsTest {
    private static final InstanceId BLUE_ONE = new InstanceId("i-b1");
    private static final InstanceId BLUE_TWO = new InstanceId("i-b2");
    private static final InstanceId UNRECOGNIZED = new InstanceId("i-s1");
    private static final Map<InstanceId, Color> COLORS = Map.of(BLUE_ONE, Color.BLUE, BLUE_TWO, Color.BLUE);

    private static ColoredTargets of(TargetHealth... targets) {
        return ColoredTargets.of(List.of(targets), COLORS::get);
    }

    private static TargetHealth target(InstanceId instance, int port, State state, String reason) {
        return new TargetHealth(new Target(instance, port), state, reason);
    }

    @Test
    void r2_a_target_of_neither_color_is_unrecognized_and_counts_for_nobody() {
        ColoredTargets targets =
                of(target(UNRECOGNIZED, 80, State.HEALTHY, null), target(BLUE_ONE, 80, State.HEALTHY, null));

        assertThat(targets.unrecognized())
                .extracting(TargetHealth::target)
                .containsExactly(new Target(UNRECOGNIZED, 80));
        assertThat(targets.healthy(Color.BLUE)).containsExactly(BLUE_ONE);
        assertThat(targets.registered(Color.GREEN)).isEmpty();
    }

    @Test
    void r10_only_draining_and_not_registered_are_out() {
        for (State state : State.values()) {
            boolean draining = state == State.DRAINING;
            assertThat(target(BLUE_ONE, 80, state, "Target.InvalidState").out())
                    .as(state.name())
                    .isEqualTo(draining);
        }
        assertThat(target(BLUE_ONE, 80, State.UNUSED, TargetHealth.NOT_REGISTERED)
                        .out())
                .isTrue();
        assertThat(target(BLUE_ONE, 80, State.UNUSED, "Target.NotInUse").out()).isFalse();
        assertThat(target(BLUE_ONE, 80, State.UNUSED, null).out()).isFalse();
    }

    @Test
    void draining_targets_are_not_registered() {
        ColoredTargets targets = of(
                target(BLUE_ONE, 80, State.DRAINING, "Target.DeregistrationInProgress"),
                target(BLUE_TWO, 80, State.UNHEALTHY, "Target.Timeout"));

        assertThat(targets.draining(Color.BLUE)).hasSize(1);
        assertThat(targets.registered(Color.BLUE))
                .extracting(health -> health.target().instance())
                .containsExactly(BLUE_TWO);
        assertThat(targets.healthy(Color.BLUE)).isEmpty();
    }

    @Test
    void an_instance_is_healthy_only_on_every_port() {
        ColoredTargets targets = of(
                target(BLUE_ONE, 80, State.HEALTHY, null),
                target(BLUE_ONE, 8080, State.UNHEALTHY, "Target.Timeout"),
                target(BLUE_TWO, 80, State.HEALTHY, null),
                target(BLUE_TWO, 8080, State.HEALTHY, null));

        assertThat(targets.healthy(Color.BLUE)).containsExactly(BLUE_TWO);
    }

    @Test
    void reads_as_the_load_balancer_words_it() {
        assertThat(target(BLUE_ONE, 80, State.UNHEALTHY, "Target.ResponseCodeMismatch"))
                .hasToString("i-b1 unhealthy Target.ResponseCodeMismatch");
        assertThat(target(BLUE_ONE, 80, State.UNHEALTHY_DRAINING, null)).hasToString("i-b1 unhealthy.draining");
    }
}
