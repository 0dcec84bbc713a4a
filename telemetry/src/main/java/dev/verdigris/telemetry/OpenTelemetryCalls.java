package dev.verdigris.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An interceptor of the AWS SDK for Java v2 that makes a span of each call, named {@code SERVICE.OPERATION}, below the span
 * that is current on the thread that makes it: with {@link OpenTelemetryListener} that of the step. Verdigris sends each
 * call once and tries again by itself, so that each transmission is a span of its own.
 *
 * <pre>{@code
 * ElasticLoadBalancingV2Client elb = ElasticLoadBalancingV2Client.builder()
 *         .overrideConfiguration(c -> c.addExecutionInterceptor(OpenTelemetryCalls.of(openTelemetry)))
 *         .build();
 * }</pre>
 *
 * <p>Its attributes are those of OpenTelemetry's semantic conventions for the AWS SDK: {@code rpc.system}, {@code
 * rpc.service}, {@code rpc.method}, {@code aws.request_id}, {@code http.response.status_code} and, where it fails, {@code
 * error.type}. Of a request and its answer there is nothing else in it: no parameter, no header, no value.
 *
 * <p>OpenTelemetry's own instrumentation of the SDK does as well; use one of the two. Thread-safe; one serves any number of
 * clients.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class OpenTelemetryCalls implements ExecutionInterceptor {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("rpc.service");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("dev.verdigris.Span");

    private final Tracer tracer;

    private OpenTelemetryCalls(Tracer tracer) {
        this.tracer = tracer;
    }

    /** An interceptor whose spans go to OpenTelemetry, as it is configured. */
    public static OpenTelemetryCalls of(OpenTelemetry openTelemetry) {
        return new OpenTelemetryCalls(openTelemetry.getTracer(Tracing.SCOPE));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes facts) {
        String service = Objects.toString(facts.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        String method = Objects.toString(facts.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        facts.putAttribute(
                SPAN,
                tracer.spanBuilder(service + "." + method)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(SYSTEM, "aws-api")
                        .setAttribute(SERVICE, service)
                        .setAttribute(METHOD, method)
                        .startSpan());
    }

    @Override
    public void beforeUnmarshalling(Context.BeforeUnmarshalling context, ExecutionAttributes facts) {
        Span span = facts.getAttribute(SPAN);
        SdkHttpResponse response = context.httpResponse();
        span.setAttribute(STATUS, (long) response.statusCode());
        response.firstMatchingHeader("x-amzn-RequestId").ifPresent(id -> span.setAttribute(REQUEST_ID, id));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes facts) {
        facts.getAttribute(SPAN).end();
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes facts) {
        Throwable failure = context.exception();
        facts.getAttribute(SPAN)
                .setAttribute(ERROR, failure.getClass().getName())
                .setStatus(StatusCode.ERROR, Objects.toString(failure.getMessage()))
                .end();
    }
}
