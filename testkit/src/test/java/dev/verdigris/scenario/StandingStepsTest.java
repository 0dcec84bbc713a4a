package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Report;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What changes or fails in a step that stands is told of that step, whichever step is under way. */
class StandingStepsTest {
    private final Stage stage = Stage.on(Stage.builder()
            .deregistrationDelay(Duration.ofMinutes(5))
            .serving(Stage.BETA, 3)
            .build());

    /** The changes of a step that were announced while another one was under way. */
    private List<String> changesDuring(String underWay, String step) {
        List<Event> events = stage.events;
        int from = index(Event.StepStarted.class, underWay);
        int to = Math.max(index(Event.StepDone.class, underWay), index(Event.StepStopped.class, underWay));
        return events.subList(from, to).stream()
                .filter(event -> event instanceof Event.ChangeAnnounced change
                        && change.step().id().equals(step))
                .map(event -> ((Event.ChangeAnnounced) event).change())
                .toList();
    }

    private int index(Class<? extends Event.OfStep> kind, String step) {
        for (int i = 0; i < stage.events.size(); i++) {
            Event event = stage.events.get(i);
            if (kind.isInstance(event) && kind.cast(event).step().id().equals(step)) {
                return i;
            }
        }
        return -1;
    }

    private void lowerThePinDuring(String step) {
        stage.when(step, () -> stage.blue.setMin(0));
    }

    private InstanceId replaceOneDuringTheDrain() {
        InstanceId[] replaced = new InstanceId[1];
        stage.when("await-drained", () -> {
            replaced[0] = stage.green.instance(1).id();
            stage.green.instance(1).terminate();
        });
        assertThat(stage.deploy()).succeeded();
        return replaced[0];
    }

    @Test
    void a_pin_that_is_raised_again_while_the_fleet_comes_up_is_a_change_of_pin() {
        lowerThePinDuring("await-in-service");
        assertThat(stage.deploy()).succeeded();

        assertThat(changesDuring("await-in-service", "pin")).containsExactly("beta-blue: min 0 → 3");
        assertThat(changesDuring("await-in-service", "await-in-service")).isEmpty();
    }

    @Test
    void a_pin_that_may_not_be_raised_again_while_the_fleet_comes_up_fails_as_pin() {
        stage.when("await-in-service", () -> {
            stage.blue.setMin(0);
            stage.cloud.install(CallFault.denied(Operations.UPDATE_GROUP).times(1));
        });

        assertThat(stage.deploy())
                .rolledBackBecause("AccessDenied")
                .failedIn("pin")
                .hasSteps(Report.Step.State.FAILED, "pin")
                .hasSteps(Report.Step.State.STOPPED, "await-in-service");
        int failed = index(Event.StepFailed.class, "pin");
        assertThat(((Event.StepFailed) stage.events.get(failed)).cause().step()).isEqualTo("pin");
        assertThat(index(Event.StepStopped.class, "await-in-service")).isEqualTo(failed + 1);
        assertThat(index(Event.StepFailed.class, "await-in-service")).isNegative();
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_pin_that_may_not_be_raised_again_is_the_cause_in_the_deployment_state() {
        stage.when("await-in-service", () -> {
            stage.blue.setMin(0);
            stage.cloud.install(CallFault.denied(Operations.UPDATE_GROUP).times(1));
        });
        stage.killedIn("undo:scale-up", stage::deploy);

        assertThat(stage.stateText()).contains("cause.step pin\n");
        assertThat(stage.by("bob").resume(Stage.BETA)).rolledBack().failedIn("pin");
    }

    @Test
    void a_newcomer_that_is_registered_while_the_old_fleet_drains_is_a_change_of_register() {
        InstanceId replaced = replaceOneDuringTheDrain();

        assertThat(changesDuring("await-drained", "register"))
                .singleElement()
                .asString()
                .startsWith("register 1 target of Beta: ")
                .doesNotContain(replaced.toString());
        assertThat(changesDuring("await-drained", "await-drained")).isEmpty();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.GREEN, 3);
    }

    @Test
    void a_newcomer_that_may_not_be_registered_during_the_drain_fails_as_register() {
        stage.when("await-drained", () -> {
            stage.green.instance(1).terminate();
            stage.cloud.install(CallFault.denied(Operations.REGISTER));
        });

        assertThat(stage.deploy(Stage.keepingNothing()))
                .failedDirtyBecause("AccessDenied")
                .failedIn("register")
                .leaving("members of beta-green that joined it late may not be registered in Beta")
                .hasSteps(Report.Step.State.FAILED, "register", "scale-down");
        assertThat(stage.cloud).hasRecorded(Color.GREEN);
        assertThat(stage.blue.instances()).as("kept until green serves in full").hasSize(3);
    }

    @Test
    void what_is_left_of_a_newcomer_is_registered_when_it_is_resumed() {
        CallFault denied = CallFault.denied(Operations.REGISTER);
        stage.when("await-drained", () -> {
            stage.green.instance(1).terminate();
            stage.cloud.install(denied);
        });
        stage.deploy(Stage.keepingNothing());
        stage.cloud.remove(denied);
        stage.events.clear();

        assertThat(stage.by("bob").resume(Stage.BETA)).succeeded();
        assertThat(changesDuring("await-drained", "register")).hasSize(1);
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.GREEN, 3);
        assertThat(stage.inService(stage.blue)).isEmpty();
    }
}
