package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.error.BusyException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole deployments in the deployment state in each of the stores, when replies are lost, and when somebody has to take over. */
class StoredDeploymentTest {

    static Stream<Arguments> stores() {
        return Stream.of(
                Arguments.of("Parameter Store", "PutParameter", (Supplier<MotoStore>) MotoStore::parameterStore),
                Arguments.of("DynamoDB", "PutItem", (Supplier<MotoStore>) MotoStore::dynamoDb),
                Arguments.of("S3", "PutObject", (Supplier<MotoStore>) MotoStore::s3));
    }

    private static Environment environment(MotoStore moto) {
        MotoEnvironment beta = moto.world.environment("beta").blue(2, 10, 3).create();
        return beta.environment();
    }

    private static BlueGreen.Builder by(String holder, MotoStore moto, DeploymentStore store) {
        return BlueGreen.builder(Clouds.on(moto.world)).store(store).holder(holder);
    }

    /** The same at a time that passes for others, too. */
    private static BlueGreen.Builder by(String holder, MotoStore moto, TimeSource time) {
        Cloud cloud = Clouds.on(moto.world);
        return BlueGreen.builder(Cloud.builder()
                        .fleets(cloud.fleets())
                        .targetGroups(cloud.targetGroups())
                        .activeColors(cloud.activeColors())
                        .time(time)
                        .build())
                .store(moto.connect())
                .holder(holder);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void every_write_that_comes_second_to_itself_is_known_again(String name, String write, Supplier<MotoStore> place) {
        MotoStore moto = place.get();
        Environment beta = environment(moto);
        Interference interference = new Interference();
        for (int i = 0; i < 20; i++) {
            interference.on(write, Interference.lostReply(), Interference.none());
        }
        BlueGreen ann = by("ann", moto, moto.connect(interference)).build();

        assertThat(ann.deploy(beta)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(ann.rollback(beta)).isInstanceOf(Outcome.Succeeded.class);

        assertEnded(moto, beta, EndedDeployment.Ending.SUCCEEDED, EndedDeployment.Ending.SUCCEEDED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void every_write_whose_replies_are_all_lost_is_known_again(String name, String write, Supplier<MotoStore> place) {
        MotoStore moto = place.get();
        Environment beta = environment(moto);
        Interference interference = new Interference();
        for (int i = 0; i < 80; i++) {
            interference.on(write, Interference.lostReply());
        }
        BlueGreen ann = by("ann", moto, moto.connect(interference)).build();

        assertThat(ann.deploy(beta)).isInstanceOf(Outcome.Succeeded.class);

        assertEnded(moto, beta, EndedDeployment.Ending.SUCCEEDED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void what_a_dead_process_has_left_is_resumed_from_another_machine(
            String name, String write, Supplier<MotoStore> place) {
        MotoStore moto = place.get();
        Environment beta = environment(moto);
        dieIn("await-healthy", moto, beta);
        List<Duration> waits = new ArrayList<>();
        BlueGreen bob = by("bob", moto, moto.connect())
                .listener(event -> {
                    if (event instanceof Event.LeaseWaiting waiting) {
                        waits.add(waiting.left());
                    }
                })
                .build();
        assertThatExceptionOfType(BusyException.class)
                .isThrownBy(() -> bob.deploy(beta))
                .withMessageContaining("ann");

        if (moto.connect().leasesExpire()) {
            assertThat(bob.resume(beta)).isInstanceOf(Outcome.Succeeded.class);
            // The lease of a minute, and the time-out of a call that may be under way.
            assertThat(waits.get(0)).isEqualTo(Duration.ofSeconds(75));
        } else {
            assertThatExceptionOfType(BusyException.class)
                    .isThrownBy(() -> bob.resume(beta))
                    .withMessageContaining("--take-over");
            assertThat(bob.resume(Recovery.of(beta).withTakeOver(true))).isInstanceOf(Outcome.Succeeded.class);
            assertThat(waits).isEmpty();
        }

        assertEnded(moto, beta, EndedDeployment.Ending.SUCCEEDED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void who_is_taken_over_makes_no_further_change_and_says_who_did(
            String name, String write, Supplier<MotoStore> place) {
        MotoStore moto = place.get();
        Environment beta = environment(moto);
        TimeSource time = new VirtualTime();
        BlueGreen bob = by("bob", moto, time).build();
        Recovery recovery = moto.connect().leasesExpire()
                ? Recovery.of(beta)
                : Recovery.of(beta).withTakeOver(true);
        List<Outcome> bobs = new ArrayList<>();
        BlueGreen ann = by("ann", moto, time)
                .listener(event -> {
                    if (event instanceof Event.StepStarted started
                            && started.step().id().equals("deregister")) {
                        bobs.add(bob.abort(recovery));
                    }
                })
                .build();

        Outcome outcome = ann.deploy(beta);

        assertThat(bobs).singleElement().isInstanceOf(Outcome.RolledBack.class);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Interrupted.class,
                        left -> assertThat(left.cause())
                                .hasMessageContaining("found that it has been resolved by somebody else"));
        assertEnded(moto, beta, EndedDeployment.Ending.ROLLED_BACK);
    }

    private static void dieIn(String step, MotoStore moto, Environment beta) {
        BlueGreen ann = by("ann", moto, moto.connect())
                .listener(event -> {
                    if (event instanceof Event.StepStarted started
                            && started.step().id().equals(step)) {
                        throw new Killed();
                    }
                })
                .build();
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> ann.deploy(beta));
    }

    /** What a killed process dies of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void assertEnded(MotoStore moto, Environment beta, EndedDeployment.Ending... newestFirst) {
        BlueGreen looking = by("carol", moto, moto.connect()).build();
        assertThat(looking.status(beta).deployment()).isNull();
        assertThat(looking.history(beta)).extracting(EndedDeployment::ending).containsExactly(newestFirst);
        assertThat(Objects.requireNonNull(moto.connect().find(beta.stateKey())).text())
                .startsWith("verdigris 2.");
    }
}
