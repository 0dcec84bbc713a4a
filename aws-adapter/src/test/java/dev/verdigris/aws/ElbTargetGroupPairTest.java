package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is read of two target groups that share the requests of a route. */
class ElbTargetGroupPairTest extends ElbTargetGroupsScenario {
    private static final String GREEN = ARN.replace("/Beta/", "/Green/");
    private static final TargetGroupRef BY_ARN = new TargetGroupRef(ARN);
    private static final TargetGroupRef BY_NAME = new TargetGroupRef("Green");
    private static final TargetGroupRef ABSENT = new TargetGroupRef("Absent");

    private static String group(String arn, String name, String more) {
        return "<member><TargetGroupArn>" + arn + "</TargetGroupArn><TargetGroupName>" + name + "</TargetGroupName>"
                + "<Port>80</Port><LoadBalancerArns><member>arn:lb</member></LoadBalancerArns>" + more + "</member>";
    }

    private static Wire.Reply groups(String... members) {
        return Wire.result("<TargetGroups>" + String.join("", members) + "</TargetGroups>");
    }

    private static Wire.Reply delay(int seconds) {
        return Wire.result("<Attributes><member><Key>deregistration_delay.timeout_seconds</Key><Value>" + seconds
                + "</Value></member></Attributes>");
    }

    @Test
    void two_of_one_kind_of_name_are_found_in_one_call_and_one_for_the_attributes_of_each() {
        wire.on(FIND, groups(group(ARN, "Beta", ""), group(GREEN, "Green", ""))).on(ATTRIBUTES, delay(17), delay(18));

        Map<TargetGroupRef, TargetGroup> found = targetGroups.describe(Set.of(new TargetGroupRef("Beta"), BY_NAME));

        assertThat(found).containsOnlyKeys(new TargetGroupRef("Beta"), BY_NAME);
        assertThat(found.get(BY_NAME)).isEqualTo(new TargetGroup(GREEN, "Green", 80, Duration.ofSeconds(18), true));
        assertThat(wire.log()).containsExactly(FIND, ATTRIBUTES, ATTRIBUTES);
        assertThat(wire.requests(FIND).get(0)).containsKeys("Names.member.1", "Names.member.2");
    }

    @Test
    void names_and_arns_are_asked_for_apart() {
        wire.on(FIND, groups(group(ARN, "Beta", "")), groups(group(GREEN, "Green", "")))
                .on(ATTRIBUTES, delay(17));

        assertThat(targetGroups.describe(Set.of(BY_NAME, BY_ARN))).containsOnlyKeys(BY_NAME, BY_ARN);
        assertThat(wire.requests(FIND).get(0)).containsEntry("TargetGroupArns.member.1", ARN);
        assertThat(wire.requests(FIND).get(1)).containsEntry("Names.member.1", "Green");
    }

    @Test
    void one_that_is_gone_is_absent_though_AWS_fails_the_call_for_both() {
        wire.on(
                        FIND,
                        request -> (request.containsValue("Absent")
                                        ? Wire.error(400, "TargetGroupNotFound", "One or more target groups not found")
                                        : groups(group(GREEN, "Green", "")))
                                .to(request))
                .on(ATTRIBUTES, delay(17));

        assertThat(targetGroups.describe(Set.of(BY_NAME, ABSENT))).containsOnlyKeys(BY_NAME);
        assertThat(targetGroups.describe(Set.of(ABSENT))).isEmpty();
        assertThat(targetGroups.describe(Set.of())).isEmpty();
    }

    @Test
    void target_groups_that_may_not_be_read_are_not_absent() {
        wire.on(FIND, Wire.error(403, "AccessDenied", "no"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> targetGroups.describe(Set.of(BY_NAME, BY_ARN)))
                .withMessageContaining("allow elasticloadbalancing:DescribeTargetGroups");
    }

    @Test
    void the_settings_are_all_that_AWS_tells_but_what_is_its_own() {
        wire.on(
                        FIND,
                        groups(group(
                                ARN,
                                "Beta",
                                "<Protocol>HTTP</Protocol><ProtocolVersion>HTTP2</ProtocolVersion><VpcId>vpc-1</VpcId>"
                                        + "<HealthCheckEnabled>true</HealthCheckEnabled>"
                                        + "<HealthCheckPath>/healthy</HealthCheckPath>"
                                        + "<HealthyThresholdCount>5</HealthyThresholdCount>"
                                        + "<Matcher><HttpCode>200-299</HttpCode></Matcher>"
                                        + "<TargetType>instance</TargetType>")))
                .on(
                        ATTRIBUTES,
                        Wire.result("<Attributes><member><Key>stickiness.enabled</Key><Value>true</Value></member>"
                                + "<member><Key>brand.new</Key><Value>on</Value></member></Attributes>"));

        assertThat(targetGroups.settings(BETA))
                .isEqualTo(Map.ofEntries(
                        Map.entry("Protocol", "HTTP"),
                        Map.entry("ProtocolVersion", "HTTP2"),
                        Map.entry("VpcId", "vpc-1"),
                        Map.entry("HealthCheckEnabled", "true"),
                        Map.entry("HealthCheckPath", "/healthy"),
                        Map.entry("HealthyThresholdCount", "5"),
                        Map.entry("Matcher.HttpCode", "200-299"),
                        Map.entry("TargetType", "instance"),
                        Map.entry("stickiness.enabled", "true"),
                        Map.entry("brand.new", "on")));
        assertThat(wire.log()).containsExactlyInAnyOrder(FIND, ATTRIBUTES);
    }

    @Test
    void the_settings_of_one_that_is_gone_are_not_found() {
        wire.on(FIND, Wire.error(400, "TargetGroupNotFound", "One or more target groups not found"))
                .on(ATTRIBUTES, Wire.error(400, "TargetGroupNotFound", "One or more target groups not found"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.settings(BETA))
                .withMessageContaining(ARN);
    }
}
