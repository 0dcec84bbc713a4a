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

/**
 * Stands between a client and Moto: what a test has laid out for an operation happens to its transmissions in turn, one
 * thing to each; after that, nothing does.
 */
final class Interference implements ExecutionInterceptor {
    private static final ExecutionAttribute<Trouble> NOW = new ExecutionAttribute<>("trouble of this transmission");

    /** What happens to a transmission. */
    record Trouble(Runnable before, Runnable after, UnaryOperator<SdkResponse> answer) {}

    private final Map<String, Deque<Trouble>> laidOut = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private Trouble always = none();

    /** Nothing. */
    static Trouble none() {
        return new Trouble(Interference::nothing, Interference::nothing, UnaryOperator.identity());
    }

    /** It is not carried out, and not answered. */
    static Trouble outage() {
        return meanwhile(() -> fail("connection refused"));
    }

    /** It is carried out, and the connection breaks before the answer. */
    static Trouble lostReply() {
        return new Trouble(Interference::nothing, () -> fail("connection reset"), UnaryOperator.identity());
    }

    private static void nothing() {
        // Nothing happens.
    }

    private static void fail(String problem) {
        throw SdkClientException.create(problem);
    }

    /** Something happens directly before it is carried out, and its answer is lost. */
    static Trouble lostReplyAfter(Runnable event) {
        return new Trouble(event, lostReply().after(), UnaryOperator.identity());
    }

    /** Something happens directly before it. */
    static Trouble meanwhile(Runnable event) {
        return new Trouble(event, Interference::nothing, UnaryOperator.identity());
    }

    /** It is answered otherwise. */
    static Trouble answered(UnaryOperator<SdkResponse> answer) {
        return new Trouble(Interference::nothing, Interference::nothing, answer);
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
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        attributes.getAttribute(NOW).after().run();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        return attributes.getAttribute(NOW).answer().apply(context.response());
    }
}
