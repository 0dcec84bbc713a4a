package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.Operations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code environment unlock} removes without resolving it. */
class UnlockCommandTest extends CommandScenario {
    private final List<String> unlock =
            List.of("--env", "beta", "environment", "unlock", "--yes", "--force", "--reason", "ghost of CI", "--json");

    @Test
    void unlock_keeps_the_original_sizes_which_reconcile_restores() {
        killed(Operations.REGISTER, "refresh");

        Ran ran = cli.run(unlock).exiting(0);

        assertThat(ran.json())
                .containsOnlyKeys("outcome", "environment", "unlocked")
                .containsEntry("outcome", "SUCCEEDED")
                .extractingByKey("unlocked")
                .asInstanceOf(MAP)
                .containsEntry("outcome", "UNLOCKED")
                .containsEntry("cause", "ghost of CI");
        assertThat(cloud.group(beta, Color.BLUE).size().min()).isEqualTo(3);
        assertThat(cli.run(ENVIRONMENT + "refresh --yes").exiting(3).err()).contains("reconcile first");

        cli.run(ENVIRONMENT + "reconcile --yes").exiting(0);

        assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(2, 10, 3));
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void unlock_says_what_to_type_next() {
        killed(Operations.REGISTER, "refresh");

        assertThat(cli.run(unlock.subList(0, unlock.size() - 1)).exiting(0).out())
                .contains("unlocked ")
                .contains("ghost of CI")
                .endsWith("before the next deployment:  " + TYPE + "reconcile\n");
    }

    @Test
    void it_is_refused_where_nothing_is_in_progress() {
        assertThat(cli.run(unlock).exiting(3).json()).containsEntry("outcome", "REFUSED");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void a_no_leaves_it_in_progress() {
        killed(Operations.REGISTER, "refresh");

        Ran ran = cli.typing(List.of("n"), ENVIRONMENT + "unlock --force --reason stuck")
                .exiting(3);

        assertThat(ran.out()).contains("beta: deploy ", "Continue? [y/N] ");
        assertThat(cli.run(ENVIRONMENT + "status --json").json().get("deployment"))
                .isNotNull();
    }
}
