package dev.verdigris.aws;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * How a target group is set, by AWS's names: every member of DescribeTargetGroups that this SDK knows, such as {@code
 * HealthCheckPath} or {@code Matcher.HttpCode}.
 */
final class TargetGroupSettings {

    /** What tells one target group from another, however alike they are set. */
    private static final Set<String> ITS_OWN = Set.of("TargetGroupArn", "TargetGroupName", "Port", "LoadBalancerArns");

    private TargetGroupSettings() {}

    static Map<String, String> of(TargetGroup group) {
        Map<String, String> settings = new TreeMap<>();
        add("", group, settings);
        settings.keySet().removeAll(ITS_OWN);
        return settings;
    }

    private static void add(String before, SdkPojo members, Map<String, String> settings) {
        for (SdkField<?> field : members.sdkFields()) {
            Object value = field.getValueOrDefault(members);
            if (value instanceof SdkPojo inner) {
                add(before + field.memberName() + ".", inner, settings);
            } else if (value != null) {
                settings.put(before + field.memberName(), value.toString());
            }
        }
    }
}
