package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.InstanceFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R15: few writes. However many steps and instances, a verb calls the store 8 times at most, the look at what was claimed included; heartbeat and the
 * question whether the deployment state is still held come in addition.
 */
class StoreCallsTest {
    private static final int MOST = 8;

    /** So long that nothing here needs a heartbeat. */
    private static final Duration NO_SIGN_OF_LIFE = Duration.ofHours(10);

    static List<Arguments> worlds() {
        List<Arguments> worlds = new ArrayList<>();
        for (int instances : new int[] {3, 45}) {
            for (boolean leasesExpire : new boolean[] {true, false}) {
                worlds.add(Arguments.of(instances, leasesExpire));
            }
        }
        return worlds;
    }

    private static Stage stage(int instances, boolean leasesExpire) {
        return Stage.on(Stage.builder()
                .leasesExpire(leasesExpire)
                .serving(BETA, new GroupSize(instances - 1, 100, instances))
                .build());
    }

    /** What a verb calls the store for, but for the question whether the deployment state is held. */
    private static List<String> callsOf(Stage stage, Consumer<BlueGreen> verb) {
        Counting store = new Counting(Objects.requireNonNull(stage.cloud.ports().deployments()));
        verb.accept(stage.builder("ann").store(store).lease(NO_SIGN_OF_LIFE).build());
        return store.calls;
    }

    @ParameterizedTest(name = "{0} instances, leases expire: {1}")
    @MethodSource("worlds")
    void a_deployment_a_rollback_and_a_cleanup(int instances, boolean leasesExpire) {
        Stage stage = stage(instances, leasesExpire);

        List<String> deployment = callsOf(stage, blueGreen -> assertSucceeded(blueGreen.deploy(BETA)));
        List<String> rollback = callsOf(stage, blueGreen -> assertSucceeded(blueGreen.rollback(BETA)));
        List<String> recycling = callsOf(stage, blueGreen -> assertSucceeded(blueGreen.deploy(BETA)));
        List<String> cleanup = callsOf(stage, blueGreen -> assertSucceeded(blueGreen.cleanup(BETA)));

        assertThat(deployment).startsWith("find", "claim", "find", "replace").hasSizeLessThanOrEqualTo(MOST);
        assertThat(rollback).hasSizeLessThanOrEqualTo(MOST);
        assertThat(recycling).hasSizeLessThanOrEqualTo(MOST);
        assertThat(cleanup).hasSizeLessThanOrEqualTo(MOST);
    }

    private static void assertSucceeded(Outcome outcome) {
        assertThat(outcome).succeeded();
    }

    @ParameterizedTest(name = "{0} instances, leases expire: {1}")
    @MethodSource("worlds")
    void a_deployment_that_is_rolled_back(int instances, boolean leasesExpire) {
        Stage stage = stage(instances, leasesExpire);
        stage.green.afflict(1, InstanceFault.neverHealthy());

        List<String> calls = callsOf(
                stage,
                blueGreen -> assertThat(blueGreen.deploy(Stage.replacingNone())).rolledBack());

        assertThat(calls).hasSizeLessThanOrEqualTo(MOST);
    }

    @ParameterizedTest(name = "{0} instances, leases expire: {1}")
    @MethodSource("worlds")
    void a_recovery(int instances, boolean leasesExpire) {
        Stage stage = stage(instances, leasesExpire);
        stage.killedIn("await-healthy", stage::deploy);

        List<String> calls = callsOf(stage, blueGreen -> assertSucceeded(blueGreen.resume(takingOver())));

        assertThat(calls).hasSizeLessThanOrEqualTo(MOST);
    }

    @ParameterizedTest(name = "{0} instances, leases expire: {1}")
    @MethodSource("worlds")
    void whether_the_state_is_held_is_asked_before_the_changes_that_finalize(int instances, boolean leasesExpire) {
        Stage stage = stage(instances, leasesExpire);
        Counting store = new Counting(Objects.requireNonNull(stage.cloud.ports().deployments()));
        int before = stage.worldChanges();

        stage.builder("ann").store(store).lease(NO_SIGN_OF_LIFE).build().deploy(BETA);

        int rehearsals = 1;
        assertThat(store.questions).isEqualTo(leasesExpire ? 2 : rehearsals + stage.worldChanges() - before);
    }

    /** Notes what a store is asked. */
    private static final class Counting implements DeploymentStore {
        private final DeploymentStore store;
        private final List<String> calls = new ArrayList<>();
        private int questions;

        private Counting(DeploymentStore store) {
            this.store = store;
        }

        @Override
        public @Nullable Stored find(String environment) {
            calls.add("find");
            return store.find(environment);
        }

        @Override
        public String claim(String environment, String text, @Nullable String revision) {
            calls.add("claim");
            return store.claim(environment, text, revision);
        }

        @Override
        public String replace(String environment, String text, String revision) {
            calls.add("replace");
            return store.replace(environment, text, revision);
        }

        @Override
        public boolean held(String environment, String revision) {
            questions++;
            return store.held(environment, revision);
        }

        @Override
        public boolean leasesExpire() {
            return store.leasesExpire();
        }
    }
}
