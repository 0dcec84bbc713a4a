package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R18: minimums are restored only to what an unlocked deployment found. */
class ReconcileMinimumsTest extends ReconcileScenario {
    @Test
    void minimums_are_restored_by_role_once_traffic_has_moved() {
        stage.green.setBounds(new GroupSize(1, 10, 1));
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.killedIn("restore-active-min", () -> ann.deploy(BETA));
        assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3).hasBounds(Color.GREEN, 3, 10, 3);
        stage.by("bob").unlock(BETA, "stuck");
        Reconciliation done = reconcile();

        assertThat(done.differences())
                .containsExactly(
                        "beta-blue has its minimum left at 3 by id-1, which was unlocked",
                        "beta-green has its minimum left at 3 by id-1, which was unlocked");
        assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3).hasBounds(Color.BLUE, 1, 10, 3);
        assertThat(stage.stateText()).doesNotContain("originals");
    }

    @Test
    void the_minimums_are_remembered_while_nobody_can_say_which_color_serves() {
        stage.killedIn("deregister", () -> ann.deploy(BETA));
        stage.targets.deregister(stage.blue.instance(1).id());
        stage.by("bob").unlock(BETA, "stuck");

        assertThat(reconcile().differences())
                .containsExactly("traffic reaches both colors, and the recorded one blue could not serve alone");
        assertThat(stage.stateText()).contains("originals.of id-1");
        assertThatThrownBy(() -> ann.deploy(BETA)).hasMessageContaining("reconcile first");

        stage.green.instances().forEach(instance -> stage.targets.deregister(instance.id()));
        stage.targets.register(stage.blue.instance(1).id());
        assertThat(reconcile().succeeded()).isTrue();
        assertThat(stage.stateText()).doesNotContain("originals");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
    }

    @Test
    void a_minimum_that_could_not_be_restored_is_remembered() {
        stage.killedIn("scale-up", () -> ann.deploy(BETA));
        stage.by("bob").unlock(BETA, "stuck");
        CallFault denied = CallFault.denied(Operations.UPDATE_GROUP);
        stage.cloud.install(denied);
        assertThat(reconcile().succeeded()).isFalse();
        assertThat(stage.stateText()).contains("originals.of id-1");

        stage.cloud.remove(denied);
        assertThat(reconcile().succeeded()).isTrue();
        assertThat(stage.stateText()).doesNotContain("originals");
    }

    @Test
    void a_minimum_that_did_not_differ_all_the_time_is_left_to_the_next_time() {
        stage.killedIn("scale-up", () -> ann.deploy(BETA));
        stage.by("bob").unlock(BETA, "stuck");
        stage.cloud.after(Duration.ofSeconds(12), () -> stage.blue.setMin(4));
        assertThat(reconcile().differences()).isEmpty();

        assertThat(stage.stateText()).contains("originals.of id-1");
        reconcile();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 4);
        assertThat(stage.stateText()).doesNotContain("originals");
    }
}
