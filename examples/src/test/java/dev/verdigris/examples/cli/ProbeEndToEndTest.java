package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/**
 * The packaged CLI as a process on a Moto server, which runs no instances: their private addresses are asked for through a
 * proxy, as they are from outside of a VPC, and that is a server of this test.
 */
@Execution(ExecutionMode.CONCURRENT)
class ProbeEndToEndTest {
    private static final String HEALTH = "http:8080/health=200~/status == ok";

    /** An answer. */
    private record Answer(int status, String body) {}

    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();
    private volatile Function<URI, Answer> answers = uri -> new Answer(200, "{\"status\":\"ok\"}");
    private HttpServer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestURI().getHost()));
            hosts.add(exchange.getRequestHeaders().getFirst("Host").replaceFirst(":[0-9]+$", ""));
            Answer answer = answers.apply(exchange.getRequestURI());
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
    }

    private Ran refresh(String... more) throws IOException {
        return refreshWith(
                "-Dhttp.nonProxyHosts=127.*|localhost -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort="
                        + proxy.getAddress().getPort(),
                more);
    }

    private Ran refreshWith(String javaOptions, String... more) throws IOException {
        Map<String, String> variables = new HashMap<>(world.processEnvironment());
        variables.put("JAVA_TOOL_OPTIONS", javaOptions);
        List<String> words = new ArrayList<>(List.of(
                "--env",
                "beta",
                "--endpoint-url",
                world.endpoint().toString(),
                "environment",
                "refresh",
                "--yes",
                "--poll-interval",
                "50ms"));
        words.addAll(List.of(more));
        words.addAll(words.contains("--check-timeout") ? List.of() : List.of("--check-timeout", "2s"));
        words.addAll(words.contains("--replace") ? List.of() : List.of("--replace", "0"));
        return Jar.run(variables, words.toArray(String[]::new));
    }

    /** The private addresses of the members of a group, as Moto gave them. */
    private Set<String> addresses(Color color) {
        Set<String> addresses = new TreeSet<>();
        world.ec2()
                .describeInstances(request -> request.instanceIds(beta.instances(color)))
                .reservations()
                .forEach(reservation -> reservation.instances().stream()
                        .map(Instance::privateIpAddress)
                        .forEach(addresses::add));
        return addresses;
    }

    @Test
    void each_new_instance_is_asked_at_its_private_address_and_users_once_they_are_moved() throws IOException {
        Ran ran = refresh("--probe", HEALTH, "--probe", "url:http://app.example.com/health")
                .exiting(0);

        Set<String> expected = addresses(Color.GREEN);
        expected.add("app.example.com");
        assertThat(asked).hasSize(4).isEqualTo(expected);
        assertThat(ran.out()).contains("probe:" + HEALTH).contains("url-probe:url:http://app.example.com/health");
        assertThat(beta.recordedColor()).isEqualTo("green");
    }

    @Test
    void a_status_that_is_wrong_is_rolled_back_and_names_instance_address_status_and_body() throws IOException {
        answers = uri -> new Answer(503, "no database");

        Ran ran = refresh("--probe", HEALTH).exiting(4);

        assertThat(ran.out() + ran.err())
                .containsPattern(
                        "i-[0-9a-f]+ \\(http://10[0-9.]+:8080/health\\) answered 503 instead of 200: 'no database'");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void a_body_that_is_wrong_is_rolled_back_though_the_status_is_right() throws IOException {
        answers = uri -> new Answer(200, "{\"status\":\"degraded\"}");

        Ran ran = refresh("--probe", HEALTH).exiting(4);

        assertThat(ran.out() + ran.err()).contains("answered 200, expected /status == ok in its body, found degraded");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void what_users_would_get_wrong_moves_traffic_back() throws IOException {
        answers = uri -> new Answer(uri.getHost().equals("app.example.com") ? 502 : 200, "{\"status\":\"ok\"}");

        Ran ran = refresh("--probe", HEALTH, "--probe", "url:http://app.example.com/health")
                .exiting(4);

        assertThat(ran.out() + ran.err()).contains("http://app.example.com/health answered 502 instead of 200");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    /** The name of the load balancer leads to this machine, and its second listener to the port of the server of this test. */
    private String throughTheLoadBalancer(Path folder) throws IOException {
        LoadBalancer balancer =
                world.elb().describeLoadBalancers().loadBalancers().get(0);
        world.elb()
                .createListener(request -> request.loadBalancerArn(balancer.loadBalancerArn())
                        .protocol(ProtocolEnum.HTTP)
                        .port(proxy.getAddress().getPort())
                        .defaultActions(Action.builder()
                                .type(ActionTypeEnum.FORWARD)
                                .targetGroupArn(beta.targetGroupArn())
                                .build()));
        for (Listener listener : world.elb()
                .describeListeners(request -> request.loadBalancerArn(balancer.loadBalancerArn()))
                .listeners()) {
            if (listener.port() == 80) {
                world.elb().deleteListener(request -> request.listenerArn(listener.listenerArn()));
            }
        }
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost " + balancer.dnsName() + "\n");
        return "-Djdk.net.hosts.file=" + hosts;
    }

    @Test
    void the_load_balancer_is_found_and_asked_by_its_own_name_or_by_that_of_users(@TempDir Path folder)
            throws IOException {
        String found = throughTheLoadBalancer(folder);
        refreshWith(found, "--probe", "alb:/health~/status == ok", "--probe", "alb:www.example.com/health")
                .exiting(0);
        assertThat(hosts).hasSize(2).contains("www.example.com").anyMatch(host -> host.endsWith(".elb.amazonaws.com"));
        assertThat(beta.recordedColor()).isEqualTo("green");

        answers = uri -> new Answer(200, "{\"status\":\"degraded\"}");
        Ran ran = refreshWith(found, "--probe", "alb:/health~/status == ok").exiting(4);
        assertThat(ran.out() + ran.err())
                .containsPattern("alb:/health \\(http://[^/]+elb.amazonaws.com:[0-9]+/health\\) answered 200,"
                        + " expected /status == ok in its body, found degraded");
        assertThat(beta.recordedColor()).isEqualTo("green");
    }

    @Test
    void one_instance_that_does_not_pass_is_replaced_by_another_one() throws IOException {
        AtomicReference<String> first = new AtomicReference<>();
        answers = uri -> {
            first.compareAndSet(null, uri.getHost());
            boolean bad = uri.getHost().equals(first.get());
            return new Answer(200, bad ? "{\"status\":\"degraded\"}" : "{\"status\":\"ok\"}");
        };

        Ran ran = refresh("--probe", HEALTH, "--check-timeout", "8s", "--replace", "1", "--tolerate", "34%")
                .exiting(0);

        assertThat(ran.out())
                .contains(
                        "then 1 that is not may be replaced, and waited for as long again",
                        "after 11m 15s, 2 are enough")
                .containsPattern("beta-green: terminate i-[0-9a-f]+, for another one in its place");
        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(addresses(Color.GREEN)).hasSize(3).doesNotContain(first.get());
        assertThat(beta.registered(Color.GREEN)).hasSize(3);
    }
}
