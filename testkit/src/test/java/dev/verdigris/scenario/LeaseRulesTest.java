package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Reconcile;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R14: who changes something holds the deployment state, and its lease, while the change is sent. */
class LeaseRulesTest {
    private final Stage stage = Stage.set();

    /** Watches that every change comes while more than 15 s of the lease of 60 s are left since a write was sent that arrived. */
    private static void neverOutsideTheLease(Stage stage) {
        stage.cloud.install(new CallHook() {
            private Instant sent = Instant.MIN;
            private Instant written = Instant.MIN;

            @Override
            public void before(Call call) {
                if (Calls.ofState(call)) {
                    sent = stage.cloud.now();
                } else if (call.isChange()) {
                    Duration since = Duration.between(written, stage.cloud.now());
                    if (since.compareTo(Duration.ofSeconds(45)) >= 0) {
                        throw new AssertionError(call + " is sent " + since + " after the lease was renewed");
                    }
                }
            }

            @Override
            public void after(Call call) {
                if (Calls.ofState(call) && call.isChange()) {
                    written = sent;
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 11, 14})
    void a_change_is_only_sent_while_the_rest_of_the_lease_exceeds_its_time_out(int secondsACall) {
        Stage slow = Stage.on(Stage.builder()
                .latencies(Latencies.instant().withCall(Latency.exactly(Duration.ofSeconds(secondsACall))))
                .serving(BETA, new GroupSize(2, 10, 3))
                .build());
        neverOutsideTheLease(slow);

        assertThat(slow.deploy()).succeeded();
        assertThat(slow.rollback()).succeeded();
    }

    @Test
    void while_the_lease_cannot_be_renewed_nothing_is_changed() {
        neverOutsideTheLease(stage);
        CallFault throttled = CallFault.throttled(Operations.REPLACE_STATE);
        stage.green.refuseLaunches("no capacity", 2);
        stage.when("await-in-service", () -> {
            stage.cloud.install(throttled);
            stage.cloud.after(Duration.ofSeconds(50), () -> stage.blue.setMin(2));
            stage.cloud.after(
                    Duration.ofSeconds(80),
                    () -> assertThat(stage.blue.size().min())
                            .as("not raised again yet")
                            .isEqualTo(2));
            stage.cloud.after(Duration.ofSeconds(85), () -> stage.cloud.remove(throttled));
            stage.cloud.after(
                    Duration.ofSeconds(95),
                    () -> assertThat(stage.blue.size().min()).as("raised again").isEqualTo(3));
        });

        Outcome outcome = stage.deploy();

        assertThat(outcome).succeeded();
        assertThat(outcome)
                .noting("the deployment state could not be renewed: deployments:Replace: ThrottlingException");
    }

    @Test
    void the_lease_is_renewed_in_every_half_of_it_however_long_the_poll_interval() {
        List<Instant> writes = new ArrayList<>();
        stage.cloud.install(new CallHook() {
            @Override
            public void after(Call call) {
                if (Calls.ofState(call) && call.isChange()) {
                    writes.add(stage.cloud.now());
                }
            }
        });
        Policy policy = Policy.defaults().withPollInterval(Duration.ofMinutes(2));
        assertThat(stage.deploy(Deployment.of(BETA).withPolicy(policy))).succeeded();

        assertThat(Duration.between(writes.get(0), writes.get(writes.size() - 1)))
                .isGreaterThan(Duration.ofMinutes(4));
        for (int i = 1; i < writes.size(); i++) {
            assertThat(Duration.between(writes.get(i - 1), writes.get(i))).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "rollback", "cleanup", "reconcile", "resume", "abort"})
    void every_verb_that_changes_something_holds_the_deployment_state_while_it_does(String verb) {
        BlueGreen bob = stage.by("bob");
        switch (verb) {
            case "rollback", "cleanup" -> assertThat(stage.deploy()).succeeded();
            case "reconcile" -> stage.cloud.setParameter(BETA.activeColorParameter(), "green");
            case "resume", "abort" -> stage.killedIn("await-healthy", () -> stage.deploy());
            default -> {}
        }
        int before = stage.worldChanges();
        stage.calls.beforeEach(
                Calls::changesTheWorld, call -> assertThat(stage.stateText()).contains("\nlease.holder bob\n"));
        switch (verb) {
            case "deploy" -> bob.deploy(BETA);
            case "rollback" -> bob.rollback(BETA);
            case "cleanup" -> bob.cleanup(BETA);
            case "reconcile" -> bob.reconcile(BETA);
            case "resume" -> bob.resume(BETA);
            default -> bob.abort(BETA);
        }

        assertThat(stage.worldChanges()).isGreaterThan(before);
        assertThat(stage.stateText()).doesNotContain("deployment.id");
    }

    @Test
    void a_plan_a_status_and_a_dry_run_hold_nothing() {
        BlueGreen ann = stage.blueGreen();
        ann.plan(Deployment.of(BETA));
        ann.status(BETA);
        ann.validate(BETA);
        ann.history(BETA);
        ann.reconcile(Reconcile.of(BETA).withDryRun(true));

        assertThat(stage.cloud.changes()).isZero();
    }

    @Test
    void what_was_planned_is_planned_again_under_the_lease() {
        stage.calls.afterFirst(Operations.CLAIM_STATE, () -> stage.blue.setMin(3));
        assertThat(stage.deploy()).succeeded();

        assertThat(stage.cloud).hasBounds(Color.GREEN, 3, 10, 3);
    }
}
