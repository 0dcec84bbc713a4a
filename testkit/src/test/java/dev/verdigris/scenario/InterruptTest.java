package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.Status;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt of the deploying thread: back before the point of no return, forward after it, and the flag kept. */
class InterruptTest {
    private final Stage stage = Stage.set();

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#reversible")
    void an_interrupt_before_the_point_of_no_return_rolls_the_deployment_back(String step) {
        stage.neverFewerAnswering(3);
        stage.when(step, Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(outcome).rolledBackBecause("interrupted before it was done").failedIn(step);
        assertThat(stage).isAsBefore();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#irreversible")
    void after_the_point_of_no_return_an_interrupted_deployment_goes_on(String step) {
        stage.when(step, Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(outcome).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).hasBounds(Color.GREEN, 2, 10, 3);
    }

    @Test
    void an_interrupt_wakes_a_deployment_that_waits() {
        stage.when("await-in-service", () -> stage.green.suspend("Launch"));
        stage.cloud.at(Duration.ofMinutes(2).plusSeconds(3), Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBackBecause("interrupted").failedIn("await-in-service");
        assertThat(outcome.report().took()).isLessThan(Duration.ofMinutes(2).plusSeconds(30));
    }

    @Test
    void an_interrupt_while_the_deployment_is_rolled_back_changes_nothing_more() {
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

    /** An SDK makes no call on an interrupted thread, and gives up one that is under way. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void at_whatever_call_an_interrupt_comes_nothing_stays_in_progress(boolean underWay) {
        int calls = 0;
        for (int call = 1; calls == call - 1; call++) {
            Stage stage = Stage.set();
            InterruptedAt interruption = new InterruptedAt(call, underWay);
            stage.cloud.install(interruption);
            try {
                Outcome outcome = stage.deploy();
                assertThat(outcome).isInstanceOfAny(Outcome.Succeeded.class, Outcome.RolledBack.class);
            } catch (PortException | RefusedException e) {
                assertThat(stage.worldChanges())
                        .as("changed before it was refused")
                        .isZero();
            }
            stage.cloud.remove(interruption);
            assertThat(Thread.interrupted()).as("the flag is kept").isEqualTo(interruption.came);

            Status status = stage.blueGreen().status(Stage.BETA);
            assertThat(status.deployment())
                    .as("in progress after call %s", call)
                    .isNull();
            assertThat(status.drift()).isEmpty();
            calls += interruption.came ? 1 : 0;
        }
        assertThat(calls).isGreaterThan(30);
    }

    /** Interrupts at one call, which fails, and has all calls of an interrupted thread fail. */
    private static final class InterruptedAt implements CallHook {
        private final int call;
        private final boolean underWay;
        private int calls;
        private boolean came;

        InterruptedAt(int call, boolean underWay) {
            this.call = call;
            this.underWay = underWay;
        }

        @Override
        public void before(Call now) {
            if (++calls == call && !underWay) {
                interrupt();
            }
            giveUp(now);
        }

        @Override
        public void after(Call now) {
            if (calls == call && underWay) {
                interrupt();
            }
            giveUp(now);
        }

        private void interrupt() {
            came = true;
            Thread.currentThread().interrupt();
        }

        private static void giveUp(Call now) {
            if (Thread.currentThread().isInterrupted()) {
                throw new PortException.Unavailable(now.operation(), "the thread was interrupted", null);
            }
        }
    }
}
