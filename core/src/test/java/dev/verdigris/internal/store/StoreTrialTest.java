package dev.verdigris.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Naming;
import dev.verdigris.port.TimeSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each way in which a store does not keep its promise is found out, and a good store is not blamed. */
class StoreTrialTest extends TrialScenario {
    @Test
    void a_good_store_is_not_blamed_and_keeps_nothing_of_the_trial() {
        PlainStore store = new PlainStore();

        StoreTrial.Result result = tried(store, 20);

        assertThat(result.findings()).isEmpty();
        assertThat(result.complete()).isTrue();
        assertThat(result.seen())
                .contains(
                        "what was created is read back, byte for byte",
                        "a claim of something where nothing is is refused",
                        "of 16 who create at once, 20 rounds, one won each time",
                        "of 16 who replace at once, 20 rounds, one won each time");
        assertThat(store.kept).isEmpty();
    }

    @Test
    void without_rounds_nothing_is_raced_and_no_thread_is_started() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                assertThat(racing()).isFalse();
                return super.claim(environment, text, revision);
            }
        };

        assertThat(tried(store, 0).seen())
                .hasSize(8)
                .noneMatch(seen -> seen.contains("at once"))
                .last()
                .asString()
                .startsWith("nothing was raced");
    }

    @Test
    void a_store_that_ignores_the_conditions_is_found_out_without_a_race() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                return keep(environment, text);
            }
        };

        assertThat(onlyFinding(store, 5).problem())
                .isEqualTo("expected a create over what is there to be refused as a conflict, found it carried out");
        assertThat(store.kept).isEmpty();
    }

    @Test
    void a_store_that_creates_where_it_should_replace_is_found_out() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                return kept.containsKey(environment)
                        ? super.claim(environment, text, revision)
                        : keep(environment, text);
            }
        };

        assertThat(onlyFinding(store, 0).problem())
                .isEqualTo(
                        "expected a claim of something where nothing is to be refused as a conflict, found it carried"
                                + " out");
        assertThat(store.kept).isEmpty();
    }

    @Test
    void a_store_whose_losers_are_told_something_else_is_found_out() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                try {
                    return super.claim(environment, text, revision);
                } catch (PortException.Conflict e) {
                    throw new PortException.Invalid("PutObject", "HTTP 412", e);
                }
            }
        };

        assertThat(onlyFinding(store, 0).problem()).endsWith("found it told otherwise: PutObject: HTTP 412");
    }

    @Test
    void a_store_that_keeps_the_framing_is_shown_what_it_keeps() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                return super.claim(environment, "1000;chunk-signature=ad80\r\n" + text + "\r\n0\r\n", revision);
            }
        };

        assertThat(onlyFinding(store, 5).problem())
                .startsWith("expected the store to give back what was written, byte for byte, found 41")
                .contains("from character 1 on '1000;chunk-signature=ad80\\r\\nverdigris")
                .endsWith("…'");
    }

    @Test
    void a_store_that_does_not_show_what_was_just_written_is_found_out() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized @Nullable Stored find(String environment) {
                return null;
            }
        };

        assertThat(onlyFinding(store, 0).problem()).endsWith("byte for byte, found nothing");
    }

    @Test
    void where_nothing_compares_and_sets_it_says_what_that_means_and_races_nobody() {
        PlainStore store = new PlainStore() {
            @Override
            public boolean leasesExpire() {
                return false;
            }
        };

        StoreTrial.Result result = tried(store, 50);

        assertThat(result.findings()).isEmpty();
        assertThat(result.seen())
                .anyMatch(seen -> seen.startsWith("this store has no compare-and-set") && seen.contains("--take-over"))
                .noneMatch(seen -> seen.contains("at once"));
    }

    @Test
    void a_store_that_deletes_nothing_is_not_tried_and_says_so() {
        PlainStore store = new PlainStore() {
            @Override
            public boolean delete(String name) {
                return false;
            }
        };

        StoreTrial.Result result = tried(store, 5);

        assertThat(result.complete()).isFalse();
        assertThat(result.seen()).singleElement().asString().contains("DeploymentStoreContract");
        assertThat(store.kept).isEmpty();
    }

    @Test
    void a_store_that_is_not_there_is_not_blamed() {
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                throw new PortException.Unavailable("claim", "no answer", null);
            }
        };

        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(() -> tried(store, 5));
        assertThat(new TriedStore(store, TimeSource.system()).findings(Naming.standard()))
                .isEmpty();
    }

    @Test
    void a_tried_store_is_tried_once() {
        int[] deleted = {0};
        PlainStore store = new PlainStore() {
            @Override
            public synchronized String claim(String environment, String text, @Nullable String revision) {
                return keep(environment, text);
            }

            @Override
            public synchronized boolean delete(String name) {
                deleted[0]++;
                return super.delete(name);
            }
        };
        TriedStore tried = new TriedStore(store, TimeSource.system());

        assertThat(tried.findings(Naming.standard())).hasSize(1);
        int once = deleted[0];
        assertThat(tried.findings(Naming.standard())).hasSize(1);

        assertThat(deleted[0]).isEqualTo(once);
    }
}
