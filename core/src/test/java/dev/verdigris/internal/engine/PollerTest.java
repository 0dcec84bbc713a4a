package dev.verdigris.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.port.TimeSource;
import dev.verdigris.request.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final Progress NOT_YET = Progress.notYet("1 of 3", "only 1 of 3 came", "look at the group");

    private final List<Duration> slept = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Told pin = new Told("pin");
    private final Told wait = new Told("await-in-service");
    private int beats;
    private boolean over;
    private Duration up = Duration.ZERO;

    /** Time that passes when somebody sleeps. */
    private final TimeSource time = new TimeSource() {
        @Override
        public Instant now() {
            return Instant.EPOCH.plus(up);
        }

        @Override
        public long nanoTime() {
            return up.toNanos();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted");
            }
            slept.add(duration);
            up = up.plus(duration);
        }
    };

    private final Sleeper sleeper = new Sleeper(time);
    private final Poller poller = new Poller(sleeper, new Beating(), Policy.defaults());

    private final class Beating implements Pulse {
        @Override
        public Duration rhythm() {
            return Duration.ofSeconds(2);
        }

        @Override
        public void beat() {
            beats++;
        }

        @Override
        public boolean over() {
            return over;
        }
    }

    private final class Told implements Subject {
        private final String id;

        Told(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void waits(String waitingFor, Duration waited) {
            told.add(id + ": " + waitingFor + " after " + waited.toSeconds());
        }

        @Override
        public void change(String change) {
            told.add(id + ": " + change);
        }

        @Override
        public void note(String note) {
            told.add(id + ": " + note);
        }
    }

    private Supplier<Answer> asking(Subject subject, Supplier<Progress> question) {
        return () -> poller.ask(subject, question);
    }

    private Answer thrown(RuntimeException trouble) {
        return poller.ask(wait, () -> {
            throw trouble;
        });
    }

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void what_is_done_is_asked_once() {
        assertThat(poller.await(wait, asking(wait, Progress::done), Duration.ofMinutes(1)))
                .isNull();
        assertThat(slept).isEmpty();
    }

    @Test
    void it_rests_for_the_interval_and_no_longer_than_the_deadline_and_beats_meanwhile() {
        Failure failure = poller.await(wait, asking(wait, () -> NOT_YET), Duration.ofSeconds(8));

        assertThat(failure).isNotNull();
        assertThat(failure.problem()).isEqualTo("only 1 of 3 came (within 8s)");
        assertThat(told).containsExactly("await-in-service: 1 of 3 after 0", "await-in-service: 1 of 3 after 5");
        assertThat(slept).extracting(Duration::toSeconds).containsExactly(2L, 2L, 1L, 2L, 1L);
        assertThat(beats).isEqualTo(5);
    }

    @Test
    void without_a_deadline_it_asks_once() {
        Failure failure = poller.await(wait, asking(wait, () -> NOT_YET), Duration.ZERO);

        assertThat(failure).isNotNull();
        assertThat(failure.problem()).isEqualTo("only 1 of 3 came");
        assertThat(slept).isEmpty();
    }

    @Test
    void an_answer_of_another_is_that_ones_failure() {
        Failure failure =
                poller.await(wait, asking(pin, () -> Progress.failed("denied", "allow it")), Duration.ofMinutes(1));

        assertThat(failure).isNotNull();
        assertThat(failure.exception()).hasMessage("pin: denied; allow it");
        assertThat(failure.exception().step()).isEqualTo("pin");
    }

    @Test
    void an_interrupt_ends_the_wait_and_is_given_back_in_the_end() {
        Thread.currentThread().interrupt();

        Failure failure = poller.await(wait, asking(wait, () -> NOT_YET), Duration.ofMinutes(1));
        assertThat(failure).isNotNull();
        assertThat(failure.problem()).isEqualTo("interrupted before it was done");
        assertThat(Thread.currentThread().isInterrupted())
                .as("while it goes on")
                .isFalse();
        sleeper.restore();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void where_it_heeds_no_interrupt_the_wait_goes_on() {
        poller.uninterruptible();
        Thread.currentThread().interrupt();

        Failure failure = poller.await(wait, asking(wait, () -> NOT_YET), Duration.ofSeconds(8));
        assertThat(failure).isNotNull();
        assertThat(failure.problem()).startsWith("only 1 of 3 came");
        assertThat(told).hasSize(2);
    }

    @Test
    void what_may_pass_is_asked_again_and_what_may_not_fails_with_its_cause() {
        PortException passing = new PortException.Throttled("a:B", "slow down", null);
        PortException denied = new PortException.Denied("a:B", "no", null);

        assertThat(thrown(passing).progress()).isInstanceOf(Progress.NotYet.class);
        assertThat(thrown(denied).progress()).isInstanceOf(Progress.Failed.class);
        assertThat(thrown(denied).failure("a", "b").cause()).isSameAs(denied);
        assertThat(thrown(new IllegalStateException("odd")).progress())
                .isEqualTo(Progress.failed(
                        "unexpected java.lang.IllegalStateException: odd",
                        "see the stack trace; this may be a defect of a port or of ours"));
    }

    @Test
    void a_permit_that_is_denied_strands_it_only_if_the_lease_is_over() {
        PermitDeniedException denied = new PermitDeniedException("found it held by bob", "look");

        assertThat(thrown(denied).progress()).isInstanceOf(Progress.NotYet.class);
        over = true;
        assertThatExceptionOfType(Stranded.class)
                .isThrownBy(() -> thrown(denied))
                .withCause(denied)
                .satisfies(stranded -> assertThat(stranded.why().subject()).isSameAs(wait));
    }

    @Test
    void what_must_be_done_in_two_polls_is_not_done_in_one() {
        List<Progress> answers = new ArrayList<>(List.of(Progress.done(), NOT_YET, Progress.done(), Progress.done()));

        assertThat(poller.awaitTwice(wait, asking(wait, () -> answers.remove(0)), Duration.ofMinutes(1)))
                .isNull();
        assertThat(answers).isEmpty();
    }
}
