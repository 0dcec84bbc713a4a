package dev.verdigris.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The size that the old fleet served with. */
class ServedSizeTest {
    private static final Course TO_GREEN =
            new Course(Color.BLUE, Color.GREEN, new Enough.AsServed(), "d1", Instant.EPOCH);

    private static Look look(Given given) {
        Snapshot snapshot = given.snapshot();
        return new Look(
                snapshot.blue(),
                snapshot.green(),
                Membership.of(snapshot.blue(), snapshot.green()),
                snapshot.traffic());
    }

    private static Look serving(int size) {
        return look(Given.blueServing().fleet(Color.BLUE, new GroupSize(2, 10, size), 3));
    }

    private static Look out(int size) {
        return look(Given.nothingServing().fleet(Color.BLUE, new GroupSize(2, 10, size), size));
    }

    @Test
    void it_follows_the_fleet_as_long_as_traffic_reaches_that() {
        ServedSize served = new ServedSize(TO_GREEN, null);
        assertThat(served.seen()).isNull();

        served.saw(serving(3));
        served.saw(serving(4));
        served.saw(out(6));

        assertThat(served.seen()).isEqualTo(4);
    }

    @Test
    void whoever_resumes_after_that_goes_by_what_was_seen_before() {
        ServedSize served = new ServedSize(TO_GREEN, new Memory(Map.of(), 0, 3, true, List.of(), Map.of()));

        served.saw(out(6));

        assertThat(served.seen()).isEqualTo(3);
    }

    @Test
    void where_no_color_leaves_there_is_none() {
        ServedSize served = new ServedSize(Course.still(), null);

        served.saw(serving(3));

        assertThat(served.seen()).isNull();
    }
}
