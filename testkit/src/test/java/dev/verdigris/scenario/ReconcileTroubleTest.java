package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Reconcile;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R18: what reconcile leaves and names where something stands in its way. */
class ReconcileTroubleTest extends ReconcileScenario {
    @Test
    void a_dry_run_says_the_same_and_neither_changes_nor_holds_anything() {
        scaledOut();
        Reconciliation dry = ann.reconcile(Reconcile.of(BETA).withDryRun(true));

        assertThat(dry.differences()).hasSize(1);
        assertThat(dry.changes()).isEmpty();
        assertThat(stage.cloud.deploymentState(BETA)).isNull();
        assertThat(stage.worldChanges()).isZero();
        assertThat(reconcile().differences()).isEqualTo(dry.differences());
    }

    @Test
    void the_traffic_guard_keeps_the_inactive_color_while_too_few_others_are_healthy() {
        bothServe();
        stage.calls.before(
                Operations.DESCRIBE_HEALTH,
                4,
                () -> stage.targets.deregister(stage.blue.instance(1).id()));
        Reconciliation done = reconcileAtOnce();

        assertThat(done.succeeded()).isFalse();
        assertThat(done.residue())
                .singleElement()
                .extracting(Residue::what)
                .asString()
                .startsWith("targets of the inactive color green are registered in Beta (the traffic guard blocked it:"
                        + " with 3 healthy instances leaving, 2 would remain, and at least 3 must)");
        untouched();
    }

    @Test
    void what_is_not_allowed_is_named_and_the_rest_is_done() {
        scaledOut();
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");
        stage.cloud.install(CallFault.denied(Operations.PUT_PARAMETER));
        Reconciliation done = reconcile();

        assertThat(done.succeeded()).isFalse();
        assertThat(done.residue()).singleElement().satisfies(left -> {
            assertThat(left.what()).contains("while traffic reaches blue (ssm:PutParameter: AccessDenied");
            assertThat(left.remedy()).isEqualTo("record blue");
        });
        assertThat(done.changes()).hasSize(2).anyMatch(change -> change.startsWith("register 1 target"));
        assertThat(ann.status(BETA).deployment()).isNull();
    }

    @Test
    void a_world_that_cannot_be_read_is_not_touched_and_nothing_stays_in_progress() {
        CallFault unavailable = CallFault.unavailable(Operations.DESCRIBE_HEALTH);
        stage.cloud.install(unavailable);

        assertThatThrownBy(this::reconcile).isInstanceOf(PortException.Unavailable.class);
        stage.cloud.remove(unavailable);
        untouched();
    }

    @Test
    void a_world_that_cannot_be_read_for_a_moment_is_looked_at_again() {
        scaledOut();
        stage.cloud.install(CallFault.unavailable(Operations.DESCRIBE_HEALTH).times(1));

        assertThat(reconcile().changes()).singleElement().asString().startsWith("register 1 target");
    }

    @Test
    void a_world_whose_reads_are_denied_is_not_watched_any_longer() {
        stage.cloud.install(CallFault.denied(Operations.DESCRIBE_HEALTH).times(1));

        assertThatThrownBy(this::reconcile).isInstanceOf(PortException.Denied.class);
        untouched();
    }

    @Test
    void a_world_that_goes_away_in_the_middle_is_named_beside_what_was_done() {
        scaledOut();
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");
        stage.calls.before(Operations.PUT_PARAMETER, 1, () -> stage.cloud.deleteGroup("beta-green"));
        Reconciliation done = reconcileAtOnce();

        assertThat(done.changes()).containsExactly("/compiler-explorer/beta/active-asg: blue");
        assertThat(done.residue())
                .singleElement()
                .extracting(Residue::what)
                .asString()
                .contains("1 member of beta-blue in service and not registered")
                .contains("expected the Auto Scaling group 'beta-green', found none of that name");
    }

    @Test
    void an_environment_that_is_not_there_is_refused_and_nothing_stays_in_progress() {
        stage.cloud.deleteTargetGroup("Beta");

        assertThatThrownBy(this::reconcile).isInstanceOf(RefusedException.class);
        assertThat(stage.cloud.deploymentState(BETA)).isNull();
    }

    @Test
    void a_reconcile_that_was_unlocked_changes_nothing_more() {
        scaledOut();
        stage.cloud.after(Duration.ofSeconds(12), () -> stage.by("bob").unlock(BETA, "looks dead"));

        assertThatThrownBy(() -> ann.reconcile(Reconcile.of(BETA).withStableFor(Duration.ofSeconds(40))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("resolved by somebody else");
        untouched();
    }

    /** As the AWS SDK does: a call of an interrupted thread is broken off. */
    @Test
    void an_interrupt_ends_the_watch_and_nothing_stays_in_progress() {
        scaledOut();
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new PortException.Unavailable(call.operation(), "interrupted", null);
                }
            }
        });
        stage.cloud.after(Duration.ofSeconds(12), Thread.currentThread()::interrupt);

        assertThatThrownBy(this::reconcile)
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("interrupted while it watched the environment");
        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        untouched();
    }

    @Test
    void a_reconcile_that_died_is_ended_by_the_next_process_and_done_again() {
        scaledOut();
        stage.killedAfter(Operations.REGISTER, 1, this::reconcile);
        assertThat(ann.status(BETA).deployment()).asString().startsWith("reconcile id-1 held by ann");

        assertThat(stage.by("bob").resume(takingOver())).succeeded();
        assertThat(reconcile().differences()).isEmpty();
    }

    @Test
    void an_event_says_what_was_reconciled() {
        scaledOut();
        reconcile();

        assertThat(stage.events)
                .filteredOn(Event.RepairAnnounced.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(event.sentence()).startsWith("reconcile: register 1 target of Beta"));
    }
}
