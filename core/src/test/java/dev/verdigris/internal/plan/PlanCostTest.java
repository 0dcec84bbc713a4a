package dev.verdigris.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanCostTest {
    private static final Duration NONE = Duration.ZERO;

    @Test
    void both_fleets_run_while_the_new_one_starts_bakes_and_the_old_one_drains() {
        PlanCost cost = new PlanCost(6, 6, Duration.ofMinutes(22), Duration.ofMinutes(5), 6, "instance");

        assertThat(cost.bothFor()).isEqualTo(Duration.ofMinutes(30));
        assertThat(cost.together()).isEqualTo(6.0, within(1e-9));
        assertThat(cost.more()).isEqualTo(3.0, within(1e-9));
        assertThat(cost.warmADay()).isEqualTo(144.0, within(1e-9));
        assertThat(cost)
                .hasToString("6.0 instance-hours: 6 + 6 for 30m (3m to start, 22m of bake, 5m to drain);"
                        + " the old fleet kept warm takes 144 instance-hours a day");
    }

    @Test
    void a_fleet_that_is_not_kept_and_one_that_is_not_there_cost_nothing() {
        PlanCost cost = new PlanCost(0, 4, NONE, NONE, 0, "vCPU");

        assertThat(cost.warmADay()).isZero();
        assertThat(cost.together()).isEqualTo(cost.more());
        assertThat(cost).hasToString("0.2 vCPU-hours: 0 + 4 for 3m (3m to start)");
    }
}
