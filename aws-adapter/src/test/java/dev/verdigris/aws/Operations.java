package dev.verdigris.aws;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Writes down which operations a client is used for, and on what. */
final class Operations implements ExecutionInterceptor {

    /**
     * A call as IAM sees it.
     *
     * @param action such as {@code ssm:PutParameter}
     * @param resource the name, path or ARN of what it is about; {@code *} for those that only look around
     */
    record Used(String action, String resource) {}

    private final Set<Used> seen = new LinkedHashSet<>();
    private final Map<String, String> groups = new HashMap<>();

    /** IAM is asked about the group of an instance, which a request that names the instance does not say. */
    synchronized void belongs(InstanceId instance, GroupName group) {
        groups.put(instance.value(), group.value());
    }

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String action = name(attributes);
        seen.add(new Used(action, action.contains(":Describe") ? "*" : subject(context.request())));
    }

    private String subject(SdkRequest request) {
        var member = request.getValueForField("InstanceId", String.class);
        if (member.isPresent() && groups.containsKey(member.get())) {
            return groups.get(member.get());
        }
        for (String field : new String[] {
            "Namespace",
            "AutoScalingGroupName",
            "RuleArn",
            "ListenerArn",
            "TargetGroupArn",
            "Name",
            "Path",
            "TableName",
            "QueueUrl",
            "Key",
            "LaunchTemplateId"
        }) {
            var value = request.getValueForField(field, String.class);
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw new AssertionError("expected to know what this is about: " + request);
    }

    synchronized Set<Used> seen() {
        return new LinkedHashSet<>(seen);
    }

    /** From now on, as if nothing had been called. */
    synchronized void forget() {
        seen.clear();
    }

    /** The operation in IAM's words. */
    static String name(ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String prefix = service.replaceFirst("V2$", "").replace(" ", "").toLowerCase(Locale.ROOT);
        return prefix + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
