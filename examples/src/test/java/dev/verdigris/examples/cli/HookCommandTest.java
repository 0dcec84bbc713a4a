package dev.verdigris.examples.cli;

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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Hooks over HTTP from the command line. */
class HookCommandTest extends CommandScenario {
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    /** What is answered next; then 200. */
    private final Deque<Integer> answers = new ArrayDeque<>();

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
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.remove(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private String hook(String point) {
        return point + "=http:http://127.0.0.1:" + server.getAddress().getPort() + "/" + point;
    }

    private String hooked() {
        return " --hook " + hook("before-switch") + " --hook " + hook("after-switch");
    }

    private List<String> distinct(String direction) {
        return keys.stream()
                .filter(key -> key.endsWith("/" + direction))
                .distinct()
                .toList();
    }

    @Test
    void each_is_called_at_its_point_until_it_is_done_by_one_key() {
        answers.addAll(List.of(503, 202, 409));
        cli.run(ENVIRONMENT + "refresh --yes" + hooked()).exiting(0);

        assertThat(keys).hasSize(5);
        assertThat(distinct("perform"))
                .hasSize(2)
                .first()
                .asString()
                .matches("[0-9a-z-]+/before-switch/http-127-0-0-1-[0-9a-f]{8}/perform");
        assertThat(bodies.get(0))
                .contains("\"environment\":\"beta\"", "\"verb\":\"deploy\"", "\"point\":\"before-switch\"")
                .contains(
                        "\"direction\":\"perform\",\"from\":\"blue\",\"to\":\"green\",\"release\":null,\"cause\":null}");
        serves(Color.GREEN);
    }

    @Test
    void one_that_says_no_rolls_back_and_is_undone_with_the_cause() {
        answers.addAll(List.of(200, 422));
        String printed =
                cli.run(ENVIRONMENT + "refresh --yes" + hooked()).exiting(4).out();

        assertThat(printed).contains("to be done, found http://127.0.0.1:", "/after-switch: status 422");
        assertThat(distinct("undo")).hasSize(2);
        assertThat(bodies.get(2))
                .contains("\"point\":\"after-switch\"", "\"direction\":\"undo\"")
                .contains("\"cause\":\"hook:after-switch:http-127-0-0-1-", "status 422");
        serves(Color.BLUE);
    }

    @Test
    void a_plan_says_where_each_is_called_and_calls_none() {
        assertThat(cli.run(ENVIRONMENT + "refresh --dry-run" + hooked())
                        .exiting(0)
                        .out())
                .containsPattern("hook:before-switch:http-127-0-0-1-[0-9a-f]{8} +call 'http-127.*before the switch")
                .containsPattern("hook:after-switch:http-127-0-0-1-[0-9a-f]{8} ");
        assertThat(keys).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "abort"})
    void whoever_goes_on_in_another_process_needs_it(String command) {
        killed(Operations.DEREGISTER, "refresh" + hooked());
        assertThat(cli.run(ENVIRONMENT + command + " --yes --take-over")
                        .exiting(3)
                        .err())
                .contains("expected hook 'before-switch:http-127-0-0-1-", "by the --hook that it was given by");

        cli.run(ENVIRONMENT + command + " --yes --take-over" + hooked()).exiting(0);
        serves(command.equals("resume") ? Color.GREEN : Color.BLUE);
        assertThat(distinct("undo")).hasSize(command.equals("resume") ? 0 : 1);
    }

    @Test
    void an_abort_by_force_does_without_it_and_names_what_is_left() {
        killed(Operations.DEREGISTER, "refresh" + hooked());
        String printed = cli.run(ENVIRONMENT + "abort --yes --take-over --force --reason gone")
                .exiting(5)
                .out();

        assertThat(printed).contains("to be undone, found it not registered here");
        assertThat(cli.run(ENVIRONMENT + "history").exiting(0).out()).contains("forced: gone");
        serves(Color.BLUE);
    }

    @Test
    void the_configuration_file_may_say_them(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("verdigris.yaml");
        Files.writeString(file, """
                environments:
                  beta:
                    hook:
                      - %s
                      - %s
                    hook-timeout: 90s
                """.formatted(hook("before-switch"), hook("after-bake")));
        assertThat(cli.run("--env beta --config " + file + " environment refresh --yes")
                        .exiting(0)
                        .out())
                .contains("hook:after-bake:http-127");
        assertThat(distinct("perform")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:http://scheduler/pause",
                "before-lunch=http:http://scheduler/pause",
                "before-switch=http:ftp://scheduler/pause",
                "before-switch=http:a secret",
            })
    void what_is_no_hook_is_refused_and_shows_no_secret(String typed) {
        TypeConversionException refused =
                catchThrowableOfType(TypeConversionException.class, () -> new TypedHook.Reader().convert(typed));
        assertThat(refused).hasMessageContaining("expected").hasMessageNotContaining("secret");
    }

    @Test
    void one_is_said_once_at_each_point() {
        String twice = " --hook " + hook("before-switch") + " --hook " + hook("before-switch") + "?token=other";
        assertThat(cli.run(ENVIRONMENT + "refresh --yes" + twice).exiting(2).err())
                .contains("--hook: expected each once");
    }
}
