package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that say which color to go to, and which tags tell the groups apart. */
class WhereToTest {
    private static final String REFRESH = "--env beta environment refresh ";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Cli cli = new Cli(cloud);

    private void atZero() {
        cloud.group(beta, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
        cloud.pass(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"'', green", "--to green, green", "--to blue, blue", "--to BLUE, blue"})
    void at_zero_the_next_color_is_the_other_one_or_the_one_that_is_named(String option, String to) {
        atZero();

        assertThat(cli.run(REFRESH + "--yes --json --capacity 3 " + option)
                        .exiting(0)
                        .json())
                .containsEntry("to", to);
        assertThat(cloud.recorded(beta)).isEqualTo(to);
    }

    @Test
    void the_color_that_serves_is_refused() {
        assertThat(cli.run(REFRESH + "--yes --to blue").exiting(3).err()).contains("blue");
        assertThat(cloud.changes()).isZero();
        cli.run(REFRESH + "--yes --to green").exiting(0);
    }

    @Test
    void a_color_that_there_is_not_makes_no_sense() {
        assertThat(cli.run(REFRESH + "--yes --to red").exiting(2).err()).contains("--to", "red");
    }

    @Test
    void a_tag_that_means_something_else_can_be_named_or_switched_off() {
        cloud.groups().forEach(group -> group.tag("Environment", "production"));

        assertThat(cli.run(REFRESH + "--dry-run").exiting(3).err()).contains("Environment", "'production'");
        cli.run(REFRESH + "--dry-run --tag-environment none").exiting(0);
        cli.run(REFRESH + "--dry-run --tag-environment DeployedAs").exiting(0);
        cli.with(Map.of("VERDIGRIS_TAG_ENVIRONMENT", "none"));
        cli.run(REFRESH + "--dry-run").exiting(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "Colour"})
    void the_tag_of_the_color_can_be_named_or_switched_off(String key) {
        cloud.groups().forEach(group -> group.tag("Color", "mauve"));

        assertThat(cli.run(REFRESH + "--dry-run").exiting(3).err()).contains("Color", "'mauve'");
        cli.run(REFRESH + "--dry-run --tag-color " + key).exiting(0);
    }

    @Test
    void what_to_type_next_names_the_tags_again() {
        Options options = OptionsTest.parsed("--env", "beta", "--tag-environment", "none", "--tag-color", "Colour");

        assertThat(options.environment().tags()).isEqualTo(TagKeys.none().withColor("Colour"));
        assertThat(options.commandLine("environment rollback"))
                .isEqualTo(
                        "java -jar verdigris.jar --env beta --tag-environment none --tag-color Colour environment rollback");
    }
}
