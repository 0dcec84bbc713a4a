package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroup.HealthyShare;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/**
 * The attributes of a target group. One that is not among them has AWS's default: a target group of functions knows no
 * delay, and a server may leave out what was never set.
 *
 * @param values what each attribute is set to
 */
record TargetGroupAttributes(Map<String, String> values) {
    private static final String DELAY = "deregistration_delay.timeout_seconds";
    private static final String FAILOVER = "target_group_health.dns_failover.minimum_healthy_targets.";
    private static final String ROUTING = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.";
    private static final String OFF = "off";
    private static final int DEFAULT_DELAY = 300;

    static TargetGroupAttributes of(List<TargetGroupAttribute> attributes) {
        Map<String, String> values = new HashMap<>();
        attributes.forEach(attribute -> values.put(attribute.key(), attribute.value()));
        return new TargetGroupAttributes(values);
    }

    Duration deregistrationDelay() {
        return Duration.ofSeconds(number(DELAY, DEFAULT_DELAY));
    }

    HealthyShare healthyShare() {
        return new HealthyShare(threshold(FAILOVER), threshold(ROUTING));
    }

    private HealthyShare.Threshold threshold(String of) {
        return new HealthyShare.Threshold(
                number(of + "count", HealthyShare.Threshold.ONE.count()),
                number(of + "percentage", HealthyShare.Threshold.ONE.percent()));
    }

    private int number(String key, int otherwise) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        try {
            return value.equals(OFF) ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new PortException.Invalid(
                    ElbTargetGroups.ATTRIBUTES, key + ": expected a number or 'off', found '" + value + "'", e);
        }
    }
}
