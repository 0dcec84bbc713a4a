package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An environment that one group serves, adopted from the command line. */
class AdoptCommandTest {
    private static final String ENVIRONMENT = "--env beta environment ";
    private static final String ADOPT = ENVIRONMENT + "adopt --from-group beta ";

    private final Environment beta = Environment.of("beta");
    private final Environment before =
            Environment.named("beta").blueGroup("beta").build();
    private final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(before, 3).leasesExpire(false).build();
    private final Cli cli = new Cli(cloud);

    AdoptCommandTest() {
        cloud.createGroup("beta-blue", new GroupSize(0, 10, 0));
        cloud.removeParameter(beta.activeColorParameter());
    }

    @Test
    void a_dry_run_prints_the_steps_and_changes_nothing() {
        assertThat(cli.run(ADOPT + "--dry-run").exiting(0).out())
                .contains("Adopt beta: from the group beta → blue")
                .contains("deregister the members of beta from Beta")
                .contains("beta: min 2 → 0, desired 3 → 0");

        assertThat(cloud.changes()).isZero();
    }

    @Test
    void it_asks_and_then_the_first_color_serves_and_the_group_is_empty() {
        Ran ran = cli.typing(List.of("y"), ADOPT).exiting(0);

        assertThat(ran.out()).contains("Adopt beta: from the group beta → blue", "Continue? [y/N]");
        assertThat(cloud.recorded(beta)).isEqualTo("blue");
        assertThat(cloud.group("beta").size()).isEqualTo(new GroupSize(0, 10, 0));
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json())
                .containsEntry("activeColor", "blue")
                .containsEntry("drift", List.of());
        assertThat(cli.run(ENVIRONMENT + "history").exiting(0).out()).contains("adopt succeeded blue");
    }

    @Test
    void it_goes_to_the_color_that_is_named_and_keeps_the_group_if_asked_to() {
        cli.run(ADOPT + "--to green --keep --yes --json").exiting(0);

        assertThat(cloud.recorded(beta)).isEqualTo("green");
        assertThat(cloud.group("beta").size()).isEqualTo(new GroupSize(3, 10, 3));
        assertThat(cloud.group(beta, Color.GREEN).size().min()).isEqualTo(2);
    }

    @Test
    void what_waits_at_a_gate_is_aborted_from_another_process() {
        cli.run(ADOPT + "--gate before-switch --yes").exiting(7);

        cli.run(ENVIRONMENT + "abort --yes").exiting(0);

        assertThat(cloud.recorded(beta)).isNull();
        assertThat(cloud.group("beta").size()).isEqualTo(new GroupSize(2, 10, 3));
        assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(0, 10, 0));
    }

    @Test
    void an_environment_that_is_adopted_is_refused() {
        cli.run(ADOPT + "--yes").exiting(0);

        assertThat(cli.run(ADOPT + "--yes").exiting(3).err()).contains("it is adopted already");
    }

    @Test
    void without_a_group_it_makes_no_sense() {
        assertThat(cli.run(ENVIRONMENT + "adopt --yes").exiting(2).err()).contains("--from-group");
        assertThat(cli.run(ENVIRONMENT + "adopt --from-group beta-blue --yes")
                        .exiting(2)
                        .err())
                .contains("found 'beta-blue', which is the blue one");
    }

    @Test
    void status_and_validate_of_an_environment_that_is_not_adopted_say_so() {
        assertThat(cli.run(ENVIRONMENT + "status").exiting(0).out()).contains("if one group serves there, adopt it");
        assertThat(cli.run(ENVIRONMENT + "validate").exiting(3).out()).contains("adopt it");
    }
}
