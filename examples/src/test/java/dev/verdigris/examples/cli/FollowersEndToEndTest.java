package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoQueue;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI as a process on a Moto server: queues of each color in its SQS, and a router behind HTTP. */
@Execution(ExecutionMode.CONCURRENT)
class FollowersEndToEndTest {
    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();
    private final MotoQueue blue = MotoQueue.create(world, "orders-blue");
    private final MotoQueue green = MotoQueue.create(world, "orders-green");
    private final HttpServer server = server();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> confirms = body -> true;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void starts() {
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(body);
            exchange.sendResponseHeaders(confirms.test(body) ? 200 : 409, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private String queues() {
        return "sqs:" + blue.url() + "," + green.url() + ",200ms";
    }

    private String router() {
        return "http:http://127.0.0.1:" + server.getAddress().getPort() + "/active";
    }

    private Ran cli(String... command) {
        List<String> words = new ArrayList<>(
                List.of("--env", "beta", "--endpoint-url", world.endpoint().toString(), "environment"));
        words.addAll(List.of(command));
        words.addAll(List.of("--poll-interval", "100ms"));
        return Jar.run(world.processEnvironment(), words.toArray(String[]::new));
    }

    private void serves(Color color) {
        assertThat(beta.registered(color)).hasSize(3);
        assertThat(beta.registered(color.other())).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo(color.label());
    }

    @Test
    void a_queue_with_a_message_holds_up_a_cleanup_until_it_is_deleted() {
        cli("refresh", "--yes", "--follower", queues()).exiting(0);
        blue.send(0);

        assertThat(cli("cleanup", "--yes", "--follower", queues()).exiting(3).err())
                .contains("expected follower 'sqs-orders-blue-")
                .contains("found the queue orders-blue has 1 visible");
        String receipt = blue.receive();
        List<?> followers = (List<?>) cli("status", "--json", "--follower", queues())
                .exiting(0)
                .json()
                .get("followers");
        assertThat(((Map<?, ?>) followers.get(0)).get("idleUse")).isEqualTo("the queue orders-blue has 1 in flight");
        assertThat(beta.instances(Color.BLUE)).hasSize(3);

        blue.delete(receipt);
        cli("cleanup", "--yes", "--follower", queues()).exiting(0);
        assertThat(beta.instances(Color.BLUE)).isEmpty();
        serves(Color.GREEN);
    }

    @Test
    void one_that_still_uses_the_old_color_keeps_it_forward_and_on_a_rollback() {
        blue.send(0);
        Ran forward = cli(
                        "refresh",
                        "--yes",
                        "--json",
                        "--keep-warm",
                        "none",
                        "--unused-timeout",
                        "2s",
                        "--gone-timeout",
                        "3s",
                        "--follower",
                        queues())
                .exiting(5);
        assertThat(forward.out()).contains("the queue orders-blue has 1 visible");
        assertThat(beta.instances(Color.BLUE)).hasSize(3);
        blue.delete(blue.receive());
        cli("resume", "--yes", "--follower", queues()).exiting(0);
        assertThat(beta.instances(Color.BLUE)).isEmpty();

        cli("refresh", "--yes", "--follower", queues()).exiting(0);
        serves(Color.BLUE);
        blue.send(600);
        assertThat(cli(
                                "rollback",
                                "--yes",
                                "--keep-warm",
                                "none",
                                "--unused-timeout",
                                "2s",
                                "--gone-timeout",
                                "3s",
                                "--follower",
                                queues())
                        .exiting(5)
                        .out())
                .contains("to use blue any more", "the queue orders-blue has 1 delayed");
        assertThat(beta.instances(Color.BLUE)).hasSize(3);
        blue.purge();
        cli("resume", "--yes", "--follower", queues()).exiting(0);
        assertThat(beta.instances(Color.BLUE)).isEmpty();
        serves(Color.GREEN);
    }

    @Test
    void by_force_and_with_a_reason_a_cleanup_asks_nobody() {
        cli("refresh", "--yes", "--follower", queues()).exiting(0);
        blue.send(0);
        cli("cleanup", "--yes", "--force").exiting(2);

        assertThat(cli("cleanup", "--yes", "--force", "--reason", "lost orders are fine")
                        .exiting(0)
                        .out())
                .contains("Succeeded");
        assertThat(cli("history").exiting(0).out()).contains("forced: lost orders are fine");
    }

    @Test
    void one_that_confirms_late_is_waited_for() {
        confirms = body -> received.size() > 3;

        cli("refresh", "--yes", "--follower", router()).exiting(0);
        serves(Color.GREEN);
        assertThat(received).hasSizeGreaterThan(3);
    }

    @Test
    void one_that_never_confirms_is_named_and_sends_all_requests_back() {
        confirms = body -> !body.contains("\"to\":\"green\"");

        assertThat(cli("refresh", "--yes", "--follow-timeout", "1s", "--follower", router())
                        .exiting(4)
                        .out())
                .contains("to confirm that green serves, found 0 of 1 confirmed", "status 409");
        serves(Color.BLUE);
        assertThat(received).last().asString().doesNotContain("\"to\":\"green\"");
    }

    @Test
    void one_that_does_not_confirm_a_rollback_is_told_by_a_reconcile_later() {
        cli("refresh", "--yes", "--follower", router()).exiting(0);
        confirms = body -> !body.contains("\"to\":\"blue\"");
        assertThat(cli("rollback", "--yes", "--follow-timeout", "1s", "--follower", router())
                        .exiting(4)
                        .out())
                .contains("to confirm that blue serves");
        serves(Color.GREEN);

        confirms = body -> true;
        beta.register(beta.instances(Color.BLUE));
        beta.deregister(beta.instances(Color.GREEN));
        received.clear();
        assertThat(cli("reconcile", "--yes", "--stable-for", "200ms", "--follower", router())
                        .out())
                .contains("tell 'http-127-0-0-1-");
        assertThat(received)
                .containsOnly("{\"environment\":\"beta\",\"action\":\"follow\",\"from\":\"green\",\"to\":\"blue\"}");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }
}
