package dev.verdigris.aws;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Writes down which operations a client is used for, in IAM's words. */
final class Operations implements ExecutionInterceptor {
    private final SortedSet<String> seen = new TreeSet<>();

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        seen.add(name(attributes));
    }

    synchronized SortedSet<String> seen() {
        return new TreeSet<>(seen);
    }

    /** The operation in IAM's words: the two services that IAM calls as the SDK does, and the one that it does not. */
    static String name(ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String prefix = service.replaceFirst("V2$", "").replace(" ", "").toLowerCase(Locale.ROOT);
        return prefix + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
