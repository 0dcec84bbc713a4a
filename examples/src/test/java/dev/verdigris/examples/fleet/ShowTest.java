package dev.verdigris.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of traffic, from answers that are made up. */
class ShowTest {
    private static final Answer OLD = new Answer(0, 1, "", "v1", false);
    private static final Answer NEW = new Answer(0, 1, "", "v2", false);
    private static final Answer SLOW = new Answer(0, 1, "", "v1", true);
    private static final Answer FAILED = new Answer(0, 1, "HTTP 503 from the load balancer", "", false);

    @Test
    void a_bar_is_shared_as_the_answers_are() {
        assertThat(Show.bar(List.of(OLD, NEW, NEW, NEW)))
                .isEqualTo("v1 " + "█".repeat(10) + "░".repeat(30) + " v2  1 : 3");
    }

    @Test
    void slow_ones_of_the_old_version_are_named_beside_it() {
        assertThat(Show.bar(List.of(NEW, SLOW))).isEqualTo("v1 " + "░".repeat(40) + " v2  0 : 1  v1 ends a slow one");
    }

    @Test
    void what_failed_is_seen() {
        assertThat(Show.bar(List.of(OLD, FAILED))).endsWith(" v2  1 : 0  FAILED 1");
    }

    @Test
    void without_answers_there_is_no_bar() {
        assertThat(Show.bar(List.of())).isEqualTo("v1  v2  0 : 0");
    }
}
