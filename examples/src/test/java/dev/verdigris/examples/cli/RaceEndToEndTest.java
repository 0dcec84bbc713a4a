package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several processes that deploy the same environment on Moto at once. Each has a proxy of its own, so that it is known
 * whose request each is.
 *
 * <p>They meet twice: all send what takes the deployment state at the same moment, and whoever wins changes nothing else before all
 * others have ended, or have come to change something too. So every round is a race, and a second winner would be seen.
 */
@Execution(ExecutionMode.CONCURRENT)
class RaceEndToEndTest {
    private static final int PROCESSES = 4;

    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();

    /** A request that changed something. */
    private record Change(int process, String action) {}

    /** Where processes meet; whoever has ended is not waited for. */
    private static final class Meeting {
        private final CountDownLatch missing = new CountDownLatch(PROCESSES);
        private final Map<Integer, Boolean> here = new ConcurrentHashMap<>();

        void reach(int process) {
            if (here.putIfAbsent(process, true) == null) {
                missing.countDown();
            }
        }

        void await(int process) throws IOException {
            reach(process);
            try {
                missing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the race is over", e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ssm, 3", "dynamodb:deployments, 3"})
    void one_wins_each_round_and_the_others_are_refused_naming_it(String store, int rounds) throws IOException {
        world.createDeploymentsTable("deployments");
        List<Integer> winners = new ArrayList<>();
        Color serving = Color.BLUE;
        for (int round = 1; round <= rounds; round++) {
            Queue<Change> changes = new ConcurrentLinkedQueue<>();
            List<Ran> ran = new ArrayList<>();
            List<Long> pids = new ArrayList<>();
            race(store, changes, ran, pids);

            List<Integer> won = new ArrayList<>();
            for (int process = 0; process < PROCESSES; process++) {
                if (ran.get(process).exit() == ExitCode.DONE) {
                    won.add(process);
                }
            }
            assertThat(won).as("winners of round %s: %s", round, ran).hasSize(1);
            int winner = won.get(0);
            winners.add(winner + 1);
            for (int process = 0; process < PROCESSES; process++) {
                if (process != winner) {
                    assertThat(ran.get(process).exiting(ExitCode.REFUSED).json().get("cause"))
                            .asString()
                            .contains("held by ")
                            .contains("(process " + pids.get(winner) + ")");
                    assertThat(ran.get(process).err()).contains("environment resume");
                }
            }
            assertThat(changes)
                    .as("changes from the first to the last")
                    .extracting(Change::process)
                    .containsOnly(winner);
            assertThat(changes)
                    .extracting(Change::action)
                    .contains("RegisterTargets", "DeregisterTargets", "UpdateAutoScalingGroup");
            serving = serving.other();
            assertThat(beta.registered(serving)).hasSize(3);
            assertThat(beta.registered(serving.other())).isEmpty();
            assertThat(beta.recordedColor()).isEqualTo(serving.label());
        }
        System.out.printf(
                "race on %s: %d processes, %d rounds, 1 winner a round %s, %d refused%n",
                store, PROCESSES, rounds, winners, rounds * (PROCESSES - 1));
    }

    private void race(String store, Queue<Change> changes, List<Ran> ran, List<Long> pids) {
        Meeting claims = new Meeting();
        Meeting works = new Meeting();
        List<Interposed> proxies = new ArrayList<>();
        List<Jar> processes = new ArrayList<>();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                int process = i;
                Interposed proxy = new Interposed(world.endpoint(), (action, body, moto) -> {
                    if (!Interposed.changes(action)) {
                        return moto.answer();
                    }
                    claims.await(process);
                    if (!ofTheRecord(body)) {
                        works.await(process);
                    }
                    Interposed.Answer answer = moto.answer();
                    if (answer.status() == 200) {
                        changes.add(new Change(process, action));
                    }
                    return answer;
                });
                proxies.add(proxy);
                Jar jar = Jar.start(
                        world.processEnvironment(),
                        "--env",
                        "beta",
                        "--endpoint-url",
                        proxy.endpoint().toString(),
                        "--store",
                        store,
                        "environment",
                        "refresh",
                        "--yes",
                        "--json",
                        "--poll-interval",
                        "50ms");
                ends.add(jar.whenEnded(() -> {
                    claims.reach(process);
                    works.reach(process);
                }));
                processes.add(jar);
            }
            for (Jar process : processes) {
                pids.add(process.pid());
                ran.add(process.ended());
            }
            ends.forEach(CompletableFuture::join);
        } finally {
            proxies.forEach(Interposed::close);
        }
    }

    /** Whether a change is one of the deployment state of the deployment, in whichever store. */
    private static boolean ofTheRecord(String body) {
        return body.contains("/compiler-explorer/beta/deployment/") || body.contains("\"TableName\":\"deployments\"");
    }
}
