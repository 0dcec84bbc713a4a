package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.port.Http;
import dev.verdigris.port.Http.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for by a name that leads elsewhere, or nowhere: with the name in it, at the address of a load balancer. */
class DetourTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final HttpServerWorld world = new HttpServerWorld();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    private static Http.Request request(int port, String path, String via, Duration timeout) {
        return new Http.Request(
                URI.create("http://app.invalid:" + port + path),
                Map.of("X-Probe", "s3cr3t"),
                new Http.Trust.Host(),
                timeout,
                via);
    }

    private Answer ask(URI at) {
        return world.http()
                .get(List.of(request(at.getPort(), at.getPath(), "127.0.0.1", LONG)), 1)
                .get(0);
    }

    /** The answer of a server that sends just these characters, and closes. */
    private Answer answered(String raw, Duration timeout) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket client = server.accept()) {
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                    in.lines().takeWhile(line -> !line.isEmpty()).forEach(heads::add);
                    client.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
                    client.getOutputStream().flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return world.http()
                    .get(List.of(request(server.getLocalPort(), "/a?b=c", "127.0.0.1", timeout)), 1)
                    .get(0);
        }
    }

    @Test
    void the_name_is_asked_for_and_the_address_is_connected_to() {
        URI uri = world.answering(201, "ä");

        assertThat(ask(uri)).isEqualTo(new Answer.Response(201, "ä"));
        assertThat(world.headers)
                .containsEntry("Host", "app.invalid:" + uri.getPort())
                .containsEntry("X-probe", "s3cr3t")
                .containsEntry("Connection", "close");
    }

    @Test
    void a_query_goes_along_and_a_body_in_chunks_is_put_together() throws IOException {
        String raw = String.join(
                "\r\n",
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "",
                "3;x=y",
                "wel",
                "1",
                "l",
                "0",
                "",
                "");

        assertThat(answered(raw, LONG)).isEqualTo(new Answer.Response(200, "well"));
        assertThat(heads).first().isEqualTo("GET /a?b=c HTTP/1.1");
    }

    @Test
    void a_body_without_a_length_ends_with_the_connection() throws IOException {
        assertThat(answered("HTTP/1.0 503 Service Unavailable\r\n\r\nno", LONG))
                .isEqualTo(new Answer.Response(503, "no"));
        assertThat(answered("HTTP/1.1 204 No Content\r\n\r\n", LONG)).isEqualTo(new Answer.Response(204, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwel",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nwell",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwell\r\n",
                "HTTP/1.1 2xx\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                ""
            })
    void what_is_cut_off_or_is_no_HTTP_is_no_response(String raw) throws IOException {
        assertThat(answered(raw, LONG))
                .isInstanceOfSatisfying(
                        Answer.Nothing.class,
                        nothing -> assertThat(nothing.why()).startsWith("gave no answer: "));
    }

    @Test
    void of_a_long_body_a_mebibyte_is_read() {
        assertThat(ask(world.answering(200, "x".repeat((1 << 20) + 10))))
                .isInstanceOfSatisfying(
                        Answer.Response.class,
                        response -> assertThat(response.body()).hasSize(1 << 20));
    }

    @Test
    void whoever_is_silent_refuses_or_has_no_such_name_is_an_answer() {
        URI silent = world.silent();
        List<Http.Request> requests = List.of(
                request(silent.getPort(), silent.getPath(), "127.0.0.1", Duration.ofMillis(200)),
                request(world.refusing().getPort(), "/", "127.0.0.1", LONG),
                request(80, "/", "nobody.invalid", LONG));

        assertThat(world.http().get(requests, 3))
                .containsExactly(
                        new Answer.Nothing("gave no answer within 200ms"),
                        new Answer.Nothing("refused the connection"),
                        new Answer.Nothing("is not known by that name"));
    }
}
