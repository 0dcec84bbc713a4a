package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that say how traffic moves, those that go together and those that do not. */
class TrafficOptionsTest {
    private static final String RULE =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/1/2/3";
    private static final String LISTENER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/1/2";

    private final Cli cli = new Cli(SimulatedCloud.serving(Environment.of("beta"), 3));

    @Test
    void traffic_moves_by_registration_unless_it_is_said() {
        assertThat(traffic()).isEqualTo(Traffic.registration("Beta"));
        assertThat(traffic("--traffic", "registration")).isEqualTo(Traffic.registration("Beta"));
        assertThat(traffic("--traffic", "registration", "--target-group", "Web"))
                .isEqualTo(Traffic.registration("Web"));
    }

    @Test
    void an_attachment_has_the_same_target_group() {
        assertThat(traffic("--traffic", "attachment")).isEqualTo(Traffic.attachment("Beta"));
        assertThat(traffic("--traffic", "attachment", "--target-group", "Web")).isEqualTo(Traffic.attachment("Web"));
        assertThat(OptionsTest.parsed("--env", "beta", "--traffic", "attachment")
                        .commandLine("environment resume"))
                .isEqualTo("java -jar verdigris.jar --env beta --traffic attachment environment resume");
    }

    @Test
    void by_convention_the_target_groups_have_the_name_of_the_environment_and_the_color() {
        assertThat(traffic("--traffic", "forwarding", "--route", RULE))
                .isEqualTo(Traffic.forwarding("Beta-Blue", "Beta-Green", RULE));
    }

    @Test
    void all_of_forwarding_can_be_said() {
        assertThat(traffic(
                        "--traffic=forwarding",
                        "--blue-target-group=web-a",
                        "--green-target-group=web-b",
                        "--route=" + RULE,
                        "--hold=1m",
                        "--route=web:443/beta/*",
                        "--stickiness=remove"))
                .isEqualTo(Traffic.forwarding("web-a", "web-b", RULE, "web:443/beta/*")
                        .hold(Duration.ofMinutes(1))
                        .stickiness(Stickiness.REMOVE));
    }

    @Test
    void all_of_forwarding_can_be_configured_and_what_is_typed_comes_first(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("beta.yml"),
                "environments:\n  beta:\n    traffic: forwarding\n    route: [\"" + RULE + "\", \"" + LISTENER
                        + "\"]\n    hold: 2m\n    stickiness: remove\n"
                        + "    blue-target-group: web-a\n    green-target-group: web-b\n");
        Traffic.Forwarding configured = Traffic.forwarding("web-a", "web-b", RULE, LISTENER)
                .hold(Duration.ofMinutes(2))
                .stickiness(Stickiness.REMOVE);
        String config = "--config=" + file;
        String beta = "--env=beta";

        assertThat(OptionsTest.parsed(beta, config).environment().traffic()).isEqualTo(configured);
        assertThat(OptionsTest.parsed(Map.of("VERDIGRIS_HOLD", "3m", "VERDIGRIS_ROUTE", "web:80"), beta, config)
                        .environment()
                        .traffic())
                .isEqualTo(Traffic.forwarding("web-a", "web-b", "web:80")
                        .hold(Duration.ofMinutes(3))
                        .stickiness(Stickiness.REMOVE));
        assertThat(OptionsTest.parsed(beta, config, "--route", "web:80", "--hold", "0s", "--stickiness", "wait")
                        .environment()
                        .traffic())
                .isEqualTo(Traffic.forwarding("web-a", "web-b", "web:80").hold(Duration.ZERO));
    }

    @Test
    void what_to_type_next_says_how_traffic_moves() {
        assertThat(OptionsTest.parsed(
                                "--env",
                                "beta",
                                "--traffic",
                                "forwarding",
                                "--route",
                                RULE,
                                "--route",
                                "web:443/beta/*",
                                "--hold",
                                "60s",
                                "--stickiness",
                                "remove",
                                "--blue-target-group",
                                "web-a")
                        .commandLine("environment resume"))
                .isEqualTo("java -jar verdigris.jar --env beta --traffic forwarding --blue-target-group web-a --route "
                        + RULE + " --route 'web:443/beta/*' --hold 1m --stickiness remove environment resume");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--traffic attachment --route web:80 | --route: expected --traffic forwarding with it, found attachment",
                "--traffic attachment --target-group=Beta- | no hyphen first or last",
                "--traffic sideways --route web:80 | 'sideways'",
                "--traffic forwarding | --traffic forwarding: expected a --route",
                "--traffic forwarding --route web:80 --target-group Beta | --target-group: expected --traffic registration or attachment",
                "--route web:80 | --route: expected --traffic forwarding with it, found registration",
                "--traffic registration --route web:80 | --route: expected --traffic forwarding with it",
                "--blue-target-group a | --blue-target-group: expected --traffic forwarding",
                "--green-target-group a | --green-target-group: expected --traffic forwarding",
                "--hold 30s | --hold: expected --traffic forwarding",
                "--stickiness wait | --stickiness: expected --traffic forwarding",
                "--traffic forwarding --route web:80 --stickiness sometimes | expected wait or remove, found 'sometimes'",
                "--traffic forwarding --route web:80 --hold soon | expected a duration",
                "--traffic forwarding --route web | an ARN, or a load balancer's name",
                "--traffic forwarding --route arn:aws:nonsense | the ARN of a listener or of a rule",
                "--traffic forwarding --route web:80 --route web:80 | each once",
                "--traffic forwarding --route web:80 --blue-target-group a --green-target-group a | for both",
                "--traffic forwarding --traffic registration | --traffic",
            })
    void what_does_not_go_together_is_refused_before_anything_is_connected(String options, String said) {
        Ran ran = cli.run("--env beta environment refresh --yes " + options).exiting(2);

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(said).doesNotContain("\tat ");
        assertThat(cli.connected()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attach", "weights"})
    void a_strategy_that_there_is_not_is_named_with_those_that_there_are(String word) {
        assertThat(cli.run("--env beta environment status --traffic " + word)
                        .exiting(2)
                        .err())
                .contains("--traffic", "expected registration, attachment or forwarding, found '" + word + "'");
        cli.with(Map.of("VERDIGRIS_TRAFFIC", word));
        assertThat(cli.run("--env beta environment status").exiting(2).err())
                .contains("'" + word + "'", "(configured by VERDIGRIS_TRAFFIC)");
    }

    private static Traffic traffic(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "--env";
        all[1] = "beta";
        System.arraycopy(args, 0, all, 2, args.length);
        return OptionsTest.parsed(all).environment().traffic();
    }
}
