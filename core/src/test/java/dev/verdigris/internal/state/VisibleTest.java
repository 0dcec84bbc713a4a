package dev.verdigris.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.report.EndedDeployment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long what begins waits until it sees what the last deployment has changed. */
class VisibleTest {
    private final ManualTime time = new ManualTime(Samples.MIDNIGHT, Duration.ofDays(3));

    private Duration unseen(Duration endedAgo) {
        Duration took = Duration.ofMinutes(4);
        DeploymentState state = DeploymentState.BLANK.remembering(new Ended(
                "d-1",
                "deploy",
                EndedDeployment.Ending.SUCCEEDED,
                Color.BLUE,
                Color.GREEN,
                "ann",
                time.now().minus(endedAgo).minus(took),
                took,
                null));
        return Visible.of(state, time).in(time);
    }

    @Test
    void what_has_just_ended_is_visible_in_five_seconds() {
        assertThat(unseen(Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(unseen(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void what_ended_before_that_is_not_waited_for() {
        assertThat(unseen(Duration.ofSeconds(5))).isZero();
        assertThat(unseen(Duration.ofDays(1))).isZero();
    }

    @Test
    void a_clock_that_is_behind_waits_for_no_longer() {
        assertThat(unseen(Duration.ofHours(-1))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void where_nothing_has_ended_there_is_nothing_to_see() {
        assertThat(Visible.of(DeploymentState.BLANK, time).in(time)).isZero();
    }

    @Test
    void the_moment_comes() {
        Visible visible = new Visible(time.nanoTime() + 1);
        time.pass(Duration.ofSeconds(1));

        assertThat(visible.in(time)).isZero();
    }
}
