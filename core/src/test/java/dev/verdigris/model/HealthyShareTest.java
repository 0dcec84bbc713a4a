package dev.verdigris.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthyShareTest {

    @ParameterizedTest
    @CsvSource({
        "60, 6, 6, 4",
        "60, 10, 10, 6",
        "60, 6, 10, 0",
        "60, 5, 10, 0",
        "100, 6, 6, 0",
        "50, 3, 3, 3",
        "1, 1, 1, 99"
    })
    void there_is_room_for_as_many_as_the_percentage_leaves(int percent, int healthy, int registered, int room) {
        Threshold threshold = new Threshold(1, percent);

        assertThat(threshold.room(healthy, registered)).isEqualTo(room);
        if (room > 0) {
            assertThat(threshold.keptBy(healthy, registered + room)).isTrue();
            assertThat(threshold.keptBy(healthy, registered + room + 1)).isFalse();
        }
    }

    @Test
    void a_count_alone_leaves_room_for_any_number() {
        assertThat(HealthyShare.defaults().room(3, 3)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void the_stricter_of_both_thresholds_counts() {
        HealthyShare share = new HealthyShare(new Threshold(1, 50), new Threshold(3, 0));

        assertThat(share.room(4, 4)).isEqualTo(4);
        assertThat(share.keptBy(2, 4)).isFalse();
        assertThat(share).hasToString("1 target and 50 % for DNS and 3 targets for routing");
        assertThat(HealthyShare.defaults()).hasToString("1 target");
    }
}
