package dev.verdigris.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets.Resize;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A server that does what it was asked long after the client has given up. Whoever gave up cannot know: a change that was
 * interrupted, or took too long, may have taken effect, and may still.
 */
class LateAnswersTest {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final TargetGroup BETA = new TargetGroup("arn:beta", "Beta", 80, Duration.ofMinutes(5), true);
    private static final int MANY = 1000;
    private static final String VIRTUAL = "virtual";
    private static final String BODY = "<R><ResponseMetadata/></R>";
    private static final String DONE =
            "HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Semaphore applied = new Semaphore(0);
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private ServerSocket server;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        serving.execute(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        released.countDown();
        server.close();
        serving.shutdownNow();
        http.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                serving.execute(() -> applyLate(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Reads a request, lets it lie until it is released, carries it out, and answers whoever still listens. */
    private void applyLate(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            if (in.readNBytes(length).length < length) {
                return;
            }
            arrived.countDown();
            if (passed(released)) {
                applied.release();
                connection.getOutputStream().write(DONE.getBytes(UTF_8));
            }
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Cloud cloud(Duration callTimeout) {
        return AwsCloud.builder(
                        connected(AutoScalingClient.builder()),
                        connected(ElasticLoadBalancingV2Client.builder()),
                        connected(SsmClient.builder()))
                .callTimeout(callTimeout)
                .firstPause(Duration.ofNanos(1000))
                .build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connected(B client) {
        return client.endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(Wire.ACCESS_KEY, Wire.SECRET_KEY)))
                .httpClient(http)
                .build();
    }

    private boolean appliedAtLast() throws InterruptedException {
        return applied.tryAcquire(60, TimeUnit.SECONDS);
    }

    /** The kinds of threads that this Java has: virtual ones from 21 on. */
    static Stream<Arguments> threads() {
        Function<Runnable, Thread> platform = Thread::new;
        return Stream.concat(
                Stream.of(Arguments.of("platform", platform)), virtual().map(make -> Arguments.of(VIRTUAL, make)));
    }

    private static Stream<Function<Runnable, Thread>> virtual() {
        if (Runtime.version().feature() < 21) {
            return Stream.empty();
        }
        return Stream.of(task -> {
            try {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                return (Thread) Class.forName("java.lang.Thread$Builder")
                        .getMethod("unstarted", Runnable.class)
                        .invoke(builder, task);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        });
    }

    /** What a call ended in on a thread that was interrupted while the server had it. */
    private record Ended(Throwable thrown, boolean interrupted) {}

    private Ended interrupted(String kind, Function<Runnable, Thread> make, Runnable call) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = make.apply(() -> {
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(passed(arrived)).isTrue();
        thread.interrupt();
        if (kind.equals(VIRTUAL)) {
            // A virtual thread returns at once; any other waits for the answer first.
            thread.join(60_000);
            assertThat(applied.availablePermits())
                    .as("given up before it was applied")
                    .isZero();
        }
        released.countDown();
        thread.join(60_000);
        return new Ended(thrown.get(), flag.get());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threads")
    void a_change_that_is_interrupted_is_unknown_and_may_take_effect_later(
            String kind, Function<Runnable, Thread> threads) throws InterruptedException {
        Cloud cloud = cloud(Duration.ofSeconds(60));

        Ended ended = interrupted(kind, threads, () -> cloud.fleets().resize(BLUE, Resize.to(1, 1), () -> {}));

        assertThat(ended.thrown())
                .isInstanceOfSatisfying(
                        PortException.Unavailable.class,
                        e -> assertThat(e.isTransient()).isTrue());
        assertThat(ended.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(appliedAtLast()).isTrue();
        assertThat(applied.availablePermits()).as("sent again").isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threads")
    void batches_that_are_interrupted_are_unknown(String kind, Function<Runnable, Thread> threads)
            throws InterruptedException {
        Cloud cloud = cloud(Duration.ofSeconds(60));
        Set<Target> targets = new LinkedHashSet<>();
        IntStream.range(0, MANY).forEach(n -> targets.add(new Target(new InstanceId("i-" + n), 80)));

        Ended ended = interrupted(kind, threads, () -> cloud.targetGroups().deregister(BETA, targets, () -> {}));

        assertThat(ended.thrown())
                .isInstanceOfSatisfying(
                        PortException.Unavailable.class,
                        e -> assertThat(e.isTransient()).isTrue());
        assertThat(ended.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(appliedAtLast()).isTrue();
    }

    @Test
    void a_change_that_takes_too_long_is_unknown_and_may_take_effect_later() throws InterruptedException {
        Cloud impatient = cloud(Duration.ofMillis(500));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> impatient.fleets().resize(BLUE, Resize.to(1, 1), () -> {}))
                .matches(PortException::isTransient);
        assertThat(passed(arrived)).isTrue();
        assertThat(applied.availablePermits())
                .as("given up before it was applied")
                .isZero();

        released.countDown();
        assertThat(appliedAtLast()).isTrue();
    }
}
