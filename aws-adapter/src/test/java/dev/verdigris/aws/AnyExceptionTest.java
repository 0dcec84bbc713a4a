package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.ActiveColors;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.InstanceAddresses;
import dev.verdigris.port.InstanceRefreshes;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Whatever is thrown below a port, a port throws what it is documented to throw: at each call, each kind. */
class AnyExceptionTest {
    private static final TargetGroup BETA = new TargetGroup(
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta/0123456789abcdef",
            "Beta",
            80,
            Duration.ofMinutes(5),
            true);

    private static final String RULE =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/1/2/3";

    /** A call of a port. */
    private record Call(Object port, Method method) {

        void make() throws Throwable {
            try {
                method.invoke(
                        port,
                        Arrays.stream(method.getParameters())
                                .map(parameter -> argument(
                                        port, parameter.getParameterizedType().getTypeName()))
                                .toArray());
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @Override
        public String toString() {
            return port.getClass().getSimpleName() + "." + method.getName();
        }
    }

    private static Object argument(Object port, String type) {
        String simple = type.replaceAll("[a-z]+\\.(?=[a-zA-Z])|\\w+[$]", "");
        return switch (simple) {
            case "Set<GroupName>" -> Set.of(new GroupName("beta-blue"));
            case "GroupName" -> new GroupName("beta-blue");
            case "Resize" -> Resize.to(1, 1);
            case "RefreshPreferences" -> RefreshPreferences.defaults();
            case "TargetGroupRef" -> new TargetGroupRef("Beta");
            case "Set<TargetGroupRef>" -> Set.of(new TargetGroupRef("Beta"));
            case "TargetGroup" -> BETA;
            case "Set<RouteRef>" -> Set.of(new RouteRef("web:443/beta/*"), new RouteRef(RULE));
            case "Set<String>" -> Set.of("arn:beta");
            case "Split" -> new Split(Map.of("arn:beta", 1), null);
            case "Set<Target>" -> Set.of(new Target(new InstanceId("i-1"), 80));
            case "InstanceId" -> new InstanceId("i-1");
            case "Set<InstanceId>" -> Set.of(new InstanceId("i-1"));
            case "ParameterPath" -> new ParameterPath("/beta/color");
            case "Color" -> Color.GREEN;
            case "Permit" -> (Permit) () -> {};
            case "String" -> port instanceof Listeners ? RULE : "1.1";
            default -> throw new AssertionError("no argument of the type " + simple);
        };
    }

    /** Clients that are made alike, and every port on them. */
    private static final class Everything {
        private final List<SdkAutoCloseable> clients = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();

        Everything(Wire wire, AwsCredentialsProvider credentials) {
            SsmClient ssm = client(wire, SsmClient.builder(), credentials);
            Cloud cloud = AwsCloud.builder(
                            client(wire, AutoScalingClient.builder(), credentials),
                            client(wire, ElasticLoadBalancingV2Client.builder(), credentials),
                            ssm)
                    .firstPause(Duration.ofNanos(1000))
                    .build();
            AwsCalls quick = new AwsCalls(AwsCalls.TIMEOUT, Duration.ofNanos(1000));
            add(Fleets.class, cloud.fleets());
            add(TargetGroups.class, cloud.targetGroups());
            add(Listeners.class, Objects.requireNonNull(cloud.listeners()));
            add(InstanceRefreshes.class, Objects.requireNonNull(cloud.instanceRefreshes()));
            add(
                    InstanceAddresses.class,
                    new AwsInstanceAddresses(
                            client(wire, Ec2Client.builder(), credentials), quick, Instance::privateIpAddress));
            add(ActiveColors.class, cloud.activeColors());
            add(DeploymentStore.class, new SsmDeploymentStore(ssm, quick));
            add(
                    DeploymentStore.class,
                    new DynamoDbDeploymentStore(
                            client(wire, DynamoDbClient.builder(), credentials), "deployments", quick));
            add(
                    DeploymentStore.class,
                    new S3DeploymentStore(client(wire, S3Client.builder(), credentials), "deployments", "", quick));
        }

        private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
                Wire wire, B builder, AwsCredentialsProvider credentials) {
            B connected = wire.connected(builder);
            if (credentials != null) {
                connected.credentialsProvider(credentials);
            }
            C client = connected.build();
            clients.add(client);
            return client;
        }

        private <T> void add(Class<T> port, T on) {
            for (Method method : port.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())
                        && !method.getName().equals("leasesExpire")) {
                    calls.add(new Call(on, method));
                }
            }
        }
    }

    private static void assertTranslates(Everything everything, boolean mayPass) {
        assertThat(everything.calls).hasSizeGreaterThan(20);
        for (Call call : everything.calls) {
            Throwable thrown = catchThrowable(call::make);

            assertThat(thrown).as(call.toString()).isInstanceOf(PortException.class);
            assertThat(((PortException) thrown).isTransient())
                    .as(call + " may pass")
                    .isEqualTo(mayPass);
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                        new UncheckedIOException(new SocketException("Connection reset")),
                        new IllegalStateException("Connection pool shut down"),
                        new RejectedExecutionException("executor has been shut down"),
                        new NullPointerException("in an interceptor"),
                        AbortedException.create("Thread was interrupted"),
                        ApiCallTimeoutException.create(15_000),
                        SdkClientException.create("Unable to execute HTTP request"))
                .map(thrown -> Arguments.of(thrown.getClass().getSimpleName(), thrown));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void what_an_HTTP_client_throws_comes_out_as_trouble_that_may_pass(String name, RuntimeException thrown) {
        Wire wire = new Wire().onAny(request -> {
            throw thrown;
        });

        assertTranslates(new Everything(wire, null), true);
    }

    @Test
    void a_broken_connection_comes_out_as_trouble_that_may_pass() {
        Wire wire = new Wire().onAny(request -> {
            throw new IOException("Unexpected end of file from server");
        });

        assertTranslates(new Everything(wire, null), true);
    }

    @Test
    void an_answer_that_nobody_can_read_comes_out_as_trouble_of_a_port() {
        Everything everything = new Everything(new Wire().onAny(Wire.text(200, "<html>Welcome to the hotel!")), null);

        for (Call call : everything.calls) {
            Throwable thrown = catchThrowable(call::make);

            if (thrown != null) {
                assertThat(thrown).as(call.toString()).isInstanceOf(PortException.class);
            }
        }
    }

    @Test
    void a_provider_of_credentials_that_fails_is_named_and_does_not_pass() {
        AwsCredentialsProvider sealed = () -> {
            throw new IllegalArgumentException("the vault is sealed");
        };

        Everything everything = new Everything(new Wire(), sealed);

        assertTranslates(everything, false);
        for (Call call : everything.calls) {
            assertThat(catchThrowable(call::make))
                    .as(call.toString())
                    .isInstanceOf(PortException.Denied.class)
                    .hasMessageContaining("the vault is sealed")
                    .hasMessageContaining("get new credentials");
        }
    }

    @Test
    void a_client_that_is_closed_comes_out_as_trouble_of_a_port() {
        Wire wire = new Wire().onAny(Wire.broken());
        Everything everything = new Everything(wire, null);
        everything.clients.forEach(SdkAutoCloseable::close);

        assertTranslates(everything, true);
    }
}
