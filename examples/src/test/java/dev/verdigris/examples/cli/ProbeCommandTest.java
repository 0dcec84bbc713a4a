package dev.verdigris.examples.cli;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.ProbeAnswer;
import dev.verdigris.testkit.SimulatedListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new fleet is asked, replaced for and forgiven from the command line. */
class ProbeCommandTest extends CommandScenario {
    private static final String REFRESH = ENVIRONMENT + "refresh --yes ";

    /** A command line whose last word may hold blanks. */
    private static List<String> words(String commandLine, String last) {
        List<String> words = new ArrayList<>(List.of(commandLine.split(" ")));
        words.add(last);
        return words;
    }

    @Test
    void each_new_instance_is_probed_by_status_and_by_a_value_of_its_body() {
        Ran ran = cli.run(words(REFRESH + "--probe", "http:8080/health=200~/status == ok"))
                .exiting(0);

        assertThat(ran.out()).contains("probe:http:8080/health=200~/status == ok");
        assertThat(Set.copyOf(cloud.probes().asked())).hasSize(3);
        serves(Color.GREEN);
    }

    @Test
    void one_that_fails_is_rolled_back_and_says_what_was_found() {
        cloud.probes().answer("v2", ProbeAnswer.of(200, "{\"status\":\"degraded\"}"));

        Ran ran = cli.run(words(REFRESH + "--probe", "http:8080/health~/status == ok"))
                .exiting(4);

        assertThat(ran.out() + ran.err())
                .contains(
                        "answered 200, expected /status == ok in its body, found degraded: '{\"status\":\"degraded\"}'");
        serves(Color.BLUE);
    }

    @Test
    void users_are_probed_through_the_load_balancer() {
        cloud.probes().answer("v2", ProbeAnswer.of(502, "Bad Gateway"));

        Ran ran = cli.run(words(REFRESH + "--probe", "url:http://main/version")).exiting(4);

        assertThat(ran.out() + ran.err()).contains("http://main/version answered 502 instead of 200: 'Bad Gateway'");
        serves(Color.BLUE);
    }

    @Test
    void the_load_balancer_is_found_by_itself() {
        Ran ran = cli.run(words(REFRESH + "--probe", "alb:/version=200~/version == v2"))
                .exiting(0);

        assertThat(ran.out()).contains("url-probe:alb:/version=200~/version == v2");
        assertThat(cloud.probes().asked()).containsExactly("main");
        cloud.setLaunchVersion("v3");
        assertThat(cli.run(REFRESH + "--probe alb:www.example.com/version=418")
                        .exiting(4)
                        .out())
                .contains("(http://www.example.com/version via main) answered 200 instead of 418");
        serves(Color.GREEN);
    }

    @Test
    void a_path_that_no_listener_takes_is_refused_before_anything_is_changed() {
        SimulatedListener listener = cloud.listener(beta);
        listener.addRule(10, cloud.targetGroup(beta), 1);
        listener.setPathPattern(10, "/beta/*");
        listener.forward(cloud.createTargetGroup("Other"));

        assertThat(cli.run(REFRESH + "--probe alb:/health").exiting(3).err())
                .contains("takes the probe 'alb:/health', found rule 10 of main:80 for /beta/*");
        assertThat(cloud.changes()).isZero();
        cli.run(REFRESH + "--probe alb:/beta/health").exiting(0);
    }

    @Test
    void whoever_resumes_must_say_the_same_probe_and_is_told_which() {
        killed(Operations.REGISTER, "refresh --probe http:8080/health");

        assertThat(cli.run(ENVIRONMENT + "resume --yes --take-over").exiting(3).err())
                .contains("expected the plan's probe 'http:8080/health' to be registered, found []");
        cli.run(ENVIRONMENT + "resume --yes --take-over --probe http:8080/health")
                .exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void a_configuration_file_holds_them_all(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("verdigris.yaml");
        Files.writeString(file, """
                environments:
                  beta:
                    probe:
                      - http:8080/health~/status == ok
                      - url:http://main/health
                      - alb:/health
                    replace: 2
                    tolerate: 10%
                """);

        Ran ran =
                cli.run(words(REFRESH + "--dry-run --config", file.toString())).exiting(0);

        assertThat(ran.out())
                .contains("probe:http:8080/health~/status == ok")
                .contains("url-probe:url:http://main/health")
                .contains("url-probe:alb:/health")
                .contains("up to 2 that are not may be replaced");
    }

    @Test
    void one_bad_instance_is_replaced_unless_none_is_to_be() {
        cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
        cli.run(REFRESH + "--replace 0").exiting(4);
        serves(Color.BLUE);

        cloud.group(beta, Color.GREEN).afflict(4, InstanceFault.neverHealthy());
        assertThat(cli.run(REFRESH).exiting(0).out()).contains("for another one in its place");
        serves(Color.GREEN);
    }

    @Test
    void what_is_missing_is_tolerated_where_that_is_said() {
        cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());

        assertThat(cli.run(REFRESH + "--replace 0 --tolerate 1").exiting(0).out())
                .contains("are enough, since the deployment tolerates that so many are missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--probe 8080/health",
                "--probe http:0/health",
                "--probe http:8080/health=999",
                "--probe url:ftp://main/",
                "--probe alb:health",
                "--probe alb:-/health",
                "--probe alb:www.example.com:80/health",
                "--replace 11",
                "--tolerate none%",
                "--tolerate 100%",
                "--strategy rolling --probe http:8080/health"
            })
    void what_makes_no_sense_is_a_usage_error(String options) {
        cli.run(REFRESH + options).exiting(2);
        assertThat(cloud.changes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/status        | ==  | ok   |",
                "/status        | !=  | ok   | expected /status != ok in its body, found ok",
                "/deep/1/a~1b   | ==  | true |",
                "/count         | >=  | 7    |",
                "/count         | ==  | 7.0  |",
                "/count         | <   | 7    | expected /count < 7 in its body, found 7",
                "/status        | >   | 1    | expected /status > 1 in its body, found ok",
                "/missing       | ==  | 1    | expected /missing == 1 in its body, found no such value",
                "/deep/9        | !=  | 1    | expected /deep/9 != 1 in its body, found no such value"
            })
    void a_pointer_leads_to_a_value_that_is_compared(String pointer, String operator, String value, String complaint) {
        String body = "{\"status\":\"ok\",\"count\":7,\"deep\":[1,{\"a/b\":true}]}";

        assertThat(new JsonTest(pointer, operator, value).complaint(body)).isEqualTo(complaint);
        assertThat(new JsonTest(pointer, operator, value).complaint("<html>")).endsWith("found no JSON");
    }
}
