package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several processes claim the same record at once. Moto serves one request at a time, so this is about what the losers
 * make of it, and about what happens between the requests of one claim.
 */
class RacingClaimsTest {
    private static final int RACERS = 6;
    private static final int ROUNDS = 5;

    static Stream<Arguments> stores() {
        return Stream.of(
                Arguments.of("Parameter Store", (Supplier<MotoRecords>) MotoRecords::parameterStore),
                Arguments.of("DynamoDB", (Supplier<MotoRecords>) MotoRecords::dynamoDb),
                Arguments.of("S3", (Supplier<MotoRecords>) MotoRecords::s3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void each_round_has_one_winner_and_the_others_are_told(String name, Supplier<MotoRecords> place) throws Exception {
        MotoRecords records = place.get();
        List<DeploymentStore> racers =
                Stream.generate(records::connect).limit(RACERS).toList();
        CyclicBarrier start = new CyclicBarrier(RACERS);
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<String>> claims = new ArrayList<>();
                for (int i = 0; i < RACERS; i++) {
                    DeploymentStore racer = racers.get(i);
                    String text = "round " + round + " racer " + i + "\n";
                    claims.add(threads.submit(() -> {
                        DeploymentStore.Stored read = racer.find("beta");
                        start.await();
                        try {
                            racer.claim("beta", text, read == null ? null : read.revision());
                            return text;
                        } catch (PortException.Conflict e) {
                            return "";
                        }
                    }));
                }
                List<String> outcomes = new ArrayList<>();
                for (Future<String> claim : claims) {
                    outcomes.add(claim.get());
                }

                String winner =
                        Objects.requireNonNull(records.connect().find("beta")).text();
                assertThat(outcomes).filteredOn(text -> !text.isEmpty()).containsExactly(winner);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
