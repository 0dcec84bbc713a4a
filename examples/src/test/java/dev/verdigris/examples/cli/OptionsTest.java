package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.model.Traffic;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OptionsTest {

    @Test
    void an_environment_may_depart_from_every_convention() {
        assertThat(parsed(
                                "--env",
                                "odd",
                                "--blue-group",
                                "web a",
                                "--green-group",
                                "web b",
                                "--target-group",
                                "Web",
                                "--parameter",
                                "/web/active")
                        .environment())
                .isEqualTo(Environment.named("odd")
                        .blueGroup("web a")
                        .greenGroup("web b")
                        .traffic(Traffic.registration("Web"))
                        .activeColorParameter("/web/active")
                        .build());
    }

    @Test
    void a_prefix_moves_what_belongs_to_the_environment_and_is_typed_again() {
        Options options = parsed("--env", "beta", "--prefix", "/acme");

        assertThat(options.environment())
                .isEqualTo(
                        Environment.named("beta").naming(Naming.prefix("/acme")).build());
        assertThat(options.commandLine("environment status")).contains(" --env beta --prefix /acme ");
    }

    @Test
    void what_is_not_said_is_by_convention() {
        assertThat(parsed("--env", "beta").environment()).isEqualTo(Environment.of("beta"));
    }

    @Test
    void the_policy_has_the_durations_given() {
        Options options = parsed("--env", "beta", "--health-timeout", "10m", "--poll-interval", "200ms");

        assertThat(options.policy().deadlines().healthy()).isEqualTo(Duration.ofMinutes(10));
        assertThat(options.policy().pollInterval()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void what_to_type_next_is_about_the_same_environment_and_safe_to_paste() {
        Options options = parsed(
                "--env",
                "beta",
                "--region",
                "eu-west-1",
                "--endpoint-url",
                "http://127.0.0.1:5000",
                "--blue-group",
                "it's blue",
                "--lease",
                "90s",
                "--json",
                "--yes",
                "--poll-interval",
                "1s");

        assertThat(options.commandLine("environment rollback"))
                .isEqualTo("java -jar verdigris.jar --env beta --region eu-west-1 --endpoint-url http://127.0.0.1:5000"
                        + " --blue-group 'it'\\''s blue' --lease 90s environment rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssm", "dynamodb:deployments", "s3:team-records", "s3:team-records/blue/green"})
    void a_store_is_named_again_as_it_was_typed(String store) {
        Options options = parsed("--env", "beta", "--store", store);

        assertThat(options.commandLine("environment resume"))
                .isEqualTo("java -jar verdigris.jar --env beta --store " + store + " environment resume");
    }

    @Test
    void a_store_has_its_parts() {
        assertThat(parsed("--env", "beta").store()).isEqualTo(new Store.ParameterStore());
        assertThat(parsed("--env", "beta", "--store", "dynamodb:deployments").store())
                .isEqualTo(new Store.DynamoDb("deployments"));
        assertThat(parsed("--env", "beta", "--store", "s3:deployments").store())
                .isEqualTo(new Store.S3("deployments", ""));
        assertThat(parsed("--env", "beta", "--store", "s3:deployments/a/b").store())
                .isEqualTo(new Store.S3("deployments", "a/b"));
    }

    @Test
    void a_call_takes_at_most_a_third_of_the_lease() {
        assertThat(parsed("--env", "beta").callTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(parsed("--env", "beta", "--lease", "5m").callTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(parsed("--env", "beta", "--lease", "6s").callTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void an_endpoint_that_is_no_url_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        parsed("--env", "beta", "--endpoint-url", "127.0.0.1").environment())
                .withMessageContaining("expected a URL like http://127.0.0.1:5000, found '127.0.0.1'");
    }

    static Options parsed(String... args) {
        return parsed(Map.of(), args);
    }

    static Options parsed(Map<String, String> variables, String... args) {
        Options options = new Options();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .setDefaultValueProvider(Configuration.of(variables, args))
                .parseArgs(args);
        return options;
    }
}
