package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks that the command line tells. */
class WebhookCommandTest extends CommandScenario {
    private static final String SECRET = "T0000-B0000-secret";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void starts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + SECRET, exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + SECRET;
    }

    @Test
    void it_is_told_how_a_deployment_began_and_ended_and_no_text_has_its_path() {
        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --webhook " + address()).exiting(0);

        assertThat(bodies).hasSize(2).allMatch(body -> body.contains("\"environment\":\"beta\""));
        assertThat(bodies.get(0)).contains("\"event\":\"started\"");
        assertThat(bodies.get(1)).contains("\"event\":\"succeeded\"");
        assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
    }

    @Test
    void slack_is_told_in_its_own_form_and_the_command_that_goes_on_has_no_path() {
        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --gate before-switch --webhook slack:" + address())
                .exiting(7);

        assertThat(bodies).hasSize(2).allMatch(body -> body.startsWith("{\"text\":\"beta "));
        assertThat(bodies.get(1)).contains("beta paused: ");
        assertThat(ran.out() + ran.err()).contains("environment promote").doesNotContain(SECRET);
    }

    @Test
    void one_that_answers_wrong_harms_nothing_and_is_named_by_its_host() {
        status = 500;

        assertThat(cli.run(ENVIRONMENT + "refresh --yes --webhook " + address())
                        .exiting(0)
                        .err())
                .contains("Webhook[http://127.0.0.1] answered a message with status 500")
                .doesNotContain(SECRET);
    }

    @Test
    void it_is_read_from_the_file() throws IOException {
        cli.run("--config " + file(address()) + " " + ENVIRONMENT + "refresh --yes")
                .exiting(0);

        assertThat(bodies).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "ftp://hooks.example.com/" + SECRET, "slack:" + SECRET, "https:///" + SECRET})
    void what_is_no_address_is_refused_without_showing_it(String typed) throws IOException {
        assertThat(cli.run(ENVIRONMENT + "refresh --yes --webhook " + typed)
                        .exiting(2)
                        .err())
                .contains("expected an address")
                .doesNotContain(SECRET);
        assertThat(cli.run("--config " + file(typed) + " " + ENVIRONMENT + "refresh --yes")
                        .exiting(2)
                        .err())
                .contains("expected an address")
                .doesNotContain(SECRET);
        assertThat(cloud.changes()).isZero();
    }

    @TempDir
    private Path folder;

    private Path file(String address) throws IOException {
        return Files.writeString(
                folder.resolve("environments.yml"), "environments:\n  beta:\n    webhook: " + address + "\n");
    }
}
