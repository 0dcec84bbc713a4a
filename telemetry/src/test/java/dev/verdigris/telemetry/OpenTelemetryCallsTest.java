package dev.verdigris.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** A span for each call of a real client, whose HTTP is canned. */
class OpenTelemetryCallsTest {
    private final Spans spans = new Spans();

    private SsmClient ssm(Callable<HttpExecuteResponse> answer) {
        return SsmClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new Canned(answer))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(OpenTelemetryCalls.of(spans.openTelemetry())))
                .build();
    }

    private static HttpExecuteResponse answer(int status, String body) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .headers(Map.of("x-amzn-RequestId", List.of("4711")))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
                .build();
    }

    private static <T> T attribute(SpanData span, AttributeKey<T> key) {
        return span.getAttributes().get(key);
    }

    @Test
    void a_call_is_a_span_below_the_current_one_and_tells_nothing_of_its_values() {
        Span step = spans.openTelemetry().getTracer("test").spanBuilder("step").startSpan();
        try (Scope current = step.makeCurrent()) {
            assertThat(current).isNotNull();
            ssm(() -> answer(200, "{\"Parameter\":{\"Value\":\"a secret\"}}"))
                    .getParameter(request -> request.name("/a/name"));
        }
        step.end();

        SpanData call = spans.only("Ssm.GetParameter");
        assertThat(call.getParentSpanId()).isEqualTo(step.getSpanContext().getSpanId());
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attribute(call, AttributeKey.stringKey("rpc.system"))).isEqualTo("aws-api");
        assertThat(attribute(call, AttributeKey.stringKey("rpc.service"))).isEqualTo("Ssm");
        assertThat(attribute(call, AttributeKey.stringKey("rpc.method"))).isEqualTo("GetParameter");
        assertThat(attribute(call, AttributeKey.stringKey("aws.request_id"))).isEqualTo("4711");
        assertThat(attribute(call, AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(call.getAttributes().toString()).doesNotContain("/a/name").doesNotContain("secret");
    }

    @Test
    void an_error_of_the_service_ends_the_span_with_it() {
        SsmClient ssm = ssm(() -> answer(400, "{\"__type\":\"ParameterNotFound\"}"));

        assertThatThrownBy(() -> ssm.getParameter(request -> request.name("/a/name")))
                .isInstanceOf(ParameterNotFoundException.class);

        SpanData call = spans.only("Ssm.GetParameter");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(call, AttributeKey.stringKey("error.type")))
                .isEqualTo(ParameterNotFoundException.class.getName());
        assertThat(attribute(call, AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(400);
        assertThat(call.hasEnded()).isTrue();
    }

    @Test
    void a_connection_that_breaks_ends_the_span_without_an_answer() {
        SsmClient ssm = ssm(() -> {
            throw new IOException("connection reset");
        });

        assertThatThrownBy(() -> ssm.getParameter(request -> request.name("/a/name")))
                .isInstanceOf(SdkClientException.class);

        SpanData call = spans.only("Ssm.GetParameter");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getStatus().getDescription()).contains("connection reset");
        assertThat(attribute(call, AttributeKey.longKey("http.response.status_code")))
                .isNull();
    }

    /** An HTTP client that has one answer. */
    private record Canned(Callable<HttpExecuteResponse> answer) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    try {
                        return answer.call();
                    } catch (IOException | RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
