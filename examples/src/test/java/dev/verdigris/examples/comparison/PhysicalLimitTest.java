package dev.verdigris.examples.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.model.TargetHealth.State;
import dev.verdigris.testkit.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhysicalLimitTest {
    private static final GroupName GREEN = new GroupName("beta-green");
    private static final InstanceId ONE = new InstanceId("i-00000000000000001");
    private static final InstanceId TWO = new InstanceId("i-00000000000000002");

    private final List<LogEntry> log = new ArrayList<>();

    private void happens(int second, Object subject, String what, Object detail) {
        log.add(new LogEntry(Duration.ofSeconds(second).toNanos(), subject, what, detail));
    }

    private void target(int second, InstanceId instance, State state) {
        happens(second, "Beta", "target", new TargetHealth(new Target(instance, 80), state, null));
    }

    private void resizedAndLaunched() {
        happens(10, GREEN, "set to", "min 0, max 4, desired 2");
        happens(15, GREEN, "launches", ONE);
        happens(15, GREEN, "launches", TWO);
    }

    @Test
    void the_slowest_instance_counts_and_not_its_wait_for_the_others() {
        resizedAndLaunched();
        happens(40, ONE, "in service in", GREEN);
        happens(60, TWO, "in service in", GREEN);
        target(100, ONE, State.INITIAL);
        target(100, TWO, State.INITIAL);
        target(115, TWO, State.HEALTHY);
        target(125, ONE, State.HEALTHY);

        assertThat(PhysicalLimit.of(log))
                .as("60 - 10 + 115 - 100, and 40 - 10 + 125 - 100")
                .hasSeconds(65);
    }

    @Test
    void what_is_registered_before_it_is_in_service_counts_until_it_is_healthy() {
        resizedAndLaunched();
        target(20, ONE, State.INITIAL);
        happens(40, ONE, "in service in", GREEN);
        target(55, ONE, State.HEALTHY);

        assertThat(PhysicalLimit.of(log)).hasSeconds(45);
    }

    @Test
    void what_is_healthy_before_it_is_in_service_counts_until_it_is_in_service() {
        resizedAndLaunched();
        target(20, ONE, State.INITIAL);
        target(30, ONE, State.HEALTHY);
        happens(40, ONE, "in service in", GREEN);

        assertThat(PhysicalLimit.of(log)).hasSeconds(30);
    }

    @Test
    void the_longest_drain_is_added_once() {
        resizedAndLaunched();
        target(20, ONE, State.INITIAL);
        happens(40, ONE, "in service in", GREEN);
        target(50, ONE, State.HEALTHY);
        for (InstanceId old : List.of(ONE, TWO)) {
            target(60, old, State.DRAINING);
            happens(80, "Beta", "no longer a target:", new Target(old, 80));
        }

        assertThat(PhysicalLimit.of(log)).hasSeconds(40 + 20);
    }

    @Test
    void a_launch_that_no_change_of_size_asked_for_counts_from_itself() {
        happens(15, GREEN, "launches", ONE);
        target(20, ONE, State.INITIAL);
        happens(40, ONE, "in service in", GREEN);
        target(41, ONE, State.HEALTHY);

        assertThat(PhysicalLimit.of(log)).hasSeconds(26);
    }

    @Test
    void what_never_became_healthy_has_no_limit() {
        resizedAndLaunched();
        happens(40, ONE, "in service in", GREEN);
        target(20, ONE, State.INITIAL);

        assertThat(PhysicalLimit.of(log)).isZero();
    }
}
