package dev.verdigris.examples.cli;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.verdigris.model.Color;
import dev.verdigris.testkit.Operations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Followers over HTTP from the command line. */
class FollowerCommandTest extends CommandScenario {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger release = new AtomicInteger(200);
    private final HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void starts() {
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestURI() + " " + body);
            exchange.sendResponseHeaders(body.contains("\"release\"") ? release.get() : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The option, for two routers. */
    private String following() {
        return " --follower http:" + at("/a") + "," + at("/b");
    }

    private static String told(String path, String from, String to) {
        return path + " {\"environment\":\"beta\",\"action\":\"follow\",\"from\":\"" + from + "\",\"to\":\"" + to
                + "\"}";
    }

    @Test
    void all_are_told_forward_and_back_and_asked_before_a_cleanup() {
        cli.run(ENVIRONMENT + "refresh --yes" + following()).exiting(0);
        assertThat(received).contains(told("/a", "blue", "green"), told("/b", "blue", "green"));

        cli.run(ENVIRONMENT + "rollback --yes" + following()).exiting(0);
        assertThat(received).contains(told("/a", "green", "blue"), told("/b", "green", "blue"));

        received.clear();
        cli.run(ENVIRONMENT + "cleanup --yes" + following()).exiting(0);
        assertThat(received).contains("/a {\"environment\":\"beta\",\"action\":\"release\",\"color\":\"green\"}");
        serves(Color.BLUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "rollback", "switch blue", "shutdown", "cleanup"})
    void whoever_lacks_one_is_refused_by_name_with_the_option(String command) {
        cli.run(ENVIRONMENT + "refresh --yes" + following()).exiting(0);
        int changes = cloud.changes();

        assertThat(cli.run(ENVIRONMENT + command + " --yes").exiting(3).err())
                .contains("expected follower 'http-127-0-0-1-")
                .contains("on the command line by the --follower that it was given by");
        assertThat(cloud.changes()).isEqualTo(changes);
    }

    @Test
    void a_start_needs_it_too() {
        cli.run(ENVIRONMENT + "refresh --yes" + following()).exiting(0);
        cli.run(ENVIRONMENT + "shutdown --yes" + following()).exiting(0);

        assertThat(cli.run(ENVIRONMENT + "start --yes").exiting(3).err()).contains("expected follower 'http-127-");
        cli.run(ENVIRONMENT + "start --yes" + following()).exiting(0);
        serves(Color.GREEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "abort"})
    void whoever_goes_on_in_another_process_needs_it(String command) {
        killed(Operations.REGISTER, "refresh" + following());

        assertThat(cli.run(ENVIRONMENT + command + " --yes --take-over")
                        .exiting(3)
                        .err())
                .contains("expected follower 'http-127-0-0-1-");
        cli.run(ENVIRONMENT + command + " --yes --take-over" + following()).exiting(0);
        serves(command.equals("resume") ? Color.GREEN : Color.BLUE);
    }

    @Test
    void whoever_promotes_a_gate_needs_it() {
        cli.run(ENVIRONMENT + "refresh --yes --gate before-switch" + following())
                .exiting(7);

        assertThat(cli.run(ENVIRONMENT + "promote --yes").exiting(3).err())
                .contains("follower 'http-127-0-0-1-", "by the --follower that it was given by");
        cli.run(ENVIRONMENT + "promote --yes" + following()).exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void a_cleanup_is_refused_while_the_old_color_is_used_unless_it_is_forced() {
        cli.run(ENVIRONMENT + "refresh --yes" + following()).exiting(0);
        release.set(409);

        assertThat(cli.run(ENVIRONMENT + "cleanup --yes" + following())
                        .exiting(3)
                        .err())
                .contains("not to use blue any more, found 0 of 2 confirmed")
                .contains("/a: status 409");
        cli.run(ENVIRONMENT + "cleanup --yes --force --reason router-is-gone").exiting(0);

        assertThat(cloud.group(beta, Color.BLUE).size().desired()).isZero();
        assertThat(cli.run(ENVIRONMENT + "history").exiting(0).out()).contains("router-is-gone");
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
    }

    @Test
    void the_status_shows_who_still_uses_the_idle_color_and_who_was_not_asked() {
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json()).containsEntry("followers", List.of());
        cli.run(ENVIRONMENT + "refresh --yes" + following()).exiting(0);

        assertThat(follower(following())).containsEntry("given", true).containsEntry("idleUse", null);
        assertThat(follower("")).containsEntry("given", false).containsEntry("idleUse", null);

        release.set(409);
        assertThat(follower(following()).get("idleUse")).asString().startsWith("0 of 2 confirmed");
        assertThat(cli.run(ENVIRONMENT + "status" + following()).exiting(0).out())
                .containsPattern("follower: http-127-0-0-1-[0-9a-f]{8}, the idle color: 0 of 2 confirmed");
        assertThat(cli.run(ENVIRONMENT + "status").exiting(0).out()).contains(", which is not registered here");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> follower(String options) {
        Map<String, Object> json =
                cli.run(ENVIRONMENT + "status --json" + options).exiting(0).json();
        return ((List<Map<String, Object>>) json.get("followers")).get(0);
    }

    @Test
    void a_rollback_goes_back_without_it_where_it_is_forced_with_a_reason() {
        cli.run(ENVIRONMENT + "refresh --yes" + following()).exiting(0);
        cli.run(ENVIRONMENT + "rollback --yes --force --reason router-is-gone").exiting(0);

        serves(Color.BLUE);
        assertThat(cli.run(ENVIRONMENT + "history").exiting(0).out()).contains("router-is-gone");
    }

    @Test
    void a_configuration_file_or_a_variable_holds_them(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("verdigris.yaml");
        Files.writeString(file, """
                environments:
                  beta:
                    follower:
                      - http:http://router-1/active,https://router-2/active
                      - sqs:https://sqs/1/orders-blue,https://sqs/1/orders-green,5m
                      - http:http://cache:8080
                """);
        String fromFile = cli.run(ENVIRONMENT + "refresh --dry-run --config " + file)
                .exiting(0)
                .out();
        String fromVariable = cli.with(Map.of(
                        "VERDIGRIS_FOLLOWER",
                        "http:https://router-2/active,http://router-1/active,"
                                + "sqs:https://sqs/1/orders-blue,https://sqs/1/orders-green,http:http://cache:8080"))
                .run(ENVIRONMENT + "refresh --dry-run")
                .exiting(0)
                .out();

        assertThat(fromFile)
                .isEqualTo(fromVariable)
                .containsPattern("follow:http-router-1-[0-9a-f]{8} ")
                .containsPattern("follow:sqs-orders-blue-[0-9a-f]{8} ")
                .containsPattern("follow:http-cache-[0-9a-f]{8} ");
    }

    @Test
    void what_may_be_secret_is_neither_in_the_name_nor_shown_nor_part_of_it() {
        FollowerReader reader = new FollowerReader();
        TypedFollower secret =
                reader.convert("http:https://me:secret@a-router-with-a-long-name.example/x?token=secret");

        assertThat(secret.name())
                .isEqualTo(reader.convert("http:https://a-router-with-a-long-name.example/x")
                        .name())
                .isNotEqualTo(reader.convert("http:https://a-router-with-a-long-name.example/y")
                        .name())
                .matches("http-a-router-with-a-long-n-[0-9a-f]{8}");
        assertThat(secret.toString()).isEqualTo("http:https://a-router-with-a-long-name.example/x");
        assertThat(catchThrowableOfType(
                        TypeConversionException.class, () -> reader.convert("http:http://me:secret@h/ x")))
                .hasMessageNotContaining("secret");
    }

    @Test
    void queues_and_requests_read_as_they_are_typed_and_are_told_apart_by_where_they_are() {
        FollowerReader reader = new FollowerReader();
        String queues = "sqs:https://sqs.eu-west-1.amazonaws.com/123456789012/orders-blue,https://sqs/1/orders-green";
        String turned = "sqs:https://sqs/1/orders-green,https://sqs.eu-west-1.amazonaws.com/123456789012/orders-blue";

        for (String typed : List.of(queues, queues + ",90s", "alb-metrics", "alb-metrics:5m")) {
            assertThat(reader.convert(typed)).hasToString(typed);
        }
        assertThat(reader.convert(queues).name())
                .matches("sqs-orders-blue-[0-9a-f]{8}")
                .isEqualTo(reader.convert(queues + ",0s").name())
                .isNotEqualTo(reader.convert(turned).name());
        assertThat(reader.convert("alb-metrics:5m").name()).isEqualTo("alb-metrics");
    }

    @Test
    void requests_are_of_a_target_group_of_each_color() {
        String forwarding = " --traffic forwarding --blue-target-group B --green-target-group G --route web:443";

        assertThat(cli.run(ENVIRONMENT + "refresh --yes --follower alb-metrics")
                        .exiting(2)
                        .err())
                .contains("--follower alb-metrics: expected --traffic forwarding with it");
        cli.run(ENVIRONMENT + "policy --follower alb-metrics:5m" + forwarding).exiting(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh --follower sqs:blue,green",
                "refresh --follower sqs:http://sqs/1/blue",
                "refresh --follower sqs:http://sqs/1/blue,http://sqs/1/blue",
                "refresh --follower sqs:http://sqs/1/blue,http://sqs/",
                "refresh --follower sqs:http://sqs/1/blue,http://sqs/1/green,soon",
                "refresh --follower sqs:http://sqs/1/blue,http://sqs/1/green,11m",
                "refresh --follower sqs:http://sqs/1/blue,http://sqs/1/green --follower sqs:http://sqs/1/blue,http://sqs/1/green,1m",
                "refresh --follower alb-metrics",
                "refresh --follower alb-metrics:90s",
                "refresh --follower http:",
                "refresh --follower http:ftp://router/active",
                "refresh --follower http:http://router/active,",
                "refresh --follower http:http://router/a --follower http:http://router/a",
                "cleanup --force",
                "cleanup --reason because",
                "rollback --force",
                "rollback --reason because"
            })
    void what_makes_no_sense_is_a_usage_error(String command) {
        cli.run(ENVIRONMENT + command + " --yes").exiting(2);
        assertThat(cloud.changes()).isZero();
    }
}
