package dev.verdigris.examples.cli;

import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** Writes down what of which resource is written: {@code UpdateAutoScalingGroup.MinSize}. */
final class Written implements ExecutionInterceptor {
    private final Set<String> fields = new TreeSet<>();

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        SdkRequest request = context.request();
        if (operation.startsWith("Describe") || operation.startsWith("Get") || ofTheDeploymentState(request)) {
            return;
        }
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value != null && !(value instanceof SdkAutoConstructList)) {
                fields.add(operation + "." + field.memberName());
            }
        }
    }

    /** No form of infrastructure knows of that. */
    private static boolean ofTheDeploymentState(SdkRequest request) {
        return request.getValueForField("Name", String.class)
                .filter(name -> name.contains("/deployment/"))
                .isPresent();
    }

    synchronized Set<String> fields() {
        return new TreeSet<>(fields);
    }
}
