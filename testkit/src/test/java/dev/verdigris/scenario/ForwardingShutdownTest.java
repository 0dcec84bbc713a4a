package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.model.Color;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Shutdown;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An environment whose traffic is forwarded, and that is taken out of service on purpose. */
class ForwardingShutdownTest {
    private final ForwardingStage stage = new ForwardingStage();

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void killedIn(String step) {
        assertThatThrownBy(() -> stage.as(step, () -> {
                            throw new Killed();
                        })
                        .shutdown(stage.beta))
                .isInstanceOf(Killed.class);
    }

    private void isShutDown() {
        assertThat(stage.on().status(stage.beta).shutDown()).isTrue();
        assertThat(stage.actions())
                .allMatch(action -> action.equals(stage.to(Color.GREEN).toString()));
        for (Color color : Color.values()) {
            assertThat(stage.cloud).hasInService(color, 0).hasBounds(color, 0, 10, 0);
        }
    }

    @Test
    void requests_go_to_the_empty_target_group_before_the_fleet_ends() {
        assertThat(stage.on().shutdown(stage.beta)).succeeded();

        isShutDown();
    }

    @Test
    void the_plan_names_the_empty_target_group_and_what_users_see() {
        assertThat(stage.on().plan(Shutdown.of(stage.beta)).steps())
                .extracting(PlannedStep::id)
                .containsExactly("shift", "hold", "scale-down");
        assertThat(stage.on().plan(Shutdown.of(stage.beta)).toString())
                .contains("to Beta-Green, whose fleet is empty, so that nobody serves")
                .contains("answers every request with 503");
    }

    @Test
    void a_warm_fleet_is_empty_before_requests_could_go_there() {
        assertThat(stage.on().deploy(stage.beta)).succeeded();
        assertThat(stage.on().plan(Shutdown.of(stage.beta)).steps())
                .extracting(PlannedStep::id)
                .containsExactly("recycle", "shift", "hold", "scale-down");
        assertThat(stage.on().shutdown(stage.beta)).succeeded();

        assertThat(stage.actions())
                .allMatch(action -> action.equals(stage.to(Color.BLUE).toString()));
    }

    @Test
    void what_served_is_started_again() {
        assertThat(stage.on().shutdown(stage.beta)).succeeded();
        assertThat(stage.on().start(stage.beta)).succeeded();

        assertThat(stage.cloud).servesOnly(Color.BLUE);
        assertThat(stage.actions())
                .allMatch(action -> action.equals(stage.to(Color.BLUE).toString()));
        assertThat(stage.on().status(stage.beta).shutDown()).isFalse();
    }

    @Test
    void an_abort_before_the_point_of_no_return_forwards_as_before() {
        killedIn("shift");

        assertThat(stage.on().abort(stage.beta)).rolledBack();
        assertThat(stage.actions())
                .allMatch(action -> action.equals(stage.to(Color.BLUE).toString()));
    }

    @Test
    void past_the_point_of_no_return_another_process_finishes_it() {
        killedIn("hold");

        assertThat(stage.on().resume(stage.beta)).succeeded();
        isShutDown();
    }

    @Test
    void reconcile_leaves_a_shut_down_environment_alone() {
        assertThat(stage.on().shutdown(stage.beta)).succeeded();

        assertThat(stage.on().reconcile(stage.beta).changes()).isEmpty();
        isShutDown();
    }

    @Test
    void members_that_are_registered_by_hand_are_taken_out_and_registered_by_a_start() {
        for (Color color : Color.values()) {
            stage.cloud.group(stage.beta, color).detach(stage.cloud.targetGroup(stage.beta, color));
        }
        stage.cloud.pass(Duration.ofMinutes(6));
        stage.cloud.targetGroup(stage.beta, Color.BLUE).place(stage.cloud.group(stage.beta, Color.BLUE));

        assertThat(stage.on().shutdown(stage.beta)).succeeded();
        isShutDown();
        assertThat(stage.cloud.targetGroup(stage.beta, Color.BLUE).targets()).isEmpty();

        assertThat(stage.on().start(stage.beta)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }
}
