package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Fleets.Resize;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How calls are made and made again, whatever they are. */
class AwsCallsTest {
    private static final GroupName GROUP = new GroupName("beta-blue");
    private static final String UPDATE = "UpdateAutoScalingGroup";
    private static final String DESCRIBE = "DescribeAutoScalingGroups";
    private static final Wire.Reply DONE = Wire.result("");
    private static final Wire.Reply NO_GROUPS = Wire.result("<AutoScalingGroups/>");
    private static final Wire.Reply THROTTLED = Wire.error(400, "Throttling", "Rate exceeded");

    private final Wire wire = new Wire();
    private final Fleets fleets = wire.cloud().fleets();

    private void resize() {
        fleets.resize(GROUP, Resize.to(1, 1), wire.permit);
    }

    @Test
    void a_change_asks_for_the_permit_and_is_transmitted_once() {
        wire.on(UPDATE, DONE);

        resize();

        assertThat(wire.log()).containsExactly("permit", UPDATE);
    }

    @Test
    void a_throttled_change_is_sent_again_with_a_permit_each_time() {
        wire.on(UPDATE, THROTTLED, THROTTLED, DONE);

        resize();

        assertThat(wire.log()).containsExactly("permit", UPDATE, "permit", UPDATE, "permit", UPDATE);
    }

    @Test
    void the_pause_is_as_long_as_AWS_asks_for() {
        wire.on(UPDATE, Wire.with("x-amz-retry-after", "250", THROTTLED), DONE);
        long before = System.nanoTime();

        resize();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        assertThat(wire.log()).containsExactly("permit", UPDATE, "permit", UPDATE);
    }

    @Test
    void a_change_that_is_throttled_for_good_is_given_up_after_four_transmissions() {
        wire.on(UPDATE, THROTTLED);

        assertThatExceptionOfType(PortException.Throttled.class)
                .isThrownBy(this::resize)
                .withMessageContaining("Rate exceeded")
                .matches(PortException::isTransient);

        assertThat(wire.transmissions(UPDATE)).isEqualTo(4);
        assertThat(wire.transmissions("permit")).isEqualTo(4);
    }

    @Test
    void no_retry_goes_out_once_the_permit_is_gone() {
        wire.on(UPDATE, THROTTLED);

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> fleets.resize(GROUP, Resize.to(1, 1), () -> {
                    if (wire.transmissions(UPDATE) == 2) {
                        throw new PermitDeniedException("the deployment has ended", "nothing");
                    }
                }));

        assertThat(wire.transmissions(UPDATE)).isEqualTo(2);
    }

    @Test
    void a_denied_call_is_not_sent_again_and_says_what_to_allow() {
        wire.on(UPDATE, Wire.error(403, "AccessDenied", "User: arn:aws:iam::1:user/x is not authorized"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(this::resize)
                .withMessageContaining("is not authorized")
                .withMessageContaining("allow autoscaling:UpdateAutoScalingGroup");

        assertThat(wire.transmissions(UPDATE)).isEqualTo(1);
    }

    @Test
    void what_is_invalid_is_not_sent_again() {
        wire.on(UPDATE, Wire.error(400, "ValidationError", "Desired capacity:9 must be between 0 and 4"));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(this::resize)
                .withMessageContaining("Desired capacity:9")
                .matches(e -> !e.isTransient());

        assertThat(wire.transmissions(UPDATE)).isEqualTo(1);
    }

    @Test
    void a_page_of_html_with_status_500_is_a_fault_of_the_service() {
        wire.on(UPDATE, Wire.text(500, "<!doctype html><title>500 Internal Server Error</title>"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(this::resize)
                .withMessageContaining("HTTP 500");

        assertThat(wire.transmissions(UPDATE)).isEqualTo(4);
    }

    @Test
    void a_broken_connection_is_tried_again() {
        wire.on(UPDATE, Wire.broken(), DONE);

        resize();

        assertThat(wire.log()).containsExactly("permit", UPDATE, "permit", UPDATE);
    }

    @Test
    void a_connection_that_breaks_for_good_is_unavailable() {
        wire.on(UPDATE, Wire.broken());

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(this::resize)
                .withMessageContaining("connection reset");

        assertThat(wire.transmissions(UPDATE)).isEqualTo(4);
    }

    @Test
    void the_clients_own_retries_are_off_for_reads() {
        wire.on(DESCRIBE, THROTTLED);

        assertThatExceptionOfType(PortException.Throttled.class).isThrownBy(() -> fleets.describe(Set.of(GROUP)));

        assertThat(wire.log()).containsExactly(DESCRIBE, DESCRIBE, DESCRIBE, DESCRIBE);
    }

    @Test
    void the_clients_own_retries_are_on_for_its_owner() {
        wire.on(DESCRIBE, NO_GROUPS, Wire.broken(), NO_GROUPS);

        fleets.describe(Set.of(GROUP));
        wire.autoScaling().describeAutoScalingGroups();

        assertThat(wire.transmissions(DESCRIBE)).isEqualTo(3);
    }

    @Test
    void a_call_without_an_answer_is_given_up_in_time() {
        wire.on(UPDATE, DONE, Wire.silence());
        resize();
        Fleets impatient =
                wire.builder().callTimeout(Duration.ofMillis(200)).build().fleets();

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> impatient.resize(GROUP, Resize.to(1, 1), wire.permit))
                .withMessageContaining("no answer")
                .matches(PortException::isTransient);

        assertThat(wire.transmissions("permit")).isEqualTo(5);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_interrupt_during_a_pause_ends_the_retries_and_is_kept() {
        wire.on(UPDATE, THROTTLED);
        Fleets patient = wire.builder().firstPause(Duration.ofHours(1)).build().fleets();
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> patient.resize(GROUP, Resize.to(1, 1), () -> interrupter.start()))
                .withMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(wire.transmissions(UPDATE)).isEqualTo(1);
    }

    @Test
    void an_interrupt_during_a_call_ends_the_retries_and_is_kept() {
        wire.on(UPDATE, request -> {
            Thread.currentThread().interrupt();
            return THROTTLED.to(request);
        });

        assertThatExceptionOfType(PortException.class).isThrownBy(this::resize).matches(PortException::isTransient);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(wire.transmissions(UPDATE)).isEqualTo(1);
    }

    @Test
    void many_calls_neither_close_the_clients_nor_leave_threads_behind() {
        wire.on(UPDATE, DONE);
        resize();
        long before = sdkThreads();

        for (int i = 0; i < 200; i++) {
            resize();
        }

        assertThat(sdkThreads()).isLessThanOrEqualTo(before + 8);
        assertThat(wire.closed()).isFalse();
        assertThat(wire.transmissions(UPDATE)).isEqualTo(201);
    }

    private static long sdkThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sdk-"))
                .count();
    }

    @Test
    void errors_of_the_machine_pass_unwrapped() {
        Error error = new StackOverflowError();
        wire.on(UPDATE, request -> {
            throw error;
        });

        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(this::resize)
                .isSameAs(error);
        assertThat(wire.log()).isEqualTo(List.of("permit", UPDATE));
    }
}
