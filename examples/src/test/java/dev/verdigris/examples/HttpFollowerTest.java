package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.verdigris.hook.Follower;
import dev.verdigris.hook.HttpFollower;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFollowerTest {
    private static final Environment BETA = Environment.of("beta");

    private record ToGreen(
            Environment environment,
            @Nullable Color from,
            @Nullable Color to) implements Follower.Move {}

    private final HttpServer server = server();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);

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
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean second = exchange.getRequestURI().getPath().equals("/second");
            exchange.sendResponseHeaders(second ? status.get() : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void all_are_told_and_all_confirm() throws Exception {
        HttpFollower routers = HttpFollower.at(List.of(at("/first"), at("/second")));

        assertThat(routers.follow(new ToGreen(BETA, Color.BLUE, Color.GREEN))).isEqualTo(Follower.Answer.yes());
        assertThat(received)
                .hasSize(2)
                .containsOnly("{\"environment\":\"beta\",\"action\":\"follow\",\"from\":\"blue\",\"to\":\"green\"}");
    }

    @Test
    void nobody_is_no_color() throws Exception {
        assertThat(HttpFollower.at(List.of(at("/first"))).follow(new ToGreen(BETA, Color.BLUE, null)))
                .isEqualTo(Follower.Answer.yes());
        assertThat(received)
                .containsExactly("{\"environment\":\"beta\",\"action\":\"follow\",\"from\":\"blue\",\"to\":null}");
    }

    @Test
    void the_missing_ones_are_named_without_secrets() throws Exception {
        status.set(500);
        HttpFollower routers = HttpFollower.at(List.of(
                at("/first"),
                URI.create("http://me:secret@127.0.0.1:" + server.getAddress().getPort() + "/second?token=secret")));

        Follower.Answer answer = routers.follow(new ToGreen(BETA, Color.BLUE, Color.GREEN));

        assertThat(answer.toString())
                .contains("1 of 2 confirmed", "/second: status 500")
                .doesNotContain("secret");
        assertThat(routers.toString()).doesNotContain("secret");
    }

    @Test
    void what_was_only_accepted_is_not_confirmed() throws Exception {
        status.set(202);

        assertThat(HttpFollower.at(List.of(at("/second")))
                        .releases(BETA, Color.BLUE)
                        .toString())
                .contains("status 202");
        assertThat(received).containsExactly("{\"environment\":\"beta\",\"action\":\"release\",\"color\":\"blue\"}");
    }

    @Test
    void whoever_cannot_be_reached_is_missing() throws Exception {
        URI nobody = at("/first");
        server.stop(0);

        assertThat(HttpFollower.at(List.of(nobody)).releases(BETA, Color.BLUE).toString())
                .contains("0 of 1 confirmed", "no answer, ConnectException");
    }

    @Test
    void what_is_no_address_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpFollower.at(List.of(URI.create("ftp://host/path"))))
                .withMessageContaining("expected one like http://");
        assertThatIllegalArgumentException().isThrownBy(() -> HttpFollower.at(List.of()));
    }
}
