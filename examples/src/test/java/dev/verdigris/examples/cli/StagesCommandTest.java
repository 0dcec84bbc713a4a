package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code environment refresh --shift} does, and what the status says of a stage. */
class StagesCommandTest extends ForwardingScenario {
    private static final String STAGED = FORWARDING + "refresh --shift 10%/5m,50%/90s,100%";

    @Test
    void a_dry_run_shows_the_stages() {
        assertThat(cli.run(STAGED + " --dry-run").exiting(0).out())
                .contains(" shift:10 ", " bake:10 ", " shift:50 ", " bake:50 ", " shift:100 ")
                .contains("forward 10 % of the requests of rule 10 of main:80 and main:8080 to Beta-Green")
                .contains("leave it so for 1m 30s");
        assertThat(status()).containsEntry("weights", weights(100, 0));
    }

    @Test
    void all_at_once_is_the_default_and_may_be_said() {
        String plan = cli.run(FORWARDING + "refresh --dry-run").exiting(0).out();

        assertThat(cli.run(FORWARDING + "refresh --dry-run --shift all-at-once").out())
                .isEqualTo(plan)
                .doesNotContain("bake");
    }

    @Test
    void a_deployment_in_stages_reports_each_of_them() {
        Ran ran = done("refresh --shift 10%/5m,50%/90s,100%");

        assertThat(ran.err() + ran.out())
                .contains(
                        "bake:10: 10 % for another 4m",
                        "bake:50: 50 % for another 2m", "bake:50: 50 % for another 50s");
        assertThat(status())
                .containsEntry("activeColor", "green")
                .containsEntry("weights", weights(0, 100))
                .containsEntry("deployment", null);
    }

    /** The process dies once a stage has baked for two minutes, and one passes. */
    private void killedInTheFirstStage(SimulatedCloud where, Cli by, String command) {
        Duration[] baking = {null};
        CallHook dies = new CallHook() {
            @Override
            public void before(Call call) {
                String state = where.deploymentState(beta);
                if (baking[0] == null && state != null && state.contains("execution.step bake:10\n")) {
                    baking[0] = where.elapsed();
                }
                if (baking[0] != null && where.elapsed().minus(baking[0]).compareTo(Duration.ofMinutes(2)) >= 0) {
                    throw new CommandScenario.Killed();
                }
            }
        };
        where.install(dies);
        assertThatExceptionOfType(CommandScenario.Killed.class).isThrownBy(() -> by.run(command + " --yes"));
        where.remove(dies);
        where.pass(Duration.ofMinutes(1));
    }

    @Test
    void a_status_says_which_stage_it_is_and_what_is_left_of_it() {
        killedInTheFirstStage(cloud, cli, STAGED);

        Map<String, Object> status = status();
        assertThat(status).containsEntry("weights", weights(90, 10)).containsEntry("drift", List.of());
        assertThat(status)
                .extractingByKey("deployment", MAP)
                .containsEntry("step", "bake:10")
                .extractingByKey("stage", MAP)
                .containsEntry("percent", 10)
                .containsKey("until")
                .extractingByKey("secondsLeft", DOUBLE)
                .isBetween(100.0, 125.0);
        assertThat(cli.run(FORWARDING + "status").exiting(0).out())
                .contains("\n  stage: 10 % of the requests to green, for another 1m ")
                .doesNotContain("drift");

        assertThat(cli.run(FORWARDING + "abort --yes --take-over").exit()).isZero();
        assertThat(status()).containsEntry("weights", weights(100, 0)).containsEntry("deployment", null);
    }

    @Test
    void routes_that_disagree_in_a_stage_are_drift() {
        killedInTheFirstStage(cloud, cli, STAGED);
        listener()
                .forward(ForwardAction.to(cloud.targetGroup(beta, Color.BLUE), 60)
                        .and(cloud.targetGroup(beta, Color.GREEN), 40));

        assertThat(String.valueOf(status().get("drift"))).contains("not every route forwards the same part to green");
    }

    @Test
    void a_resume_goes_on_with_the_time_of_the_stage() {
        killedInTheFirstStage(cloud, cli, STAGED);
        Duration resumed = cloud.elapsed();
        Duration[] moved = {null};
        cloud.watch(world -> {
            if (moved[0] == null && String.valueOf(listener().action()).endsWith("Beta-Green 50")) {
                moved[0] = world.elapsed();
            }
        });

        cli.run(FORWARDING + "resume --yes --take-over").exiting(0);

        assertThat(moved[0].minus(resumed)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
    }

    @Test
    void registration_counts_instances() {
        Environment registered = Environment.of("beta");
        SimulatedCloud other = SimulatedCloud.builder()
                .serving(registered, 3)
                .leasesExpire(false)
                .build();
        Cli there = new Cli(other);
        String command = "--env beta environment refresh --shift 10%/5m,100%";

        assertThat(there.run(command + " --dry-run").exiting(0).out())
                .contains("register 1 of 3 instances of beta-green");
        killedInTheFirstStage(other, there, command);

        Map<String, Object> status =
                there.run("--env beta environment status --json").exiting(0).json();
        assertThat(status).containsEntry("weights", weights(75, 25)).containsEntry("drift", List.of());
        assertThat(there.run("--env beta environment resume --yes --take-over").exit())
                .isZero();
    }

    private SimulatedListener listener() {
        return cloud.loadBalancer("main").listener(8080);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half | expected all-at-once, or percentages with the time that each bakes, such as 10%/5m,50%/5m,100%, found 'half'",
                "10/5m,100% | such as 10%/5m,50%/5m,100%, found '10/5m,100%'",
                "10%/5m | shift: expected 100% at the end, found 10%/5m",
                "50%,10%,100% | shift: expected percentages that rise, found 50%,10%,100%",
                "0%,100% | shift: expected a percentage from 1 to 100, found 0",
                "10%/soon,100% | expected a duration like 200ms, 5s, 10m or 1h, found 'soon'",
                "100%/5m | shift: expected no bake at 100%, after which no stage comes, found 100%/5m"
            })
    void a_list_that_makes_no_sense_is_refused_before_anything_is_asked(String list, String sentence) {
        Ran ran = cli.run(FORWARDING + "refresh --yes --shift " + list).exiting(2);

        assertThat(ran.err()).contains("--shift").contains(sentence);
        assertThat(cli.connected()).isZero();
    }
}
