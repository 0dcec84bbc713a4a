package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R26: the new fleet serves on trial, recorded already, and can go back for all that time. */
class BakeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = Stage.set();

    private static Deployment baking() {
        return Deployment.of(BETA).withBake(Bake.of(MINUTE.multipliedBy(10)));
    }

    /** What is recorded from its beginning on, each time that it changes. */
    private List<String> recorded() {
        List<String> recorded = new ArrayList<>();
        stage.cloud.watch(cloud -> {
            String now = String.valueOf(cloud.recorded(BETA));
            if (recorded.isEmpty() || !recorded.get(recorded.size() - 1).equals(now)) {
                recorded.add(now);
            }
        });
        return recorded;
    }

    private void sickenGreen() {
        stage.green.instances().forEach(instance -> instance.sicken("ill"));
    }

    @Test
    void r26_the_color_is_recorded_before_the_bake_and_confirmed_without_another_write() {
        stage.when("bake", () -> {
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
            assertThat(stage.by("anybody").status(BETA).deployment().phase()).isEqualTo(Phase.BAKE);
        });
        List<String> written = stage.calls.beforeEach(Operations.PUT_PARAMETER, () -> "once");
        Duration began = stage.cloud.elapsed();

        Outcome outcome = stage.deploy(baking());

        assertThat(outcome).succeeded();
        assertThat(stage.cloud.elapsed().minus(began)).isGreaterThan(MINUTE.multipliedBy(10));
        assertThat(written).hasSize(1);
        assertThat(stage).hasSwitched();
    }

    @Test
    void r26_its_time_begins_once_it_is_in_the_deployment_state_after_however_many_tries() {
        stage.when(
                "write-parameter",
                () -> stage.cloud.install(
                        CallFault.throttled(Operations.REPLACE_STATE).times(4)));
        Duration[] began = new Duration[2];
        stage.calls.beforeEach(Operations.PUT_PARAMETER, () -> {
            began[0] = stage.cloud.elapsed();
            return "recorded";
        });
        stage.when("bake", () -> {
            began[1] = stage.cloud.elapsed();
            assertThat(stage.stateText())
                    .contains("execution.since "
                            + stage.cloud
                                    .now()
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString()
                                    .replace("Z", ""));
        });

        assertThat(stage.deploy(baking())).succeeded();

        assertThat(began[1]).as("it was tried again").isGreaterThan(began[0].plusSeconds(4));
    }

    @Test
    void r26_what_falls_ill_while_it_bakes_goes_back_and_so_does_what_is_recorded() {
        List<String> recorded = recorded();
        stage.when("bake", this::sickenGreen);

        Outcome outcome = stage.deploy(baking());

        assertThat(outcome).failedIn("bake");
        assertThat(outcome)
                .rolledBackBecause("expected 3 of beta-green to stay healthy at 100 % of the requests, found 0");
        assertThat(recorded).containsExactly("blue", "green", "blue");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void on_the_way_back_traffic_goes_first_and_what_is_recorded_follows() {
        stage.when("bake", this::sickenGreen);
        stage.when(
                "undo:write-parameter",
                () -> assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.GREEN));

        assertThat(stage.deploy(baking())).failedIn("bake");

        assertThat(stage.cloud).hasRecorded(Color.BLUE);
    }

    @Test
    void r26_a_bake_goes_on_with_its_time_when_it_is_resumed() {
        stage.killedIn("bake", () -> stage.deploy(baking()));
        Duration began = stage.cloud.elapsed();
        stage.cloud.pass(MINUTE.multipliedBy(8));
        List<String> registered = stage.calls.beforeEach(Operations.REGISTER, () -> "again");

        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();

        assertThat(registered).as("the old fleet, put back").isEmpty();

        assertThat(stage.cloud.elapsed().minus(began)).isBetween(MINUTE.multipliedBy(10), MINUTE.multipliedBy(12));
        assertThat(stage).hasSwitched();
    }

    @Test
    void a_deployment_that_bakes_can_be_aborted_and_nothing_else_takes_over_from_it() {
        stage.killedIn("bake", () -> stage.deploy(baking()));
        assertThatThrownBy(() -> stage.by("bob").rollback(BETA)).isInstanceOf(BusyException.class);

        assertThat(stage.by("bob").abort(Stage.takingOver())).rolledBackBecause("aborted by bob");

        assertThat(stage).isAsBefore();
    }

    @Test
    void r12_a_note_that_fails_is_told_and_made_at_the_end_and_moves_no_traffic() {
        stage.cloud.install(CallFault.denied(Operations.PUT_PARAMETER).times(1));

        Outcome outcome = stage.deploy(baking());

        assertThat(outcome).succeeded();
        assertThat(outcome.report().notes())
                .anyMatch(note -> note.contains("could not be set to green at once, and is at the end"));
        assertThat(stage).hasSwitched();
    }
}
