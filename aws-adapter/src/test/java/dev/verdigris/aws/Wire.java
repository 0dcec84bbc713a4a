package dev.verdigris.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The far end of the SDK's HTTP: answers each transmission with what a test has laid out for its operation, in turn, the
 * last answer for good; and keeps a log of what was transmitted. The real clients are in front of it, told to retry ten
 * times by themselves.
 */
final class Wire implements SdkHttpClient {

    /** What the wire makes of a transmission. */
    interface Reply {
        HttpExecuteResponse to(Map<String, String> request) throws IOException;
    }

    static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private @Nullable Reply otherwise;
    private final List<String> log = new ArrayList<>();
    private final List<Map<String, String>> requests = new ArrayList<>();
    private final Map<String, List<String>> signed = new HashMap<>();
    private boolean closed;

    private final AutoScalingClient autoScaling =
            connected(AutoScalingClient.builder()).build();
    private final ElasticLoadBalancingV2Client elb =
            connected(ElasticLoadBalancingV2Client.builder()).build();
    private final SsmClient ssm = connected(SsmClient.builder()).build();

    /** Writes itself down in the log, and lets everything pass. */
    final Permit permit = () -> log("permit");

    /** Puts a client that is being built on this wire. */
    <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B connected(B client) {
        return client.endpointOverride(URI.create("http://wire.test"))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClient(this)
                .overrideConfiguration(override -> override.retryStrategy(
                        StandardRetryStrategy.builder().maxAttempts(10).build()));
    }

    /** A cloud on this wire that pauses for no time worth naming before it retries. */
    AwsCloud.Builder builder() {
        return AwsCloud.builder(autoScaling, elb, ssm).firstPause(Duration.ofNanos(1000));
    }

    /** That cloud with every other default. */
    Cloud cloud() {
        return builder().build();
    }

    /** The clients on this wire. */
    AutoScalingClient autoScaling() {
        return autoScaling;
    }

    /** The next transmissions of an operation are answered so. */
    synchronized Wire on(String operation, Reply... answers) {
        replies.computeIfAbsent(operation, any -> new ArrayDeque<>()).addAll(List.of(answers));
        return this;
    }

    /** Transmissions of operations that nothing is laid out for are answered so. */
    synchronized Wire onAny(Reply answer) {
        otherwise = answer;
        return this;
    }

    /** An answer of the query protocol's: the elements of the result. */
    static Reply result(String elements) {
        return request -> response(
                200,
                "<%1$sResponse><%1$sResult>%2$s</%1$sResult><ResponseMetadata/></%1$sResponse>"
                        .formatted(request.get("Action"), elements));
    }

    /** An error of the query protocol's. */
    static Reply error(int status, String code, String message) {
        return request -> response(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                        .formatted(code, message));
    }

    /** Whatever text with whatever status. */
    static Reply text(int status, String text) {
        return request -> response(status, text);
    }

    /** The object that S3 answers, or has just been given. */
    static Reply object(String eTag, String text) {
        return with("ETag", eTag, text(200, text));
    }

    /** The same with more headers. */
    static Reply object(String eTag, String text, Map<String, String> headers) {
        Reply object = object(eTag, text);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            object = with(header.getKey(), header.getValue(), object);
        }
        return object;
    }

    /** An answer with one header more. */
    static Reply with(String header, String value, Reply answer) {
        return request -> {
            HttpExecuteResponse response = answer.to(request);
            return HttpExecuteResponse.builder()
                    .response(response.httpResponse().toBuilder()
                            .putHeader(header, value)
                            .build())
                    .responseBody(response.responseBody().orElseThrow())
                    .build();
        };
    }

    /** A connection that breaks before an answer comes. */
    static Reply broken() {
        return request -> {
            throw new IOException("connection reset");
        };
    }

    /** An answer that never comes. */
    static Reply silence() {
        return request -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // The SDK gives a call up by an interrupt.
                throw new IOException("aborted", e);
            }
            throw new IOException("unreachable");
        };
    }

    /** What was transmitted, and each check of the permit, in order. */
    synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** How many times an operation was transmitted. */
    synchronized long transmissions(String operation) {
        return log.stream().filter(operation::equals).count();
    }

    /** The parameters of all transmissions of an operation. */
    synchronized List<Map<String, String>> requests(String operation) {
        return requests.stream()
                .filter(request -> operation.equals(request.get("Action")))
                .toList();
    }

    /** When the transmissions of an operation were signed, by the clock that signed them. */
    synchronized List<String> signedAt(String operation) {
        return List.copyOf(signed.getOrDefault(operation, List.of()));
    }

    /** Whether anybody has closed this client. */
    synchronized boolean closed() {
        return closed;
    }

    synchronized void log(String entry) {
        log.add(entry);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Map<String, String> parameters = parameters(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return next(parameters, request.httpRequest()).to(parameters);
            }

            @Override
            public void abort() {
                // Whoever waits here is interrupted, too.
            }
        };
    }

    private synchronized Reply next(Map<String, String> request, SdkHttpRequest http) {
        String operation = request.get("Action");
        http.firstMatchingHeader("X-Amz-Date")
                .ifPresent(time -> signed.computeIfAbsent(operation, any -> new ArrayList<>())
                        .add(time));
        log.add(operation);
        requests.add(request);
        Deque<Reply> left = replies.get(operation);
        if (left == null && otherwise != null) {
            return otherwise;
        }
        if (left == null) {
            throw new AssertionError("no answer laid out for " + operation + ", transmitted: " + log);
        }
        return left.size() > 1 ? left.remove() : left.element();
    }

    private static HttpExecuteResponse response(int status, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", String.valueOf(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    /** The form of the query protocol; of the JSON protocol the operation and the whole body; of S3's the method, the headers and the body. */
    private static Map<String, String> parameters(HttpExecuteRequest request) {
        String body = request.contentStreamProvider()
                .map(content -> {
                    try {
                        return new String(content.newStream().readAllBytes(), UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
        Map<String, String> parameters = new LinkedHashMap<>();
        request.httpRequest()
                .firstMatchingHeader("X-Amz-Target")
                .ifPresentOrElse(
                        target -> {
                            parameters.put("Action", target.substring(target.indexOf('.') + 1));
                            parameters.put("body", body);
                        },
                        () -> {
                            parameters.put(
                                    "Action", request.httpRequest().method().name());
                            if (request.httpRequest().method() != SdkHttpMethod.POST) {
                                request.httpRequest()
                                        .forEachHeader(
                                                (name, values) -> parameters.put(name, String.join(",", values)));
                                parameters.put("body", body);
                            }
                            for (String pair : body.split("&", -1)) {
                                String[] both = pair.split("=", 2);
                                parameters.put(both[0], both.length < 2 ? "" : URLDecoder.decode(both[1], UTF_8));
                            }
                        });
        return parameters;
    }

    @Override
    public String clientName() {
        return "Wire";
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
