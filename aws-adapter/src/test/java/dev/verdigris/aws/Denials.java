package dev.verdigris.aws;

import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Writes down which actions IAM has denied. */
final class Denials implements ExecutionInterceptor {
    private static final int FORBIDDEN = 403;

    private final Set<String> actions = new TreeSet<>();

    @Override
    public synchronized void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (context.httpResponse().statusCode() == FORBIDDEN) {
            actions.add(Operations.name(attributes));
        }
    }

    synchronized Set<String> actions() {
        return new TreeSet<>(actions);
    }
}
