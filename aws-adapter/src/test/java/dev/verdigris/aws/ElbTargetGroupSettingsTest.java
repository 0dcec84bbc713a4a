package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroupRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a target group itself, and of the quota of its load balancer. */
class ElbTargetGroupSettingsTest extends ElbTargetGroupsScenario {
    private static Wire.Reply found() {
        return Wire.result("<TargetGroups><member><TargetGroupArn>" + ARN
                + "</TargetGroupArn><TargetGroupName>Beta</TargetGroupName><Port>80</Port>"
                + "<LoadBalancerArns/></member></TargetGroups>");
    }

    @Test
    void the_deregistration_delay_is_the_groups_own() {
        wire.on(FIND, found())
                .on(
                        ATTRIBUTES,
                        Wire.result("<Attributes><member><Key>stickiness.enabled</Key><Value>false</Value></member>"
                                + "<member><Key>deregistration_delay.timeout_seconds</Key><Value>17</Value></member>"
                                + "</Attributes>"));

        assertThat(targetGroups.find(new TargetGroupRef("Beta")))
                .isEqualTo(new TargetGroup(ARN, "Beta", 80, Duration.ofSeconds(17), false));
        assertThat(wire.requests(FIND))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("Names.member.1", "Beta"));
    }

    @Test
    void a_delay_that_is_not_said_is_the_default_of_AWS() {
        wire.on(FIND, found()).on(ATTRIBUTES, Wire.result("<Attributes/>"));

        assertThat(targetGroups.find(new TargetGroupRef(ARN)).deregistrationDelay())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(wire.requests(FIND))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("TargetGroupArns.member.1", ARN));
    }

    private TargetGroup found(String group, String... attributes) {
        wire.on(
                        FIND,
                        Wire.result("<TargetGroups><member><TargetGroupArn>" + ARN + "</TargetGroupArn>"
                                + "<TargetGroupName>Beta</TargetGroupName>" + group + "</member></TargetGroups>"))
                .on(ATTRIBUTES, Wire.result("<Attributes>" + String.join("", attributes) + "</Attributes>"));
        return targetGroups.find(new TargetGroupRef("Beta"));
    }

    private static String attribute(String key, String value) {
        return "<member><Key>" + key + "</Key><Value>" + value + "</Value></member>";
    }

    @Test
    void a_target_group_of_functions_has_no_port_and_says_what_it_is() {
        TargetGroup lambda =
                found("<TargetType>lambda</TargetType>", attribute("lambda.multi_value_headers.enabled", "false"));

        assertThat(lambda)
                .isEqualTo(new TargetGroup(
                        ARN, "Beta", 0, Duration.ofMinutes(5), false, "lambda", HealthyShare.defaults()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance", "ip", "alb", "something-to-come"})
    void the_kind_of_targets_is_AWSs_word(String kind) {
        assertThat(found("<Port>80</Port><TargetType>" + kind + "</TargetType>").kind())
                .isEqualTo(kind);
    }

    @Test
    void a_group_that_says_nothing_of_health_has_the_defaults_of_AWS() {
        assertThat(found("<Port>80</Port>").healthyShare()).isEqualTo(HealthyShare.defaults());
    }

    @Test
    void the_thresholds_of_health_are_read() {
        TargetGroup group = found(
                "<Port>80</Port>",
                attribute("target_group_health.dns_failover.minimum_healthy_targets.count", "off"),
                attribute("target_group_health.dns_failover.minimum_healthy_targets.percentage", "60"),
                attribute("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "2"),
                attribute("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off"));

        assertThat(group.healthyShare())
                .isEqualTo(new HealthyShare(new HealthyShare.Threshold(0, 60), new HealthyShare.Threshold(2, 0)));
    }

    @Test
    void an_attribute_that_is_no_number_is_named() {
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> found("<Port>80</Port>", attribute("deregistration_delay.timeout_seconds", "soon")))
                .withMessageContaining(
                        "deregistration_delay.timeout_seconds: expected a number or 'off', found 'soon'");
    }

    @Test
    void an_answer_without_the_group_is_not_found() {
        wire.on(FIND, Wire.result("<TargetGroups/>"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.find(new TargetGroupRef("Beta")))
                .withMessageContaining("'Beta'");
    }

    @Test
    void the_quota_is_found_on_any_page() {
        wire.on(
                LIMITS,
                Wire.result("<Limits><member><Name>target-groups</Name><Max>3000</Max></member></Limits>"
                        + "<NextMarker>more</NextMarker>"),
                Wire.result("<Limits><member><Name>targets-per-application-load-balancer</Name><Max>1500</Max>"
                        + "</member></Limits><NextMarker>and more</NextMarker>"));

        assertThat(targetGroups.targetQuota()).isEqualTo(1500);
        assertThat(wire.requests(LIMITS))
                .extracting(request -> request.get("Marker"))
                .containsExactly(null, "more");
    }

    @Test
    void a_quota_that_is_not_said_is_the_default_of_AWS() {
        wire.on(LIMITS, Wire.result("<Limits/>"));

        assertThat(targetGroups.targetQuota()).isEqualTo(1000);
    }
}
