package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpServer;
import dev.verdigris.BlueGreen;
import dev.verdigris.event.Webhook;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Policy;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a webhook is told, and that it harms nothing. */
class WebhookTest {
    private static final Environment BETA = Environment.of("beta");
    private static final String SECRET = "/services/T0SECRET";

    private final SimulatedCloud cloud = SimulatedCloud.serving(BETA, 3);
    private final HttpServer server = server();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
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
        server.createContext(SECRET, exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + SECRET);
    }

    private Outcome deploy(Webhook webhook, Deployment deployment) {
        return BlueGreen.builder(cloud.ports())
                .listener(webhook.withComplaints(complaints::add))
                .build()
                .deploy(deployment);
    }

    private List<Object> told(String fact) {
        return received.stream().map(body -> json(body).get(fact)).toList();
    }

    private static Map<String, Object> json(String body) {
        try {
            return JSON.std.mapFrom(body);
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    @Test
    void beginning_and_end_are_told_before_the_verb_returns() {
        Outcome outcome = deploy(Webhook.at(address()), Deployment.of(BETA));

        assertThat(told("event")).containsExactly("started", "succeeded");
        assertThat(told("environment")).containsOnly("beta");
        assertThat(told("deployment")).containsOnly(outcome.report().deployment());
        assertThat(json(received.get(0)).get("text")).isEqualTo("Deploy beta: blue → green");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_failure_is_told_with_its_step_and_how_it_ended() {
        cloud.group(BETA, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
        deploy(
                Webhook.at(address()),
                Deployment.of(BETA).withPolicy(Policy.defaults().withReplacements(0)));

        assertThat(told("event")).containsExactly("started", "failed", "rolled-back");
        assertThat(told("step")).containsExactly(null, "await-healthy", null);
    }

    @Test
    void a_gate_is_told_as_a_pause() {
        deploy(Webhook.at(address()), Deployment.of(BETA).withGate(Gate.beforeSwitch()));

        assertThat(told("event")).containsExactly("started", "paused");
    }

    @Test
    void slack_gets_a_text_with_its_markup_escaped() {
        cloud.group(BETA, Color.GREEN).afflict(1, InstanceFault.neverHealthy("<a&b>"));
        deploy(
                Webhook.slack(address()),
                Deployment.of(BETA).withPolicy(Policy.defaults().withReplacements(0)));

        assertThat(json(received.get(0))).isEqualTo(Map.of("text", "beta started: Deploy beta: blue → green"));
        assertThat(told("text").get(1)).asString().contains("&lt;a&amp;b&gt;").doesNotContain("<");
    }

    @Test
    void a_webhook_that_refuses_harms_nothing_and_its_path_is_told_nobody() {
        status.set(500);

        assertThat(deploy(Webhook.at(address()), Deployment.of(BETA))).isInstanceOf(Outcome.Succeeded.class);
        assertThat(complaints).hasSize(2).containsOnly("Webhook[http://127.0.0.1] answered a message with status 500");
    }

    @Test
    void a_webhook_that_is_not_there_harms_nothing_either() {
        Webhook webhook = Webhook.at(address());
        server.stop(0);

        assertThat(deploy(webhook, Deployment.of(BETA))).isInstanceOf(Outcome.Succeeded.class);
        assertThat(complaints)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each)
                        .startsWith("Webhook[http://127.0.0.1] did not answer a message: ")
                        .doesNotContain("SECRET"));
    }

    @Test
    void an_address_that_is_none_is_refused_without_being_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhook.at(URI.create("ftp://host" + SECRET)))
                .withMessageContaining("expected an address like https://")
                .withMessageNotContaining("SECRET");
    }
}
