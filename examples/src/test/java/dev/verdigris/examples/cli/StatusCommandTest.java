package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@code environment status} and {@code validate} say of a deployment in progress and of drift. */
class StatusCommandTest extends CommandScenario {
    @Test
    void status_shows_what_is_in_progress_and_what_ended_last() {
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
        killed(Operations.PUT_PARAMETER, "rollback");

        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json().get("deployment"))
                .asInstanceOf(MAP)
                .containsOnlyKeys(
                        "id",
                        "phase",
                        "step",
                        "stage",
                        "holder",
                        "since",
                        "from",
                        "to",
                        "replaced",
                        "tolerated",
                        "promotions")
                .containsEntry("phase", "finalize")
                .containsEntry("from", "green")
                .containsEntry("to", "blue");
        assertThat(cli.run(ENVIRONMENT + "status").exiting(0).out())
                .contains("  in progress: rollback ")
                .contains("  last: ", " succeeded blue → green")
                .contains("  to resume it:        " + TYPE + "resume --take-over\n");
    }

    @Test
    void validate_finds_what_is_in_progress() {
        killed(Operations.REGISTER, "refresh");

        assertThat(cli.run(ENVIRONMENT + "validate").exiting(3).out())
                .contains("expected nothing in progress, found deploy ");
    }

    @Test
    void validate_finds_what_reconcile_would_close() {
        cloud.targetGroup(beta)
                .deregister(cloud.group(beta, Color.BLUE).instances().get(0).id());
        cloud.pass(Duration.ofMinutes(6));

        assertThat(cli.run(ENVIRONMENT + "validate").exiting(3).out()).contains("in service and not registered");
        assertThat(cloud.changes()).isZero();
    }
}
