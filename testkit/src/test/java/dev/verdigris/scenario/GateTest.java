package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Report;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Promotion;
import dev.verdigris.request.Reconcile;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gates: who promotes what, from where, and what becomes of it when nobody does. */
class GateTest {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final Stage stage = Stage.set();

    private static Deployment before() {
        return Deployment.of(BETA).withGate(Gate.beforeSwitch());
    }

    private DeploymentInProgress inProgress() {
        return Objects.requireNonNull(stage.by("anybody").inProgress(BETA));
    }

    private DeploymentInProgress.Waiting waiting() {
        return Objects.requireNonNull(inProgress().waitingFor());
    }

    private EndedDeployment last() {
        return stage.by("anybody").history(BETA).get(0);
    }

    @Test
    void r28_a_gate_before_the_switch_ends_the_run_and_nothing_but_the_state_is_held() {
        Instant began = stage.cloud.ports().time().now();
        Outcome outcome = stage.deploy(before());

        assertThat(outcome)
                .pausedAt("before-switch")
                .hasSteps(Report.Step.State.PAUSED, "gate:before-switch")
                .hasSteps(Report.Step.State.DONE, "pin", "scale-up", "await-in-service");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        assertThat(stage.inService(stage.green)).hasSize(3);
        assertThat(inProgress().held()).isFalse();
        assertThat(waiting().gate()).isEqualTo("before-switch");
        assertThat(waiting().since()).isAfter(began);
        assertThat(waiting().until()).isNull();
        assertThat(inProgress())
                .hasToString("deploy id-1 left by ann since " + began
                        + ", going forward, at gate:before-switch, waiting to be promoted or aborted since "
                        + waiting().since());
    }

    @Test
    void r28_another_process_promotes_it_days_later_and_who_did_is_in_the_history() {
        stage.deploy(before());
        stage.cloud.pass(Duration.ofDays(3));

        Outcome promoted = stage.by("bob").promote(Promotion.of(BETA).withReason("looks good"));

        assertThat(promoted).succeeded();
        assertThat(stage).hasSwitched();
        assertThat(last().promotions()).singleElement().satisfies(gate -> {
            assertThat(gate.gate()).isEqualTo("before-switch");
            assertThat(gate.who()).isEqualTo("bob");
            assertThat(gate.reason()).isEqualTo("looks good");
            assertThat(gate.at()).isAfter(last().started().plus(Duration.ofDays(3)));
        });
        assertThat(last().toString()).contains("before-switch promoted by bob at ", ": looks good");
    }

    @Test
    void r28_another_process_aborts_it_and_everything_is_as_before() {
        stage.deploy(before());
        stage.cloud.pass(Duration.ofDays(3));

        assertThat(stage.by("bob").abort(BETA))
                .rolledBackBecause("aborted by bob")
                .failedIn("gate:before-switch");
        assertThat(stage).isAsBefore();
        assertThat(last().promotions()).isEmpty();
    }

    @Test
    void r28_a_gate_after_the_bake_holds_what_was_before_until_it_is_promoted() {
        assertThat(stage.deploy(Stage.keepingNothing().withGate(Gate.afterBake())))
                .pausedAt("after-bake");
        stage.cloud.pass(Duration.ofDays(1));

        assertThat(stage.cloud).servesOnly(Color.GREEN);
        assertThat(stage.inService(stage.blue)).hasSize(3);
        List<String> registered = stage.calls.beforeEach(Operations.REGISTER, () -> "again");
        assertThat(stage.by("bob").promote(BETA)).succeeded();
        assertThat(registered).as("the old fleet, put back").isEmpty();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
        assertThat(stage.blue.size().desired()).isZero();
    }

    @Test
    void r28_what_waits_after_the_bake_is_aborted_and_the_old_fleet_serves_again() {
        assertThat(stage.deploy(Deployment.of(BETA).withGate(Gate.afterBake()))).pausedAt("after-bake");
        stage.cloud.pass(Duration.ofDays(1));

        assertThat(stage.by("bob").abort(BETA)).rolledBackBecause("aborted by bob");
        assertThat(stage).isAsBefore();
    }

    @Test
    void both_gates_are_promoted_one_after_the_other() {
        stage.deploy(before().withGate(Gate.afterBake()));

        assertThat(stage.by("bob").promote(BETA)).pausedAt("after-bake");
        assertThat(inProgress().promotions()).extracting(each -> each.who()).containsExactly("bob");
        assertThat(stage.by("carol").promote(BETA)).succeeded();
        assertThat(last().promotions())
                .extracting(each -> each.gate() + " " + each.who())
                .containsExactly("before-switch bob", "after-bake carol");
    }

    @Test
    void a_promotion_of_a_gate_that_it_does_not_wait_at_is_refused() {
        stage.deploy(before().withGate(Gate.afterBake()));
        Promotion promotion = Promotion.of(BETA).withGate(Gate.Point.BEFORE_SWITCH);
        stage.by("bob").promote(promotion);

        assertThatThrownBy(() -> stage.by("bob").promote(promotion))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected id-1 to wait at the gate 'before-switch'")
                .hasMessageContaining("at gate:after-bake");
        assertThat(waiting().gate()).isEqualTo("after-bake");
    }

    @Test
    void a_promotion_of_what_waits_at_no_gate_is_refused() {
        assertThatThrownBy(() -> stage.by("bob").promote(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected something in progress on beta, found nothing");

        stage.killedIn("await-in-service", () -> stage.deploy(before()));
        assertThatThrownBy(() -> stage.by("bob").promote(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("to wait at a gate, found deploy id-1 held by ann");
    }

    @Test
    void what_waits_is_not_gone_on_with_by_a_resume_which_writes_nothing() {
        stage.deploy(before().withGate(Gate.beforeSwitch().abortedAfter(TWO_HOURS)));
        String state = stage.stateText();
        Instant until = waiting().until();
        stage.cloud.pass(Duration.ofMinutes(119));

        assertThat(stage.by("bob").resume(BETA))
                .pausedAt("before-switch")
                .hasSteps(Report.Step.State.PAUSED, "gate:before-switch")
                .hasSteps(Report.Step.State.DONE, "pin", "scale-up", "await-in-service");
        assertThat(stage.stateText()).isEqualTo(state);
        assertThat(waiting().until()).isEqualTo(until);
    }

    @Test
    void r28_a_gate_that_has_expired_aborts_as_it_says_when_somebody_resumes_it() {
        stage.deploy(before().withGate(Gate.beforeSwitch().abortedAfter(TWO_HOURS)));
        stage.cloud.pass(TWO_HOURS);

        assertThat(stage.by("bob").resume(BETA))
                .rolledBackBecause("expected somebody to promote it until ")
                .failedIn("gate:before-switch");
        assertThat(stage).isAsBefore();
    }

    @Test
    void r28_a_gate_that_has_expired_is_promoted_as_it_says_when_somebody_resumes_it() {
        stage.deploy(before().withGate(Gate.beforeSwitch().promotedAfter(TWO_HOURS)));
        stage.cloud.pass(TWO_HOURS);

        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage).hasSwitched();
        assertThat(last().promotions()).singleElement().satisfies(gate -> {
            assertThat(gate.who()).isEqualTo("bob");
            assertThat(gate.reason()).startsWith("it expired at ");
        });
    }

    @Test
    void a_reconcile_does_what_a_gate_says_that_has_expired_and_a_status_only_reports() {
        stage.deploy(before().withGate(Gate.beforeSwitch().abortedAfter(TWO_HOURS)));
        assertThat(stage.by("cron").status(BETA).toString()).contains("gate: before-switch, for another ");
        assertThatThrownBy(() -> stage.by("cron").reconcile(BETA)).isInstanceOf(BusyException.class);
        stage.cloud.pass(TWO_HOURS);
        String state = stage.stateText();

        assertThat(stage.by("cron").status(BETA).toString())
                .contains("gate: before-switch has expired; once it is resumed or reconciled it is aborted");
        assertThatThrownBy(() -> stage.by("cron").reconcile(Reconcile.of(BETA).withDryRun(true)))
                .isInstanceOf(BusyException.class);
        assertThat(stage.stateText()).isEqualTo(state);
        Reconciliation done = stage.by("cron").reconcile(BETA);

        assertThat(done.changes())
                .singleElement()
                .asString()
                .startsWith("id-1, whose gate had expired: RolledBack: gate:before-switch: expected somebody");
        assertThat(stage).isAsBefore();
    }

    @Test
    void whoever_promotes_too_late_gets_what_the_gate_says() {
        stage.deploy(before().withGate(Gate.beforeSwitch().abortedAfter(TWO_HOURS)));
        stage.cloud.pass(Duration.ofHours(3));

        assertThat(stage.by("bob").promote(BETA)).rolledBackBecause("expected somebody to promote it until ");
        assertThat(stage).isAsBefore();
    }

    @Test
    void a_new_deployment_is_refused_naming_the_gate_and_what_to_do() {
        stage.deploy(before().withGate(Gate.beforeSwitch().abortedAfter(TWO_HOURS)));

        assertThatThrownBy(() -> stage.by("bob").deploy(BETA))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("at gate:before-switch, waiting to be promoted or aborted since ")
                .hasMessageContaining(", then it is aborted")
                .hasMessageContaining("promote or abort it first; once it has expired, resume it");
    }

    @Test
    void the_pins_hold_while_it_waits_and_are_raised_again_when_it_is_promoted() {
        stage.deploy(before());
        assertThat(stage.blue.size()).isEqualTo(new GroupSize(3, 10, 3));
        stage.blue.setBounds(new GroupSize(2, 10, 3));
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(stage.by("bob").promote(BETA)).succeeded();
        assertThat(stage.changes()).contains("beta-blue: min 2 → 3");
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void r7_what_the_live_fleet_has_grown_by_while_it_waited_is_followed() {
        stage.deploy(before());
        stage.blue.setBounds(new GroupSize(3, 10, 5));
        stage.cloud.pass(Duration.ofHours(1));

        assertThat(stage.by("bob").promote(BETA)).succeeded();
        assertThat(stage.inService(stage.green)).hasSize(5);
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void a_check_is_made_once_more_when_a_gate_before_the_switch_is_promoted() {
        int[] asked = new int[1];
        Check passesOnce = subject -> ++asked[0] == 1 ? Check.Verdict.passed() : Check.Verdict.failed("found 500");
        stage.check("smoke", passesOnce);
        assertThat(stage.deploy(before())).pausedAt("before-switch");
        assertThat(asked[0]).isEqualTo(1);

        assertThat(stage.blueGreen().promote(BETA))
                .rolledBackBecause("found 500")
                .failedIn("gate:before-switch");
        assertThat(stage).isAsBefore();
    }

    @Test
    void a_promotion_is_refused_where_a_check_is_not_registered_and_it_waits_on() {
        stage.check("smoke", subject -> Check.Verdict.passed());
        stage.deploy(before());
        String state = stage.stateText();

        assertThatThrownBy(() -> stage.by("bob").promote(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the plan's check 'smoke' to be registered");
        assertThat(stage.stateText()).isEqualTo(state);
    }

    @Test
    void new_instances_that_ended_while_it_waited_are_waited_for_again() {
        stage.deploy(before());
        stage.green.instances().get(0).terminate();
        stage.green.afflict(1, InstanceFault.slowBoot(Duration.ofMinutes(2)));

        assertThat(stage.by("bob").promote(BETA)).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void the_new_fleet_that_fell_ill_while_it_waited_after_the_bake_is_left_again() {
        assertThat(stage.deploy(Stage.keepingNothing().withGate(Gate.afterBake())))
                .pausedAt("after-bake");
        stage.green.instances().forEach(instance -> instance.sicken("Target.ResponseCodeMismatch"));
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThat(stage.by("bob").promote(BETA)).rolledBack().failedIn("gate:after-bake");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
    }

    @Test
    void what_has_baked_before_a_gate_does_not_bake_again_after_it() {
        Duration bake = Duration.ofHours(1);
        stage.deploy(Deployment.of(BETA).withBake(Bake.of(bake)).withGate(Gate.afterBake()));
        stage.cloud.pass(Duration.ofMinutes(1));

        Outcome promoted = stage.by("bob").promote(BETA);

        assertThat(promoted).succeeded();
        assertThat(promoted.report().took()).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void an_interrupt_does_not_wait_at_a_gate() {
        Outcome outcome = stage.builder("ann")
                .listener(event -> {
                    if (event instanceof Event.StepDone done && done.step().id().equals("await-in-service")) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build()
                .deploy(before());

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(outcome).rolledBackBecause("interrupted before it was done").failedIn("gate:before-switch");
        assertThat(stage).isAsBefore();
    }

    @Test
    void the_events_of_a_gate_open_and_close_a_step() {
        stage.deploy(before().withGate(Gate.beforeSwitch().abortedAfter(TWO_HOURS)));

        assertThat(stage.sentences())
                .containsSubsequence(
                        "gate:before-switch: stop here, and let the process end, until somebody promotes or aborts it;"
                                + " after 2h it is rolled back",
                        "gate:before-switch: waits until somebody promotes or aborts it, at most until "
                                + waiting().until());
        assertThat(stage.events.get(stage.events.size() - 1)).isInstanceOf(Event.Ended.class);
    }

    @Test
    void what_goes_back_does_not_wait_at_a_gate_any_more() {
        stage.deploy(before());
        stage.killedIn("undo:scale-up", () -> stage.by("bob").abort(BETA));

        assertThat(inProgress().direction()).isEqualTo(Direction.BACK);
        assertThat(inProgress().waitingFor()).isNull();
        assertThatThrownBy(() -> stage.by("carol").promote(BETA)).isInstanceOf(RefusedException.class);
        assertThat(stage.by("carol").resume(BETA)).rolledBackBecause("aborted by bob");
        assertThat(stage).isAsBefore();
    }

    @ParameterizedTest
    @EnumSource(Gate.Point.class)
    void a_first_deployment_may_have_a_gate(Gate.Point point) {
        Stage first =
                Stage.on(Stage.builder().serving(BETA, new GroupSize(0, 10, 0)).build());
        assertThat(first.deploy(Deployment.of(BETA).withCapacity(2).withGate(Gate.at(point))))
                .pausedAt(point.label());
        assertThat(first.by("bob").promote(BETA)).succeeded();
    }
}
