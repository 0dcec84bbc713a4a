package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Shutdown;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An environment that is taken out of service on purpose. */
class ShutdownTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    private void isShutDown() {
        assertThat(stage.cloud)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .hasBounds(Color.GREEN, 0, 10, 0);
        assertThat(stage.inService(stage.blue)).isEmpty();
        assertThat(stage.inService(stage.green)).isEmpty();
        assertThat(stage.targets.answering()).isZero();
        assertThat(ann.status(BETA).shutDown()).isTrue();
    }

    private void servesAsBefore() {
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
        assertThat(ann.status(BETA).shutDown()).isFalse();
    }

    @Test
    void nobody_serves_and_both_fleets_are_at_zero_after_it() {
        assertThat(ann.shutdown(BETA)).succeeded();

        isShutDown();
        assertThat(ann.status(BETA).toString()).startsWith("beta: shut down, traffic reaches no single color");
        assertThat(ann.history(BETA))
                .extracting(EndedDeployment::ending)
                .containsExactly(EndedDeployment.Ending.SUCCEEDED);
    }

    @Test
    void a_warm_fleet_ends_too() {
        assertThat(ann.deploy(BETA)).succeeded();
        assertThat(ann.rollback(BETA)).succeeded();
        assertThat(ann.shutdown(BETA)).succeeded();

        isShutDown();
    }

    @Test
    void the_plan_says_what_ends_and_what_users_see_and_changes_nothing() {
        assertThat(ann.plan(Shutdown.of(BETA)).toString())
                .contains("Shut down beta: take blue out of service, and scale both fleets to zero")
                .contains("deregister the members of beta-blue from Beta with nobody in their place")
                .contains("beta-blue: min 2 → 0, desired 3 → 0")
                .contains("answers every request with 503; start brings back 3 instances of blue");
        assertThat(stage.worldChanges()).isZero();
        servesAsBefore();
    }

    @Test
    void requests_that_are_under_way_are_finished_first() {
        stage.when("scale-down", () -> assertThat(stage.targets.targets()).isEmpty());

        assertThat(ann.shutdown(BETA)).succeeded();
        assertThat(stage.sentences()).anyMatch(sentence -> sentence.contains("await-drained"));
    }

    @Test
    void what_served_is_started_again_with_the_bounds_of_its_role() {
        Set<InstanceId> before = stage.inService(stage.blue);
        assertThat(ann.shutdown(BETA)).succeeded();
        assertThat(bob.start(BETA)).succeeded();

        servesAsBefore();
        assertThat(stage.inService(stage.blue)).hasSize(3).doesNotContainAnyElementsOf(before);
    }

    @Test
    void shutting_down_again_is_refused_since_nothing_is_to_be_done() {
        assertThat(ann.shutdown(BETA)).succeeded();
        int changes = stage.worldChanges();

        assertThatThrownBy(() -> ann.shutdown(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected a color to take out of service")
                .hasMessageContaining("nothing is to be done: it was shut down already");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        isShutDown();
    }

    @Test
    void a_protected_instance_is_refused_before_anything_changes() {
        stage.blue.protect(stage.blue.instance(1).id());

        assertThatThrownBy(() -> ann.shutdown(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("protected from scale-in");
        assertThat(stage.worldChanges()).isZero();
        servesAsBefore();
    }

    @Test
    void targets_of_neither_color_would_get_all_requests_and_are_refused() {
        stage.targets.place(stage.cloud.startInstance("other"));

        assertThatThrownBy(() -> ann.shutdown(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected no targets but those of blue in Beta");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void targets_of_neither_color_that_come_afterwards_are_reported_and_not_waited_for() {
        assertThat(ann.shutdown(BETA)).succeeded();
        stage.targets.place(stage.cloud.startInstance("other"));

        assertThat(ann.reconcile(BETA).unresolved())
                .singleElement()
                .asString()
                .contains("beta was shut down, and gets requests by targets of neither color");
        assertThat(ann.start(BETA)).succeeded();
        servesAsBefore();
    }

    @Test
    void an_instance_that_may_not_be_deregistered_is_found_out_first() {
        stage.cloud.install(CallFault.denied(Operations.DEREGISTER));

        assertThatThrownBy(() -> ann.shutdown(BETA)).isInstanceOf(RefusedException.class);
        servesAsBefore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdraw"})
    void before_the_point_of_no_return_somebody_else_aborts_it(String step) {
        stage.killedIn(step, () -> ann.shutdown(BETA));

        assertThat(bob.abort(BETA)).rolledBackBecause("aborted by bob");
        servesAsBefore();
    }

    @Test
    void an_abort_puts_what_was_taken_out_back_into_service() {
        stage.killedAfter(Operations.DEREGISTER, 1, () -> ann.shutdown(BETA));
        assertThat(stage.targets.answering()).isZero();

        assertThat(bob.abort(BETA)).rolledBackBecause("aborted by bob");
        assertThat(stage.targets.answering()).isEqualTo(3);
        servesAsBefore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdraw", "await-drained", "scale-down"})
    void wherever_the_process_dies_another_one_finishes_it(String step) {
        stage.killedIn(step, () -> ann.shutdown(BETA));

        assertThat(bob.resume(BETA)).succeeded();
        isShutDown();
        assertThat(bob.start(BETA)).succeeded();
        servesAsBefore();
    }

    @Test
    void past_the_point_of_no_return_it_can_only_be_finished() {
        stage.killedIn("await-drained", () -> ann.shutdown(BETA));

        assertThatThrownBy(() -> bob.abort(BETA))
                .isInstanceOf(BusyException.class)
                .hasMessageEndingWith("; resume it");
        assertThatThrownBy(() -> bob.rollback(BETA)).isInstanceOf(BusyException.class);
    }

    @Test
    void what_cannot_be_scaled_down_is_left_and_named() {
        stage.when("scale-down", () -> stage.blue.protect(stage.blue.instance(2).id()));

        assertThat(ann.shutdown(BETA)).failedDirty().leaving("beta-blue may still run instances that serve nobody");
        stage.blue.unprotect(stage.blue.instance(2).id());
        assertThat(bob.resume(BETA)).succeeded();
        isShutDown();
    }

    @Test
    void it_is_said_of_it_that_it_is_shut_down_and_nothing_stands_in_the_way() {
        assertThat(ann.shutdown(BETA)).succeeded();

        assertThat(ann.validate(BETA))
                .allMatch(Finding::warning)
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("beta was shut down, so that nobody serves")
                        .contains("start brings back 3 of blue"));
        assertThat(ann.status(BETA).drift()).isEmpty();
    }

    @Test
    void reconcile_does_not_put_into_service_what_somebody_started_there() {
        assertThat(ann.shutdown(BETA)).succeeded();
        stage.blue.setBounds(new GroupSize(0, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        int changes = stage.worldChanges();

        assertThat(ann.reconcile(BETA).unresolved())
                .singleElement()
                .asString()
                .contains("beta was shut down, and beta-blue has 2 in service and a desired capacity of 2");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.targets.answering()).isZero();
        assertThatThrownBy(() -> ann.start(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("it was shut down: scale beta-blue to zero, and start it");
    }

    @Test
    void reconcile_finds_nothing_to_do_in_it() {
        assertThat(ann.shutdown(BETA)).succeeded();
        int changes = stage.worldChanges();

        assertThat(ann.reconcile(BETA).unresolved()).isEmpty();
        assertThat(stage.worldChanges()).isEqualTo(changes);
        isShutDown();
    }

    @Test
    void what_somebody_put_into_service_by_hand_is_reported_and_deployed_over() {
        assertThat(ann.shutdown(BETA)).succeeded();
        stage.blue.setBounds(new GroupSize(0, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.inService(stage.blue).forEach(stage.targets::register);
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(ann.reconcile(BETA).unresolved())
                .singleElement()
                .asString()
                .contains("beta was shut down, and traffic reaches it again");
        assertThat(ann.deploy(BETA)).succeeded();
        assertThat(ann.status(BETA).shutDown()).isFalse();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void a_deployment_after_it_is_a_first_deployment_of_as_many_to_the_other_color() {
        assertThat(ann.shutdown(BETA)).succeeded();
        assertThat(ann.deploy(BETA)).succeeded();

        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 0, 10, 0);
        assertThat(ann.status(BETA).shutDown()).isFalse();
    }

    @Test
    void a_rollback_after_it_is_refused_and_says_how_to_go_on() {
        assertThat(ann.shutdown(BETA)).succeeded();

        assertThatThrownBy(() -> ann.rollback(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("start it, since it was shut down");
    }
}
