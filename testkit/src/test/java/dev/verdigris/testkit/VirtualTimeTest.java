package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.model.GroupSize;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder().build();
    private final TimeSource time = cloud.ports().time();
    private final List<String> happened = new ArrayList<>();

    private Runnable note(String what) {
        return () -> happened.add(what + " at " + cloud.elapsed().toSeconds());
    }

    @Test
    void time_begins_at_a_fixed_instant_and_passes_only_by_sleep() throws InterruptedException {
        assertThat(time.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        time.sleep(Duration.ofMinutes(40));

        assertThat(time.now()).isEqualTo(Instant.parse("2026-01-01T00:40:00Z"));
        assertThat(time.nanoTime()).isEqualTo(Duration.ofMinutes(40).toNanos());
        time.sleep(Duration.ofSeconds(-1));
        assertThat(cloud.elapsed()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void what_is_due_happens_in_order_and_each_at_its_own_moment() throws InterruptedException {
        cloud.at(Duration.ofSeconds(9), note("last"));
        cloud.at(Duration.ofSeconds(3), note("first"));
        cloud.at(Duration.ofSeconds(3), note("second"));
        cloud.at(Duration.ofSeconds(11), note("never"));
        time.sleep(Duration.ofSeconds(10));

        assertThat(happened).containsExactly("first at 3", "second at 3", "last at 9");
    }

    @Test
    void a_moment_that_is_over_is_refused() {
        cloud.pass(Duration.ofSeconds(5));

        assertThatThrownBy(() -> cloud.at(Duration.ofSeconds(4), note("late")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT4S at PT5S");
    }

    @Test
    void an_event_may_itself_let_time_pass() throws InterruptedException {
        cloud.at(Duration.ofSeconds(2), () -> {
            cloud.pass(Duration.ofSeconds(20));
            note("slow").run();
        });
        cloud.at(Duration.ofSeconds(5), note("meanwhile"));
        time.sleep(Duration.ofSeconds(10));

        assertThat(happened).containsExactly("meanwhile at 5", "slow at 22");
        assertThat(cloud.elapsed()).isEqualTo(Duration.ofSeconds(22));
    }

    @Test
    void an_interrupted_thread_does_not_sleep() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(cloud.elapsed()).isZero();
    }

    @Test
    void an_interrupt_while_it_sleeps_wakes_it_at_that_moment() {
        cloud.at(Duration.ofSeconds(3), Thread.currentThread()::interrupt);

        assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(10))).isInstanceOf(InterruptedException.class);
        assertThat(cloud.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whoever_watches_is_told_after_everything_that_happens() {
        SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 5, 0));
        cloud.watch(world -> happened.add(
                world.group("web").size().desired() + "/" + world.group("web").inService()));
        web.setDesired(1);
        cloud.pass(Duration.ofMinutes(10));

        assertThat(happened.get(0)).isEqualTo("1/0");
        assertThat(happened).contains("1/1");
    }

    @Test
    void what_a_watcher_throws_goes_to_whoever_let_time_pass() {
        cloud.after(Duration.ofSeconds(1), note("something"));
        cloud.watch(world -> {
            throw new AssertionError("that must not be");
        });

        assertThatThrownBy(() -> cloud.pass(Duration.ofSeconds(2))).hasMessage("that must not be");
    }
}
