package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The part of the contract that only shows when many claim at the same moment: a store that checks and then acts
 * answers each request alone as it should, and several of a race.
 */
abstract class DeploymentStoreRace {
    private static final int RACERS = 16;
    private static final String LOST = "";

    /** Called by subclasses. */
    DeploymentStoreRace() {}

    /** Makes a place without deployment states. */
    protected abstract ContractStore newStore();

    /**
     * The number of rounds that each race has; by default 20. A store that checks and then acts may pass any one of
     * them.
     */
    protected int rounds() {
        return 20;
    }

    @Test
    final void of_sixteen_who_create_at_once_one_succeeds_and_the_others_are_told() throws Exception {
        ContractStore place = newStore();
        try (Race race = new Race(place)) {
            for (int round = 0; round < rounds(); round++) {
                String environment = "create-" + round;

                assertOneWinner(place, environment, race.claim(environment, null));
            }
        }
    }

    @Test
    final void of_sixteen_who_claim_the_same_revision_at_once_one_succeeds() throws Exception {
        ContractStore place = newStore();
        place.connect().claim("beta", whole("before", 0), null);
        try (Race race = new Race(place)) {
            for (int round = 0; round < rounds(); round++) {
                assertOneWinner(place, "beta", race.claim("beta", stored(place, "beta")));
            }
        }
    }

    private static DeploymentStore.Stored stored(ContractStore place, String environment) {
        return Objects.requireNonNull(place.connect().find(environment), "expected a deployment state, found none");
    }

    private static void assertOneWinner(ContractStore place, String environment, List<String> ends) {
        DeploymentStore.Stored found = stored(place, environment);
        assertThat(ends)
                .as("what those of 16 wrote who were told that they won")
                .filteredOn(end -> !end.equals(LOST))
                .containsExactly(found.text());
    }

    @Test
    final void of_sixteen_who_claim_at_once_and_get_no_answer_one_finds_its_text_in_the_store() throws Exception {
        ContractStore place = newStore();
        try (Race race = new Race(place)) {
            place.loseReplies();
            List<String> ends = race.claim("beta", null);
            place.recover();

            assertThat(ends).containsOnly(LOST);
            DeploymentStore.Stored found = stored(place, "beta");
            assertThat(race.texts("beta")).contains(found.text());
            assertThat(place.connect().held("beta", found.revision())).isTrue();
        }
    }

    /** A text whose lines show where it was cut, as long as that of a deployment. */
    private static String whole(String environment, int racer) {
        return "verdigris 1.0\n" + environment + " " + racer + "\n"
                + (Character.toString('a' + racer).repeat(79) + "\n").repeat(40);
    }

    /** Sixteen processes that claim at once, while two more read. */
    private static final class Race implements AutoCloseable {
        private final List<DeploymentStore> racers;
        private final List<DeploymentStore> readers;
        private final ExecutorService threads;

        Race(ContractStore place) {
            this.racers = Stream.generate(place::connect).limit(RACERS).toList();
            this.readers = Stream.generate(place::connect).limit(2).toList();
            this.threads = Executors.newFixedThreadPool(racers.size() + readers.size());
        }

        List<String> texts(String environment) {
            return IntStream.range(0, RACERS)
                    .mapToObj(racer -> whole(environment, racer))
                    .toList();
        }

        /** Lets all claim at once; returns the texts of those that were told that they won. */
        List<String> claim(String environment, DeploymentStore.@Nullable Stored before) throws Exception {
            List<String> texts = texts(environment + (before == null ? "" : " after " + before.revision()));
            Set<String> whole = Stream.concat(
                            texts.stream(), Stream.ofNullable(before).map(DeploymentStore.Stored::text))
                    .collect(Collectors.toSet());
            CyclicBarrier start = new CyclicBarrier(RACERS);
            CountDownLatch running = new CountDownLatch(RACERS);
            List<Future<String>> claims = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                DeploymentStore racer = racers.get(i);
                String text = texts.get(i);
                claims.add(threads.submit(() -> {
                    try {
                        start.await();
                        return claim(racer, environment, text, before);
                    } finally {
                        running.countDown();
                    }
                }));
            }
            List<Future<@Nullable String>> reads = new ArrayList<>();
            for (DeploymentStore reader : readers) {
                reads.add(threads.<@Nullable String>submit(() -> torn(reader, environment, whole, running)));
            }
            List<String> ends = new ArrayList<>();
            for (Future<String> claim : claims) {
                ends.add(claim.get());
            }
            for (Future<@Nullable String> read : reads) {
                assertThat(read.get())
                        .as("a text that was read meanwhile, and that nobody wrote")
                        .isNull();
            }
            return ends;
        }

        private static String claim(
                DeploymentStore store, String environment, String text, DeploymentStore.@Nullable Stored before) {
            try {
                store.claim(environment, text, before == null ? null : before.revision());
                return text;
            } catch (PortException e) {
                assertThat(e.isTransient() || e instanceof PortException.Conflict)
                        .as("no answer, or a conflict: " + e)
                        .isTrue();
                return LOST;
            }
        }

        private static @Nullable String torn(
                DeploymentStore store, String environment, Set<String> whole, CountDownLatch running) {
            while (running.getCount() > 0) {
                try {
                    DeploymentStore.Stored found = store.find(environment);
                    if (found != null && !whole.contains(found.text())) {
                        return found.text();
                    }
                } catch (PortException e) {
                    if (!e.isTransient()) {
                        throw e;
                    }
                }
            }
            return null;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
