package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R3: what a first deployment is, where it goes, and what it never does. */
class FirstDeploymentRulesTest {
    private static final Deployment TWO = Deployment.of(BETA).withCapacity(2);

    /** Blue, which is recorded and served once, is at zero; so is green, whose template is the new one. */
    private static Stage atZero() {
        Stage stage =
                Stage.on(Stage.builder().requestsPerSecond(0).serving(BETA, 1).build());
        stage.blue.setBounds(new GroupSize(0, 4, 0));
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.targets.targets()).isEmpty();
        return stage;
    }

    /** Blue runs, and somebody has taken all of it out of the target group. */
    private static Stage unseen(GroupSize blue) {
        Stage stage = Stage.on(
                Stage.builder().requestsPerSecond(0).serving(BETA, blue).build());
        stage.inService(stage.blue).forEach(stage.targets::deregister);
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.targets.targets()).isEmpty();
        return stage;
    }

    @Test
    void r3_deployed_at_zero_the_next_color_is_the_other_one() {
        Stage stage = atZero();

        Outcome outcome = stage.deploy(TWO);

        assertThat(outcome).succeeded();
        assertThat(outcome.report().from()).isNull();
        assertThat(outcome.report().title()).isEqualTo("Deploy beta: first deployment, to green");
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 1, 10, 2)
                .hasBounds(Color.BLUE, 0, 4, 0);
    }

    @Test
    void r3_the_color_may_be_named() {
        Stage stage = atZero();

        assertThat(stage.deploy(TWO.withTo(Color.BLUE))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 1, 4, 2)
                .hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void r3_a_named_color_is_in_the_deployment_state_so_that_anybody_can_go_on() {
        Stage stage = atZero();
        stage.killedIn("await-healthy", () -> stage.deploy(TWO.withTo(Color.BLUE)));

        assertThat(stage.stateText()).contains("request.to blue");
        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
    }

    @Test
    void r3_the_usual_color_is_in_the_deployment_state() {
        Stage stage = atZero();
        stage.killedIn("await-healthy", () -> stage.deploy(TWO));

        assertThat(stage.stateText()).contains("was.next green");
        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
    }

    @Test
    void r3_a_named_color_that_serves_already_is_refused() {
        Stage stage = Stage.set();

        assertThatThrownBy(() -> stage.deploy(Deployment.of(BETA).withTo(Color.BLUE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found blue asked for while traffic reaches blue");
        assertThat(stage.worldChanges()).isZero();
        assertThat(stage.deploy(Deployment.of(BETA).withTo(Color.GREEN))).succeeded();
    }

    @Test
    void r3_a_fleet_that_is_meant_to_run_is_brought_up_in_full_and_not_recycled() {
        Stage stage = atZero();
        stage.green.refuseLaunches("no capacity", 2);
        stage.green.setBounds(new GroupSize(2, 4, 3));
        stage.cloud.pass(Duration.ofSeconds(10));
        assertThat(stage.inService(stage.green)).isEmpty();

        Outcome outcome = stage.deploy();

        assertThat(outcome).succeeded();
        assertThat(outcome.report().steps()).noneMatch(step -> step.id().equals("recycle"));
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasBounds(Color.GREEN, 2, 4, 3);
    }

    @Test
    void r3_a_first_deployment_of_nothing_is_refused() {
        Stage stage = atZero();

        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected to know how many instances to start")
                .hasMessageContaining("ask for a capacity");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void r3_a_first_deployment_that_fails_is_rolled_back() {
        Stage stage = atZero();
        stage.green.afflict("v2", InstanceFault.neverHealthy());

        assertThat(stage.deploy(TWO)).rolledBackBecause("only 0 of 2 became healthy");
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.cloud).hasRecorded(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
        assertThat(stage.targets.targets()).isEmpty();
    }

    @Test
    void r3_an_empty_target_group_is_no_proof_that_nobody_serves() {
        Stage stage = unseen(new GroupSize(2, 4, 3));
        Set<InstanceId> serving = stage.inService(stage.blue);

        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found 3 members of beta-blue that may serve")
                .hasMessageContaining(serving.iterator().next().value())
                .hasMessageContaining("reconcile, which registers them");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void r3_where_they_serve_is_named() {
        Stage stage = unseen(new GroupSize(1, 4, 1));
        SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
        legacy.register(stage.inService(stage.blue).iterator().next());

        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("registered in " + legacy.arn())
                .hasMessageContaining("name the target group that they serve through");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void r3_an_attachment_elsewhere_ends_nothing() {
        Stage stage = unseen(new GroupSize(2, 4, 3));
        SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
        stage.blue.attach(legacy);
        Set<InstanceId> serving = stage.inService(stage.blue);

        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found it attached to " + legacy.arn());
        assertThat(stage.blueGreen().validate(BETA))
                .anyMatch(finding -> finding.problem().contains(legacy.arn()));
        assertThat(stage.inService(stage.blue)).isEqualTo(serving);
    }

    @Test
    void r3_unrecognized_targets_where_no_color_serves_are_a_refusal() {
        Stage stage = atZero();
        SimulatedInstance unrecognized = stage.cloud.startInstance("old-world");
        stage.targets.place(unrecognized);

        assertThatThrownBy(() -> stage.deploy(TWO))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(unrecognized.id().value())
                .hasMessageContaining("found only others");
        assertThat(stage.worldChanges()).isZero();
    }
}
