package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.plan.Cost;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a plan says that it costs. */
class CostTest {
    private final Stage stage = Stage.set();

    private Cost of(Deployment deployment) {
        return Objects.requireNonNull(stage.blueGreen().plan(deployment).cost());
    }

    @Test
    void a_deployment_costs_both_fleets_for_its_time_and_a_warm_one_after_it() {
        Cost cost = of(Deployment.of(Stage.BETA).withBake(Bake.of(Duration.ofMinutes(10))));

        // Three minutes to start, ten of bake, twenty seconds to drain.
        assertThat(cost.bothFor()).isEqualTo(Duration.ofSeconds(800));
        assertThat(cost.together()).isEqualTo(2 * cost.more());
        assertThat(cost.warmADay()).isEqualTo(72);
        assertThat(cost.unit()).isEqualTo("instance");
    }

    @Test
    void more_than_there_was_costs_more_and_what_is_not_kept_nothing_afterwards() {
        Cost cost = of(Stage.keepingNothing().withCapacity(6));

        assertThat(cost.together()).isEqualTo(1.5 * cost.more());
        assertThat(cost.warmADay()).isZero();
    }

    @Test
    void what_starts_no_second_fleet_has_no_cost() {
        assertThat(stage.deploy()).isNotNull();

        assertThat(stage.blueGreen().plan(Cleanup.of(Stage.BETA)).cost()).isNull();
    }
}
