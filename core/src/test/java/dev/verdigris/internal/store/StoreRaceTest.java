package dev.verdigris.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What only a race finds out about a store. */
class StoreRaceTest extends TrialScenario {
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_threads_of_a_race_have_ended_when_it_is_over() throws InterruptedException {
        tried(new PlainStore(), 1);

        Set<Thread> racers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("verdigris-store-check"))
                .collect(Collectors.toSet());
        for (Thread racer : racers) {
            racer.join(10_000);
            assertThat(racer.isAlive()).isFalse();
        }
    }

    /** Both conditions are kept by each request alone. */
    private PlainStore checksThenActs(boolean creates) {
        CyclicBarrier all = new CyclicBarrier(Race.RACERS);
        return new PlainStore() {
            @Override
            @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
            public String claim(String environment, String text, @Nullable String revision) {
                require(environment, revision);
                if (racing() && creates == (revision == null)) {
                    await(all);
                    return keep(environment, text);
                }
                synchronized (kept) {
                    require(environment, revision);
                    return keep(environment, text);
                }
            }
        };
    }

    @Test
    void a_store_that_checks_and_then_creates_is_found_out_by_the_race_alone() {
        // The first who finds nothing waits for fifteen more: a create race in which all are at the same point.
        assertThat(tried(checksThenActs(true), 0).findings()).isEmpty();

        Finding finding = onlyFinding(checksThenActs(true), 1);

        assertThat(finding.problem())
                .isEqualTo(
                        "expected one winner of 16 who create at once, 1 round, found up to 16 winners in 1 of them");
        assertThat(finding.remedy()).startsWith("two deployments of one environment could run at once: keep");
    }

    @Test
    void a_store_that_checks_and_then_replaces_is_found_out_by_the_race_alone() {
        assertThat(tried(checksThenActs(false), 0).findings()).isEmpty();

        assertThat(onlyFinding(checksThenActs(false), 1).problem())
                .isEqualTo(
                        "expected one winner of 16 who replace at once, 1 round, found up to 16 winners in 1 of them");
    }

    @Test
    void a_store_whose_losers_are_told_something_else_only_in_a_race_is_found_out() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                try {
                    return super.claim(environment, text, revision);
                } catch (PortException.Conflict e) {
                    throw racing() ? new IllegalStateException("Unexpected end of file from server", e) : e;
                }
            }
        };

        assertThat(tried(store, 1).findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.problem())
                        .contains("found a loser told otherwise: java.lang.IllegalStateException: Unexpected end"));
    }

    @Test
    void a_store_that_shows_half_a_write_is_found_out() {
        CountDownLatch shown = new CountDownLatch(1);
        PlainStore store = new PlainStore() {
            @Override
            public synchronized @Nullable Stored find(String environment) {
                Stored found = super.find(environment);
                if (found == null || !racing()) {
                    return found;
                }
                shown.countDown();
                return new Stored(found.text().substring(0, 40), found.revision());
            }

            @Override
            @SuppressWarnings("UnsynchronizedOverridesSynchronized") // its readers come while it writes
            public String claim(String environment, String text, @Nullable String revision) {
                String claimed = super.claim(environment, text, revision);
                if (racing()) {
                    await(shown);
                }
                return claimed;
            }
        };

        assertThat(tried(store, 1).findings().get(0).problem())
                .startsWith("expected each read during a write to show a whole text, found one that nobody wrote:"
                        + " 'verdigris store check\\n");
    }

    @Test
    void a_loser_whose_write_was_kept_is_found_out() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                try {
                    return super.claim(environment, text, revision);
                } catch (PortException.Conflict e) {
                    if (racing()) {
                        keep(environment, text);
                    }
                    throw e;
                }
            }
        };

        assertThat(tried(store, 1).findings().get(0).problem())
                .endsWith("found the winner's text overwritten in 1 of them");
    }

    @Test
    void a_race_that_nobody_wins_is_found_out() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                if (racing()) {
                    throw new PortException.Conflict("claim", "no", null);
                }
                return super.claim(environment, text, revision);
            }
        };

        assertThat(tried(store, 1).findings().get(0).problem()).endsWith("found no winner in 1 of them");
    }

    @Test
    void a_winner_that_is_told_that_it_came_second_to_itself_is_no_fault() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                super.claim(environment, text, revision);
                throw new PortException.Conflict("claim", "sent twice", null);
            }
        };

        assertThat(tried(store, 3).findings()).isEmpty();
    }

    @Test
    void a_race_ends_after_a_minute_and_says_how_far_it_came() {
        TimeSource slow = new TimeSource() {
            private int asked;

            @Override
            public Instant now() {
                return Instant.EPOCH;
            }

            @Override
            public long nanoTime() {
                return Duration.ofSeconds(25L * asked++).toNanos();
            }

            @Override
            public void sleep(Duration duration) {
                throw new AssertionError("nobody sleeps");
            }
        };

        assertThat(new StoreTrial(new PlainStore(), slow, SCRATCH).run(1000).seen())
                .contains("of 16 who create at once, 2 rounds, one won each time");
    }

    @Test
    void an_interrupt_ends_the_race_and_is_kept() {
        AtomicBoolean first = new AtomicBoolean(true);
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                if (racing() && first.getAndSet(false)) {
                    main.interrupt();
                }
                return super.claim(environment, text, revision);
            }
        };
        try {
            assertThatThrownBy(() -> tried(store, 1000))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("the store check was interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(store.kept).isEmpty();
    }
}
