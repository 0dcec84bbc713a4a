package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The packaged CLI as a process on a Moto server, where traffic is forwarded. A hook stops a new instance once it is in
 * service.
 */
@Execution(ExecutionMode.CONCURRENT)
class ToleranceEndToEndTest {
    private final ForwardedBeta beta = ForwardedBeta.create();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        beta.route(beta.balancer().listen(80, beta.moto().forward(100, 0, null)));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String one = new TreeSet<>(beta.instances(Color.GREEN)).first();
            beta.world().ec2().stopInstances(request -> request.instanceIds(one));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Ran refresh(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--env",
                "beta",
                "--endpoint-url",
                beta.world().endpoint().toString(),
                "--traffic",
                "forwarding",
                "--route",
                beta.routes().get(0),
                "environment",
                "refresh",
                "--yes",
                "--poll-interval",
                "100ms",
                "--replace",
                "0",
                "--health-timeout",
                "4s",
                "--hook",
                "after-scale-up=http:http://127.0.0.1:" + server.getAddress().getPort() + "/stop"));
        words.addAll(List.of(more));
        return Jar.run(beta.world().processEnvironment(), words.toArray(String[]::new));
    }

    @Test
    void one_of_three_may_be_missing_where_that_is_said_and_the_plan_says_so() {
        Ran ran = refresh("--tolerate", "1").exiting(0);

        assertThat(ran.out()).contains("are enough, since the deployment tolerates that so many are missing");
        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(beta.told()).containsExactly("blue 0, green 100");
    }

    @Test
    void without_it_the_deployment_is_rolled_back() {
        assertThat(refresh().exiting(4).out()).contains("only 2 of 3 became healthy", "Target.InvalidState");
        assertThat(beta.recordedColor()).isEqualTo("blue");
        assertThat(beta.told()).containsExactly("blue 100, green 0");
    }
}
