package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code environment abort} does about a deployment in progress. */
class AbortCommandTest extends CommandScenario {
    @ParameterizedTest
    @ValueSource(strings = {Operations.UPDATE_GROUP, Operations.REGISTER, Operations.DEREGISTER})
    void abort_exits_with_zero_when_everything_is_as_before(String operation) {
        killed(operation, "refresh");

        Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes --json").exiting(0);

        assertThat(ran.json())
                .containsOnlyKeys(OUTCOME)
                .containsEntry("outcome", "ROLLED_BACK")
                .containsEntry("from", "blue")
                .containsEntry("to", "green")
                .extractingByKey("cause")
                .asString()
                .contains("aborted by ");
        asBefore();
        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void past_the_point_of_no_return_it_is_refused_and_says_how_to_go_on() {
        killed(Operations.PUT_PARAMETER, "refresh");

        Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(3);

        assertThat(ran.err())
                .contains("to be before its point of no return, found it past that")
                .contains("to resume it:        " + TYPE + "resume --take-over\n")
                .contains("to go back at once:  " + TYPE + "rollback\n")
                .doesNotContain("to roll it back");
        cli.run(ENVIRONMENT + "resume --take-over --yes").exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void past_that_of_a_rollback_no_other_rollback_is_proposed() {
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
        killed(Operations.PUT_PARAMETER, "rollback");

        Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(3);

        assertThat(ran.err())
                .contains("to resume it:        " + TYPE + "resume --take-over\n")
                .doesNotContain(TYPE + "rollback")
                .doesNotContain("to roll it back");
        cli.run(ENVIRONMENT + "resume --take-over --yes").exiting(0);
        serves(Color.BLUE);
    }

    @Test
    void what_cannot_be_undone_is_named_and_can_be_aborted_again() {
        killed(Operations.DEREGISTER, "refresh");
        CallFault denied = CallFault.denied(Operations.DEREGISTER);
        cloud.install(denied);

        Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(5);

        assertThat(ran.out())
                .contains("  left: members of beta-green may still be registered in Beta")
                .contains("  in progress: deploy ")
                .contains(" left by ")
                .contains("to roll it back:     " + TYPE + "abort\n");
        cloud.remove(denied);
        cli.run(ENVIRONMENT + "abort --yes").exiting(0);
        asBefore();
    }

    @Test
    void it_is_refused_where_nothing_is_in_progress() {
        assertThat(cli.run(ENVIRONMENT + "abort --take-over --yes --json")
                        .exiting(3)
                        .json())
                .containsEntry("outcome", "REFUSED");
        assertThat(cloud.changes()).isZero();
    }
}
