package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The old fleet is not scaled down because of a cutover that is past: the new one must still serve in full. */
class ReplacedFleetTest {
    private static final Policy POLICY = Policy.defaults()
            .withKeepWarm(KeepWarm.none())
            .withDeadlines(Deadlines.defaults().withGone(Duration.ofMinutes(5)));

    private final Stage stage = Stage.set();

    private Outcome deploy() {
        return stage.blueGreen().deploy(Deployment.of(BETA).withPolicy(POLICY));
    }

    @Test
    void the_old_fleet_is_kept_until_a_lost_new_member_has_been_replaced() {
        stage.when("await-drained", () -> stage.green.instance(1).terminate());
        stage.cloud.watch(cloud -> {
            if (stage.blue.size().desired() == 0 && stage.blue.inService() > 0) {
                assertThat(stage.targets.healthy(stage.green)).isEqualTo(3);
            }
        });

        assertThat(deploy()).succeeded();

        assertThat(stage.blue.inService()).isZero();
        assertThat(stage.green.inService()).isEqualTo(3);
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void the_old_fleet_is_left_running_and_named_if_the_new_one_does_not_recover() {
        stage.when(
                "await-drained",
                () -> stage.green.instances().forEach(instance -> instance.sicken("Target.ResponseCodeMismatch")));

        Outcome outcome = deploy();

        assertThat(outcome).isInstanceOf(Outcome.FailedDirty.class);
        assertThat(((Outcome.FailedDirty) outcome).residue())
                .extracting(Residue::what)
                .containsExactly(
                        "beta-blue may still run instances that serve nobody",
                        "no target of the green fleet, which serves, is healthy");
        assertThat(((Outcome.FailedDirty) outcome).cause())
                .hasMessageContaining("expected beta-green to serve with 3 instances before beta-blue is scaled down,"
                        + " found 0 serving");
        assertThat(stage.blue.inService()).isEqualTo(3);
    }
}
