package dev.verdigris.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who promoted a gate, as it is in the deployment state. */
class PromotedTest {
    private static final Promoted WHY = new Promoted("before-switch", "ann\tat work", Samples.MIDNIGHT, "it is fine");
    private static final Promoted SILENT = new Promoted("after-bake", "bob", Samples.MIDNIGHT, null);

    @Test
    void what_was_promoted_is_read_as_it_was_written_but_for_tabs() {
        assertThat(Promoted.parse(Promoted.words(WHY)))
                .isEqualTo(new Promoted("before-switch", "ann at work", Samples.MIDNIGHT, "it is fine"));
        assertThat(Promoted.parse(Promoted.words(SILENT))).isEqualTo(SILENT);
    }

    @Test
    void each_ended_deployment_is_read_with_its_own_promotions() {
        EndedDeployment plain = Samples.endedDeployment("d-1", null);
        EndedDeployment promoted = new Ended(
                        "d-2",
                        "deploy",
                        EndedDeployment.Ending.SUCCEEDED,
                        null,
                        plain.to(),
                        "ann",
                        Samples.MIDNIGHT,
                        Duration.ofMinutes(1),
                        null)
                .promoting(List.of(SILENT));
        DeploymentState state = DeploymentState.BLANK.remembering(plain).remembering(promoted);

        DeploymentState read = StateText.read("beta", StateText.write("beta", state, 0));

        assertThat(read.history()).containsExactly(promoted, plain);
    }

    @Test
    void where_there_is_no_room_it_is_left_out_why_and_never_who() {
        Execution promoted = Execution.at(Samples.PREIMAGE, Phase.PREPARE).promoting(WHY);

        Execution shorter = Objects.requireNonNull(promoted.shorter());

        assertThat(shorter.promoted()).containsExactly(Promoted.terse(WHY));
        assertThat(shorter.shorter()).isNull();
    }
}
