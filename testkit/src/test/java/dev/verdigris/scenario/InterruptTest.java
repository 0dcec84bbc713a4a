package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt of the deploying thread: back before the point of no return, forward after it, and the flag kept. */
class InterruptTest {
    private final Stage stage = Stage.set();

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin", "scale-up", "await-in-service", "register", "await-healthy", "deregister"})
    void before_the_point_of_no_return_it_takes_the_deployment_back(String step) {
        stage.neverFewerAnswering(3);
        stage.when(step, Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(outcome).rolledBackBecause("interrupted before it was done").failedIn(step);
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "await-drained", "hand-over", "keep-warm"})
    void after_it_the_deployment_goes_on(String step) {
        stage.when(step, Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(outcome).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).hasBounds(Color.GREEN, 2, 10, 3);
    }

    @Test
    void it_wakes_a_deployment_that_waits() {
        stage.when("await-in-service", () -> stage.green.suspend("Launch"));
        stage.cloud.at(Duration.ofMinutes(2).plusSeconds(3), Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBackBecause("interrupted").failedIn("await-in-service");
        assertThat(outcome.report().took()).isLessThan(Duration.ofMinutes(2).plusSeconds(30));
    }

    @Test
    void while_the_deployment_is_taken_back_already_it_changes_nothing_more() {
        stage.green.afflict("v2", dev.verdigris.testkit.InstanceFault.neverHealthy());
        stage.when("undo:register", Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBackBecause("only 0 of 3 became healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void a_thread_that_comes_interrupted_changes_nothing() {
        Thread.currentThread().interrupt();

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBackBecause("interrupted").failedIn("pin");
        assertThat(stage.worldChanges()).isZero();
    }
}
