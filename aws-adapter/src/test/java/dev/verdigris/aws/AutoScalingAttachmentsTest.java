package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Attachments.State;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent and read of attachments, by both families of calls. */
class AutoScalingAttachmentsTest {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final String ARN =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta/0123456789abcdef";
    private static final TargetGroup BETA = new TargetGroup(ARN, "Beta", 80, Duration.ofMinutes(5), true);
    private static final String NEWER = "DescribeTrafficSources";
    private static final String OLDER = "DescribeLoadBalancerTargetGroups";
    private static final Wire.Reply DONE = Wire.result("");

    private final Wire wire = new Wire();
    private final Attachments attachments = Objects.requireNonNull(wire.cloud().attachments());

    private static Wire.Reply newer(String arn, String state, String more) {
        return Wire.result("<TrafficSources><member><Identifier>" + arn + "</Identifier><Type>elbv2</Type><State>"
                + state + "</State></member></TrafficSources>" + more);
    }

    private static Wire.Reply older(String arn, String state) {
        return Wire.result("<LoadBalancerTargetGroups><member><LoadBalancerTargetGroupARN>" + arn
                + "</LoadBalancerTargetGroupARN><State>" + state + "</State></member></LoadBalancerTargetGroups>");
    }

    @ParameterizedTest
    @CsvSource({
        "Adding, ADDING",
        "Added, ADDED",
        "InService, IN_SERVICE",
        "Removing, REMOVING",
        "Removed, REMOVED",
        "Pausing, UNKNOWN"
    })
    void both_families_tell_their_states_in_the_same_words(String word, State state) {
        wire.on(NEWER, newer("arn:new", word, "")).on(OLDER, older("arn:old", word));

        assertThat(attachments.of(BLUE)).isEqualTo(Map.of("arn:new", state, "arn:old", state));
    }

    @Test
    void every_page_is_read() {
        wire.on(NEWER, newer("arn:one", "Added", "<NextToken>more</NextToken>"), newer("arn:two", "Added", ""))
                .on(OLDER, DONE);

        assertThat(attachments.of(BLUE)).containsOnlyKeys("arn:one", "arn:two");
        assertThat(wire.requests(NEWER)).hasSize(2);
        assertThat(wire.requests(NEWER).get(1)).containsEntry("NextToken", "more");
    }

    @Test
    void what_both_families_list_is_told_by_the_older_one() {
        wire.on(NEWER, newer(ARN, "Added", "")).on(OLDER, older(ARN, "Removing"));

        assertThat(attachments.of(BLUE)).isEqualTo(Map.of(ARN, State.REMOVING));
    }

    @Test
    void a_target_group_is_attached_as_a_traffic_source() {
        wire.on("AttachTrafficSources", DONE);

        attachments.attach(BLUE, BETA, wire.permit);

        assertThat(wire.requests("AttachTrafficSources").get(0))
                .containsEntry("AutoScalingGroupName", "beta-blue")
                .containsEntry("TrafficSources.member.1.Identifier", ARN)
                .containsEntry("TrafficSources.member.1.Type", "elbv2");
    }

    @Test
    void what_the_older_family_lists_is_detached_by_it() {
        wire.on(OLDER, older(ARN, "InService")).on("DetachLoadBalancerTargetGroups", DONE);

        attachments.detach(BLUE, BETA, wire.permit);

        assertThat(wire.requests("DetachLoadBalancerTargetGroups").get(0))
                .containsEntry("AutoScalingGroupName", "beta-blue")
                .containsEntry("TargetGroupARNs.member.1", ARN);
        assertThat(wire.requests("DetachTrafficSources")).isEmpty();
    }

    @Test
    void what_the_newer_family_alone_lists_is_detached_by_that() {
        wire.on(OLDER, older("arn:other", "Added"))
                .on(NEWER, newer(ARN, "Added", ""))
                .on("DetachTrafficSources", DONE);

        attachments.detach(BLUE, BETA, wire.permit);

        assertThat(wire.requests("DetachTrafficSources").get(0))
                .containsEntry("TrafficSources.member.1.Identifier", ARN);
        assertThat(wire.requests("DetachLoadBalancerTargetGroups")).isEmpty();
    }

    @Test
    void what_is_on_its_way_out_or_not_attached_is_not_detached() {
        wire.on(OLDER, older(ARN, "Removing"), DONE).on(NEWER, DONE);

        attachments.detach(BLUE, BETA, wire.permit);
        attachments.detach(BLUE, BETA, wire.permit);

        assertThat(wire.requests("DetachTrafficSources")).isEmpty();
        assertThat(wire.requests("DetachLoadBalancerTargetGroups")).isEmpty();
    }

    @Test
    void a_detachment_whose_answer_got_lost_is_found_done() {
        wire.on(OLDER, older(ARN, "Added"))
                .on(
                        "DetachLoadBalancerTargetGroups",
                        Wire.error(500, "InternalFailure", "lost"),
                        Wire.error(
                                400,
                                "ValidationError",
                                "Trying to remove Target Groups that are not part of the group"));

        assertThatCode(() -> attachments.detach(BLUE, BETA, wire.permit)).doesNotThrowAnyException();
        assertThat(wire.requests("DetachLoadBalancerTargetGroups")).hasSize(2);
    }

    @Test
    void that_an_instance_refresh_is_in_progress_passes_in_the_words_of_aws() {
        wire.on(
                "AttachTrafficSources",
                Wire.error(400, "InstanceRefreshInProgress", "An Instance Refresh is in progress"));

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> attachments.attach(BLUE, BETA, wire.permit))
                .withMessageContaining("InstanceRefreshInProgress");
    }

    @Test
    void a_rehearsal_tries_both_families_and_finds_out_what_is_denied() {
        wire.on("DetachTrafficSources", Wire.error(400, "ValidationError", "nothing of that kind is attached"))
                .on("DetachLoadBalancerTargetGroups", Wire.error(403, "AccessDenied", "not authorized"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> attachments.rehearseDetaching(BLUE, BETA, wire.permit));
        assertThat(wire.requests("DetachTrafficSources")).hasSize(1);
    }
}
