package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Report;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Request;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is printed is what is done. */
class PlanIsPerformedTest {
    private final Stage stage = Stage.set();

    @Test
    void the_steps_that_a_plan_shows_are_those_that_begin_and_are_reported() {
        SwitchPlan plan = stage.blueGreen().plan(Deployment.of(BETA));

        Outcome outcome = stage.blueGreen().execute(plan);

        List<String> shown = plan.steps().stream().map(PlannedStep::id).toList();
        assertThat(outcome).succeeded();
        assertThat(stage.events)
                .filteredOn(Event.StepStarted.class::isInstance)
                .map(event -> ((Event.StepStarted) event).step())
                .as("begun")
                .containsExactlyElementsOf(plan.steps());
        assertThat(outcome.report().steps())
                .extracting(Report.Step::id)
                .as("reported")
                .containsExactlyElementsOf(shown);
        assertThat(outcome.report().from()).isEqualTo(plan.from()).isEqualTo(Color.BLUE);
        assertThat(outcome.report().to()).isEqualTo(plan.to()).isEqualTo(Color.GREEN);
        assertThat(outcome.report().title()).isEqualTo(plan.title());
    }

    @Test
    void two_plans_of_the_same_world_are_equal_and_print_the_same() {
        SwitchPlan plan = stage.blueGreen().plan(Deployment.of(BETA));
        SwitchPlan again = stage.blueGreen().plan(Deployment.of(BETA));

        assertThat(again).isEqualTo(plan).hasSameHashCodeAs(plan).hasToString(plan.toString());
        assertThat(stage.blueGreen().plan(Deployment.of(BETA).withCapacity(5))).isNotEqualTo(plan);
    }

    @Test
    void a_plan_that_something_else_has_made_is_refused_and_nothing_is_changed() {
        SwitchPlan plan = stage.blueGreen().plan(Deployment.of(BETA));
        int before = stage.worldChanges();

        assertThatThrownBy(() -> stage.blueGreen().execute(new TurnedRound(plan)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "expected a plan that BlueGreen.plan has made, found a " + TurnedRound.class.getName())
                .hasMessageContaining("execute what plan returns, as it is");
        assertThat(stage.worldChanges()).isEqualTo(before);
        assertThat(stage.cloud.deploymentState(BETA)).as("deployment state").isNull();
    }

    /** A plan that says that it leads to the color that serves. */
    private record TurnedRound(SwitchPlan plan) implements SwitchPlan {

        @Override
        public Request request() {
            return plan.request();
        }

        @Override
        public String title() {
            return plan.title();
        }

        @Override
        public String verb() {
            return plan.verb();
        }

        @Override
        public String strategy() {
            return plan.strategy();
        }

        @Override
        public Color from() {
            return Objects.requireNonNull(plan.to());
        }

        @Override
        public Color to() {
            return Objects.requireNonNull(plan.from());
        }

        @Override
        public List<String> requires() {
            return plan.requires();
        }

        @Override
        public List<PlannedStep> steps() {
            return plan.steps();
        }

        @Override
        public List<String> notes() {
            return plan.notes();
        }
    }
}
