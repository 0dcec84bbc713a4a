package dev.verdigris.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetHealth.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long both versions may have answered. */
class OverlapTest {
    private static final Course TO_GREEN =
            new Course(Color.BLUE, Color.GREEN, new Enough.AsServed(), "d1", Instant.EPOCH);

    private static TrafficView blue() {
        return Given.blueServing().snapshot().view();
    }

    private static TrafficView both() {
        return Given.blueServing()
                .fleet(Color.GREEN, new GroupSize(0, 10, 2), 2)
                .registered("g", 2, State.HEALTHY)
                .snapshot()
                .view();
    }

    @Test
    void it_lasts_from_the_first_look_that_finds_both_to_the_first_that_does_not() {
        Overlap overlap = new Overlap(TO_GREEN);
        overlap.saw(blue(), 1);
        overlap.saw(both(), 5);
        overlap.saw(both(), 9);
        overlap.saw(blue(), 12);
        overlap.saw(both(), 100);

        assertThat(overlap.duration()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void where_traffic_does_not_move_there_is_none() {
        Overlap overlap = new Overlap(Course.still());
        overlap.saw(both(), 5);
        overlap.saw(both(), 9);

        assertThat(overlap.duration()).isZero();
    }
}
