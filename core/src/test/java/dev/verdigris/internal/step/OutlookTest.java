package dev.verdigris.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.request.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest {
    private static final Policy KNOWING = Policy.defaults();

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void where_nothing_is_known_each_pause_is_the_shortest() {
        assertThat(Outlook.open().pause(KNOWING, seconds(600))).isEqualTo(seconds(5));
    }

    /** What drains for 300 s is looked at every half minute, and the last pause ends when it is over. */
    @ParameterizedTest
    @CsvSource({"300, 30", "66, 30", "36, 30", "35, 30", "34, 34", "30, 30", "6, 6", "1, 1", "0, 5"})
    void past_the_point_of_no_return_the_last_pause_ends_when_it_can_be_so(long earliest, long pause) {
        assertThat(Outlook.left(seconds(earliest)).pause(KNOWING, seconds(1))).isEqualTo(seconds(pause));
    }

    @Test
    void what_may_need_action_is_watched_more_often() {
        assertThat(Outlook.watched(seconds(300)).pause(KNOWING, seconds(1))).isEqualTo(seconds(15));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "100, 5", "200, 10", "300, 15", "900, 15"})
    void what_takes_its_time_is_looked_at_less_and_less_often(long waited, long pause) {
        assertThat(Outlook.gradual().pause(KNOWING, seconds(waited))).isEqualTo(seconds(pause));
    }

    @Test
    void what_is_over_or_was_never_known_is_looked_at_as_ever() {
        assertThat(Outlook.left(seconds(-1))).isEqualTo(Outlook.open());
    }

    @Test
    void a_longer_shortest_pause_is_kept_but_for_the_last_one() {
        Policy slow = Policy.defaults().withShortestPoll(seconds(60));

        assertThat(Outlook.left(seconds(300)).pause(slow, seconds(1))).isEqualTo(seconds(60));
        assertThat(Outlook.left(seconds(20)).pause(slow, seconds(1))).isEqualTo(seconds(20));
    }

    @Test
    void a_fixed_interval_is_kept_whatever_is_known() {
        Policy fixed = Policy.defaults().withPollInterval(seconds(7));

        assertThat(Outlook.left(seconds(300)).pause(fixed, seconds(1))).isEqualTo(seconds(7));
        assertThat(Outlook.gradual().pause(fixed, seconds(900))).isEqualTo(seconds(7));
        assertThat(Outlook.left(seconds(3)).pause(fixed, seconds(1))).isEqualTo(seconds(7));
    }
}
