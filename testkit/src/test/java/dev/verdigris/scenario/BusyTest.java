package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Reconcile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What everybody else is told while something is in progress. */
class BusyTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    @Test
    void nothing_else_begins_and_the_refusal_says_whose_since_when_and_at_which_step() {
        stage.killedIn("deregister", () -> ann.deploy(BETA));
        int changes = stage.worldChanges();
        List<Consumer<BlueGreen>> verbs = List.of(
                carol -> carol.plan(Deployment.of(BETA)),
                carol -> carol.deploy(BETA),
                carol -> carol.rollback(BETA),
                carol -> carol.cleanup(BETA),
                carol -> carol.reconcile(BETA),
                carol -> carol.reconcile(Reconcile.of(BETA).withDryRun(true)));
        for (Consumer<BlueGreen> verb : verbs) {
            assertThatThrownBy(() -> verb.accept(bob))
                    .isInstanceOfSatisfying(
                            BusyException.class,
                            busy -> assertThat(busy.deployment())
                                    .extracting(
                                            DeploymentInProgress::environment,
                                            DeploymentInProgress::id,
                                            DeploymentInProgress::verb,
                                            DeploymentInProgress::holder,
                                            DeploymentInProgress::held,
                                            DeploymentInProgress::since,
                                            DeploymentInProgress::direction,
                                            DeploymentInProgress::phase,
                                            DeploymentInProgress::from,
                                            DeploymentInProgress::to,
                                            DeploymentInProgress::cause)
                                    .containsExactly(
                                            "beta",
                                            "id-1",
                                            "deploy",
                                            "ann",
                                            true,
                                            Instant.parse("2026-01-01T00:00:00Z"),
                                            Direction.FORWARD,
                                            Phase.SHIFT,
                                            Color.BLUE,
                                            Color.GREEN,
                                            null))
                    .hasMessageStartingWith("expected nothing in progress on beta, found deploy id-1 held by ann since"
                            + " 2026-01-01T00:00:00Z, going forward, at ");
        }
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.stateText()).contains("lease.holder ann");
    }

    @Test
    void a_plan_made_before_is_refused() {
        var plan = bob.plan(Deployment.of(BETA));
        stage.killedIn("scale-up", () -> ann.deploy(BETA));

        assertThatThrownBy(() -> bob.execute(plan)).isInstanceOf(BusyException.class);
    }

    @Test
    void of_two_deployers_one_deploys() {
        stage.when(
                "scale-up",
                () -> assertThatThrownBy(() -> bob.deploy(BETA))
                        .isInstanceOf(BusyException.class)
                        .hasMessageContaining("held by ann"));
        assertThat(ann.deploy(BETA)).succeeded();

        assertThat(stage).hasSwitched();
    }

    @Test
    void another_environment_can_be_deployed() {
        Environment prod = Environment.of("prod");
        Stage two = Stage.on(Stage.builder()
                .serving(BETA, new GroupSize(2, 10, 3))
                .serving(prod, 2)
                .build());
        two.killedIn("register", () -> two.by("ann").deploy(BETA));

        assertThat(two.by("bob").deploy(prod)).succeeded();
        assertThat(two.cloud).in(prod).servesOnly(Color.GREEN);
    }

    @Test
    void with_a_wait_timeout_a_deployment_waits_for_the_other_to_end() {
        stage.killedIn("await-drained", () -> ann.deploy(BETA));
        stage.cloud.after(
                Duration.ofMinutes(2),
                () -> assertThat(stage.by("carol").resume(takingOver())).succeeded());
        BlueGreen patient =
                stage.builder("bob").waitTimeout(Duration.ofMinutes(10)).build();

        assertThat(patient.deploy(BETA)).succeeded();
        assertThat(stage.events).anyMatch(Event.LeaseWaiting.class::isInstance);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void when_the_wait_timeout_is_over_the_deployment_is_refused() {
        stage.killedIn("await-drained", () -> ann.deploy(BETA));
        BlueGreen patient =
                stage.builder("bob").waitTimeout(Duration.ofMinutes(3)).build();
        Instant before = stage.cloud.now();

        assertThatThrownBy(() -> patient.deploy(BETA)).isInstanceOf(BusyException.class);
        assertThat(stage.cloud.now()).isEqualTo(before.plusSeconds(180));
    }
}
