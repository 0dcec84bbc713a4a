package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each command does and says where nothing is in progress. */
class CommandsTest {
    private static final String REFRESH = "--env beta environment refresh ";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Cli cli = new Cli(cloud);

    @Test
    void status_reads_as_a_table() {
        assertThat(cli.run("--env beta environment status").exiting(0).out())
                .startsWith("beta: traffic reaches blue, recorded is blue\n")
                .contains("beta-green")
                .doesNotContain("drift");
    }

    @Test
    void status_names_drift() {
        cloud.setParameter(beta.activeColorParameter(), "green");

        assertThat(cli.run("--env beta environment status --json").exiting(0).json())
                .containsOnlyKeys(
                        "environment",
                        "activeColor",
                        "recordedColor",
                        "shutDown",
                        "keptWarm",
                        "waitingFor",
                        "followers",
                        "version",
                        "selectedVersion",
                        "fleets",
                        "targets",
                        "deployment",
                        "traffic",
                        "weights",
                        "routes",
                        "drift")
                .containsEntry("deployment", null)
                .containsEntry("activeColor", "blue")
                .containsEntry("recordedColor", "green")
                .containsEntry("drift", List.of("recorded is green while traffic reaches blue"));
    }

    @Test
    void status_has_each_fleet_and_its_targets() {
        Map<String, Object> json =
                cli.run("--env beta environment status --json").exiting(0).json();

        assertThat(json)
                .containsEntry(
                        "fleets",
                        Map.of(
                                "blue",
                                Map.of("group", "beta-blue", "min", 2, "max", 10, "desired", 3, "inService", 3),
                                "green",
                                Map.of("group", "beta-green", "min", 0, "max", 10, "desired", 0, "inService", 0)))
                .containsEntry(
                        "targets",
                        Map.of(
                                "blue",
                                Map.of("registered", 3, "healthy", 3),
                                "green",
                                Map.of("registered", 0, "healthy", 0)))
                .containsEntry("drift", List.of());
    }

    @Test
    void validate_finds_nothing_where_all_is_well() {
        assertThat(cli.run("--env beta environment validate").exiting(0).out())
                .startsWith(
                        "beta: nothing stands in the way of a deployment\nbeta: warning: expected members to drain ");
    }

    @Test
    void validate_exits_with_three_and_says_all_that_it_finds() {
        cloud.removeParameter(beta.activeColorParameter());
        cloud.group(beta, Color.GREEN).suspend("Launch");

        Ran ran = cli.run("--env beta environment validate --json").exiting(3);

        assertThat(ran.json()).containsOnlyKeys("environment", "findings");
        assertThat(ran.json().get("findings"))
                .asInstanceOf(LIST)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(((Map<?, ?>) finding).keySet()).hasToString("[problem, remedy, warning]"));
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void a_dry_run_shows_the_plan_and_changes_nothing() {
        assertThat(cli.run(REFRESH + "--dry-run").exiting(0).out())
                .startsWith("Deploy beta: blue → green")
                .contains("beta-green: min 0 → 3, desired 0 → 3");
        assertThat(cli.run(REFRESH + "--dry-run --json").exiting(0).json())
                .containsOnlyKeys("environment", "from", "to", "steps", "notes", "cost")
                .containsEntry("to", "green");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void capacity_is_the_least_the_new_fleet_has() {
        cli.run(REFRESH + "--yes --capacity 5").exiting(0);

        assertThat(cloud.group(beta, Color.GREEN).inService()).isEqualTo(5);
    }

    @Test
    void a_fleet_kept_warm_is_named_with_what_to_type() {
        assertThat(cli.run(REFRESH + "--yes").exiting(0).out().lines().toList())
                .endsWith(
                        "done: traffic reaches green",
                        "beta-blue still runs, with 3 in service and its minimum held at 3",
                        "  to go back to it:  java -jar verdigris.jar --env beta environment rollback",
                        "  to terminate it:   java -jar verdigris.jar --env beta environment cleanup");
    }

    @Test
    void a_fleet_that_is_not_kept_is_not_named() {
        assertThat(cli.run(REFRESH + "--yes --keep-warm none").exiting(0).out())
                .endsWith("done: traffic reaches green\n");
        assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(0, 10, 0));
    }

    @Test
    void rollback_goes_back_to_the_instances_that_are_there() {
        cli.run(REFRESH + "--yes").exiting(0);

        assertThat(cli.run("--env beta environment rollback --yes --json")
                        .exiting(0)
                        .json())
                .containsEntry("from", "green")
                .containsEntry("to", "blue");
        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void rollback_to_an_empty_fleet_is_refused_unless_it_may_be_scaled_up() {
        assertThat(cli.run("--env beta environment rollback --yes").exiting(3).err())
                .contains("--scale-up");
        assertThat(cloud.changes()).isZero();

        cli.run("--env beta environment rollback --yes --scale-up").exiting(0);
        assertThat(cloud.recorded(beta)).isEqualTo("green");
    }

    @Test
    void rollback_has_a_capacity_of_its_own() {
        cli.run(REFRESH + "--yes").exiting(0);

        assertThat(cli.run("--env beta environment rollback --yes --capacity 4")
                        .exiting(3)
                        .err())
                .contains("expected 4 instances of beta-blue", "found 3", "--scale-up");
        cli.run("--env beta environment rollback --yes --capacity 2").exiting(0);
        assertThat(cloud.recorded(beta)).isEqualTo("blue");
    }

    @Test
    void cleanup_terminates_the_idle_fleet() {
        cli.run(REFRESH + "--yes").exiting(0);

        Ran ran = cli.run("--env beta environment cleanup --yes --json").exiting(0);

        assertThat(ran.json()).containsEntry("from", "blue").containsEntry("to", null);
        assertThat(ran.err()).endsWith("done\n");
        assertThat(cloud.group(beta, Color.BLUE).inService()).isZero();
    }
}
