package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for whoever resolves a deployment that stopped half-way, by resuming or by aborting it. */
class ResumeOrAbortTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private static final List<BiFunction<BlueGreen, Recovery, Outcome>> BOTH =
            List.of(BlueGreen::resume, BlueGreen::abort);

    @Test
    void with_nothing_in_progress_it_is_refused() {
        for (BiFunction<BlueGreen, Recovery, Outcome> verb : BOTH) {
            assertThatThrownBy(() -> verb.apply(bob, Recovery.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .isNotInstanceOf(BusyException.class)
                    .hasMessage("expected something in progress on beta, found nothing;"
                            + " deploy, roll back or clean up as you like");
        }
        assertThat(stage.cloud.deploymentState(BETA)).isNull();
    }

    @Test
    void another_definition_of_the_environment_is_refused() {
        stage.killedIn("register", () -> ann.deploy(BETA));
        Environment other = Environment.named("beta").greenGroup("beta-blue2").build();
        for (BiFunction<BlueGreen, Recovery, Outcome> verb : BOTH) {
            assertThatThrownBy(() -> verb.apply(bob, Recovery.of(other).withTakeOver(true)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected the environment as it is in the deployment state")
                    .hasMessageContaining("beta-blue2");
        }
        assertThat(bob.resume(BETA)).succeeded();
    }

    @Test
    void a_holder_that_may_live_is_waited_for_until_its_lease_and_its_last_call_are_over() {
        stage.killedIn("register", () -> ann.deploy(BETA));
        stage.events.clear();
        Instant before = stage.cloud.now();
        assertThat(bob.resume(BETA)).succeeded();

        List<Event.LeaseWaiting> waits = stage.events.stream()
                .filter(Event.LeaseWaiting.class::isInstance)
                .map(Event.LeaseWaiting.class::cast)
                .toList();
        assertThat(waits).hasSize(15);
        assertThat(waits.get(0).sentence())
                .isEqualTo("waiting up to 1m 15s for deploy id-1 held by ann since 2026-01-01T00:00:00Z,"
                        + " going forward, at shift");
        assertThat(waits).extracting(Event.LeaseWaiting::left).endsWith(Duration.ofSeconds(5));
        Event.Resumed resumed = (Event.Resumed) stage.events.get(15);
        assertThat(resumed.at()).isEqualTo(before.plusSeconds(75));
    }

    @Test
    void an_operators_confirmation_saves_the_wait() {
        stage.killedIn("register", () -> ann.deploy(BETA));
        stage.events.clear();
        Instant before = stage.cloud.now();
        assertThat(bob.abort(takingOver())).rolledBack();

        assertThat(stage.events.get(0)).isInstanceOf(Event.Resumed.class);
        assertThat(stage.events.get(0).at()).isEqualTo(before);
    }

    @Test
    void an_interrupt_while_waiting_is_a_refusal() {
        stage.killedIn("register", () -> ann.deploy(BETA));
        String written = stage.stateText();
        for (BiFunction<BlueGreen, Recovery, Outcome> verb : BOTH) {
            stage.cloud.after(Duration.ofSeconds(7), Thread.currentThread()::interrupt);
            assertThatThrownBy(() -> verb.apply(bob, Recovery.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("interrupted while waiting for the deployment state");
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        }
        assertThat(stage.stateText()).isEqualTo(written);
    }

    @Test
    void a_holder_that_wakes_up_when_it_was_resolved_changes_nothing_more() {
        stage.neverFewerAnswering(3);
        stage.when("await-healthy", () -> assertThat(bob.abort(BETA)).rolledBack());

        Outcome outcome = ann.deploy(BETA);

        assertThat(outcome)
                .interruptedBecause("expected to hold the deployment state of beta, found that it has been resolved");
        assertThat(stage).isAsBefore();
    }

    @Test
    void a_holder_that_wakes_up_while_another_holds_it_names_the_other() {
        stage.when("scale-up", () -> stage.killedIn("await-in-service", () -> bob.resume(BETA)));

        assertThat(ann.deploy(BETA))
                .interruptedBecause("expected to hold the deployment state of beta, found it held by bob");
        assertThat(stage.by("carol").abort(BETA)).rolledBack();
        assertThat(stage).isAsBefore();
    }
}
