package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI as a process on a Moto server, with hooks behind HTTP. */
@Execution(ExecutionMode.CONCURRENT)
class HooksEndToEndTest {

    /** What a hook was sent. */
    private record Received(String key, String body, Set<String> blue) {}

    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();
    private final HttpServer server = server();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All are done but one: what is to be closed cannot be. */
    @BeforeEach
    void starts() {
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"), body, beta.registered(Color.BLUE)));
            boolean refused = exchange.getRequestURI().getPath().equals("/close") && body.contains("\"perform\"");
            exchange.sendResponseHeaders(refused ? 422 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private Ran refresh(String... hooks) {
        List<String> words = new ArrayList<>(List.of(
                "--env",
                "beta",
                "--endpoint-url",
                world.endpoint().toString(),
                "environment",
                "refresh",
                "--yes",
                "--poll-interval",
                "100ms"));
        for (String hook : hooks) {
            words.addAll(List.of(
                    "--hook",
                    hook.replace(
                            "SERVER",
                            "http:http://127.0.0.1:" + server.getAddress().getPort())));
        }
        return Jar.run(world.processEnvironment(), words.toArray(String[]::new));
    }

    private void serves(Color color) {
        assertThat(beta.registered(color)).hasSize(3);
        assertThat(beta.registered(color.other())).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo(color.label());
    }

    @Test
    void one_before_the_switch_is_called_once_by_its_key_while_the_old_fleet_serves() {
        refresh("before-switch=SERVER/pause").exiting(0);

        serves(Color.GREEN);
        assertThat(received).singleElement().satisfies(call -> {
            assertThat(call.key).matches("[0-9a-f-]{36}/before-switch/http-127-0-0-1-[0-9a-f]{8}/perform");
            assertThat(call.body).contains("\"direction\":\"perform\",\"from\":\"blue\",\"to\":\"green\"");
            assertThat(call.blue).hasSize(3);
        });
    }

    @Test
    void it_is_undone_by_another_key_once_where_a_later_step_fails() {
        assertThat(refresh("before-switch=SERVER/pause", "after-switch=SERVER/close")
                        .exiting(4)
                        .out())
                .contains("/close: status 422");

        serves(Color.BLUE);
        assertThat(received)
                .filteredOn(call -> call.key.contains("/before-switch/"))
                .extracting(call -> call.key.replaceFirst(".*/", ""))
                .containsExactly("perform", "undo");
        Received undo = received.get(received.size() - 1);
        assertThat(undo.key).isEqualTo(received.get(0).key.replace("/perform", "/undo"));
        assertThat(undo.body).contains("\"direction\":\"undo\"", "\"cause\":\"hook:after-switch:", "status 422");
        assertThat(undo.blue).hasSize(3);
    }
}
