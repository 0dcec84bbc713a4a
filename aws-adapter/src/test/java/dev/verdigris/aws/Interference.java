package dev.verdigris.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Stands between a client and Moto: what a test has laid out for an operation happens to its transmissions in turn, one
 * thing to each; after that, nothing does.
 */
final class Interference implements ExecutionInterceptor {
    private static final ExecutionAttribute<Trouble> NOW = new ExecutionAttribute<>("trouble of this transmission");

    /** What happens to a transmission. */
    record Trouble(Runnable before, boolean lost, UnaryOperator<SdkResponse> answer) {}

    private final Map<String, Deque<Trouble>> laidOut = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private Trouble always = none();

    /** Nothing. */
    static Trouble none() {
        return new Trouble(() -> {}, false, UnaryOperator.identity());
    }

    /** It is not carried out, and not answered. */
    static Trouble outage() {
        return meanwhile(() -> {
            throw SdkClientException.create("connection refused");
        });
    }

    /** It is carried out, and the answer is lost on the way, behind a load balancer that says so. */
    static Trouble lostReply() {
        return new Trouble(() -> {}, true, UnaryOperator.identity());
    }

    /** Something happens directly before it. */
    static Trouble meanwhile(Runnable event) {
        return new Trouble(event, false, UnaryOperator.identity());
    }

    /** It is answered otherwise. */
    static Trouble answered(UnaryOperator<SdkResponse> answer) {
        return new Trouble(() -> {}, false, answer);
    }

    /** What happens to the next transmissions of an operation, such as {@code PutParameter}. */
    synchronized Interference on(String operation, Trouble... troubles) {
        laidOut.computeIfAbsent(operation, any -> new ArrayDeque<>()).addAll(List.of(troubles));
        return this;
    }

    /** What happens to each transmission that nothing is laid out for. */
    synchronized void always(Trouble trouble) {
        always = trouble;
    }

    /** The operations that were transmitted, in order. */
    synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** Forgets what was transmitted. */
    synchronized void clear() {
        log.clear();
    }

    private synchronized Trouble next(String operation) {
        log.add(operation);
        Deque<Trouble> left = laidOut.get(operation);
        return left == null || left.isEmpty() ? always : left.remove();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Trouble trouble = next(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        attributes.putAttribute(NOW, trouble);
        trouble.before().run();
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        return attributes.getAttribute(NOW).lost()
                ? response.toBuilder().statusCode(502).build()
                : response;
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        return attributes.getAttribute(NOW).answer().apply(context.response());
    }
}
