package dev.verdigris.testkit.contract;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract finds each fault that was seen in what stands in for S3 or DynamoDB. */
class FaultyStoresTest {
    private static final String CREATE_RACE = "of_sixteen_who_create_at_once_one_succeeds_and_the_others_are_told";
    private static final String CLAIM_RACE = "of_sixteen_who_claim_the_same_revision_at_once_one_succeeds";

    /** The tests of the contract that fail, by their methods. */
    private static Set<String> failing(Class<? extends DeploymentStoreContract> faulty) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(faulty))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(Event::getTestDescriptor)
                .map(test -> test.getDisplayName().replace("()", ""))
                .collect(toSet());
    }

    @Test
    void a_store_that_keeps_the_contract_fails_nothing() {
        assertThat(failing(Good.class)).isEmpty();
    }

    @Test
    void a_store_that_checks_and_then_acts_fails_in_the_races_and_nowhere_else() {
        assertThat(failing(ChecksThenActs.class)).containsExactlyInAnyOrder(CREATE_RACE, CLAIM_RACE);
    }

    @Test
    void a_store_that_keeps_the_framing_of_uploads_fails() {
        assertThat(failing(KeepsFraming.class))
                .contains(
                        "what_was_claimed_is_found_by_all",
                        "a_text_of_4096_bytes_comes_back_as_it_was",
                        "a_text_that_looks_like_the_framing_of_an_upload_comes_back_as_it_was");
    }

    @Test
    void a_store_that_takes_framing_off_what_has_none_fails() {
        assertThat(failing(TakesFramingOff.class))
                .containsExactly("a_text_that_looks_like_the_framing_of_an_upload_comes_back_as_it_was");
    }

    @Test
    void a_store_that_shows_a_write_half_done_fails_in_the_races() {
        assertThat(failing(ShowsHalf.class)).contains(CREATE_RACE, CLAIM_RACE);
    }

    @Test
    void a_store_whose_losers_are_told_something_else_fails() {
        assertThat(failing(TellsOtherwise.class))
                .contains("of_two_who_claim_nothing_one_succeeds", CREATE_RACE, CLAIM_RACE);
    }

    /** A place in memory, and a store on it that keeps the contract. */
    static class Place extends FailingPlace implements DeploymentStore {
        final Map<String, Stored> kept = new HashMap<>();
        private final Thread test = Thread.currentThread();
        private int writes;

        final boolean racing() {
            return !Thread.currentThread().equals(test);
        }

        @Override
        public DeploymentStore connect() {
            return this;
        }

        @Override
        public @Nullable Stored find(String environment) {
            reached();
            synchronized (kept) {
                return kept.get(environment);
            }
        }

        @Override
        public String claim(String environment, String text, @Nullable String revision) {
            reached();
            String written;
            synchronized (kept) {
                require(environment, revision);
                written = keep(environment, text);
            }
            answered();
            return written;
        }

        final void require(String environment, @Nullable String revision) {
            synchronized (kept) {
                Stored found = kept.get(environment);
                if (!Objects.equals(found == null ? null : found.revision(), revision)) {
                    throw new PortException.Conflict("write", "expected " + revision + ", found " + found, null);
                }
            }
        }

        final String keep(String environment, String text) {
            synchronized (kept) {
                String revision = String.valueOf(++writes);
                kept.put(environment, new Stored(text, revision));
                return revision;
            }
        }

        @Override
        public String replace(String environment, String text, String revision) {
            return claim(environment, text, revision);
        }

        @Override
        public boolean held(String environment, String revision) {
            Stored found = find(environment);
            return found != null && found.revision().equals(revision);
        }

        @Override
        public boolean leasesExpire() {
            return true;
        }

        @Override
        public boolean delete(String name) {
            synchronized (kept) {
                kept.remove(name);
                return true;
            }
        }
    }

    static final class Good extends DeploymentStoreContract {
        @Override
        protected ContractStore newStore() {
            return new Place();
        }
    }

    static final class ChecksThenActs extends DeploymentStoreContract {
        @Override
        protected ContractStore newStore() {
            CyclicBarrier all = new CyclicBarrier(16);
            return new Place() {
                @Override
                public String claim(String environment, String text, @Nullable String revision) {
                    if (!racing()) {
                        return super.claim(environment, text, revision);
                    }
                    require(environment, revision);
                    try {
                        all.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    String written = keep(environment, text);
                    answered();
                    return written;
                }
            };
        }
    }

    static final class KeepsFraming extends DeploymentStoreContract {
        @Override
        protected ContractStore newStore() {
            return new Place() {
                @Override
                public String claim(String environment, String text, @Nullable String revision) {
                    return super.claim(environment, "f;chunk-signature=ad80\r\n" + text + "\r\n0\r\n", revision);
                }
            };
        }
    }

    static final class TakesFramingOff extends DeploymentStoreContract {
        @Override
        protected ContractStore newStore() {
            return new Place() {
                @Override
                public String claim(String environment, String text, @Nullable String revision) {
                    return super.claim(
                            environment, text.replaceAll("(?m)^[0-9a-f]+;chunk-signature=.*\r\n", ""), revision);
                }
            };
        }
    }

    static final class ShowsHalf extends DeploymentStoreContract {
        @Override
        protected ContractStore newStore() {
            CountDownLatch shown = new CountDownLatch(1);
            return new Place() {
                @Override
                public @Nullable Stored find(String environment) {
                    Stored found = super.find(environment);
                    if (found == null || !racing()) {
                        return found;
                    }
                    shown.countDown();
                    return new Stored(found.text().substring(0, 40), found.revision());
                }

                // The winner of a race waits until somebody has read the state.
                @Override
                public String claim(String environment, String text, @Nullable String revision) {
                    String written = super.claim(environment, text, revision);
                    try {
                        if (racing()) {
                            shown.await();
                        }
                        return written;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }
    }

    static final class TellsOtherwise extends DeploymentStoreContract {
        @Override
        protected ContractStore newStore() {
            return new Place() {
                @Override
                public String claim(String environment, String text, @Nullable String revision) {
                    try {
                        return super.claim(environment, text, revision);
                    } catch (PortException.Conflict e) {
                        throw new PortException.Invalid("s3:PutObject", "HTTP 412", e);
                    }
                }
            };
        }
    }
}
