package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Instance;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Resize;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS may say of groups, and Moto never does. */
class AutoScalingFleetsTest {
    private static final Instant STARTED = Instant.parse("2026-11-28T00:00:00Z");
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final GroupName GREEN = new GroupName("beta-green");
    private static final String DESCRIBE = "DescribeAutoScalingGroups";
    private static final String UPDATE = "UpdateAutoScalingGroup";
    private static final String ACTIVITIES = "DescribeScalingActivities";

    private final Wire wire = new Wire();
    private final Fleets fleets = wire.cloud().fleets();

    private static String group(GroupName name, String more) {
        return "<member><AutoScalingGroupName>" + name + "</AutoScalingGroupName><MinSize>1</MinSize>"
                + "<MaxSize>4</MaxSize><DesiredCapacity>2</DesiredCapacity>" + more + "</member>";
    }

    private static String instance(String lifecycle, String health) {
        return "<Instances><member><InstanceId>i-0123456789abcdef0</InstanceId><LifecycleState>" + lifecycle
                + "</LifecycleState><HealthStatus>" + health + "</HealthStatus></member></Instances>";
    }

    private Fleet described(String more) {
        wire.on(DESCRIBE, Wire.result("<AutoScalingGroups>" + group(BLUE, more) + "</AutoScalingGroups>"));
        return fleets.describe(Set.of(BLUE)).get(BLUE);
    }

    @Test
    void every_page_of_groups_is_read() {
        wire.on(
                DESCRIBE,
                Wire.result(
                        "<AutoScalingGroups>" + group(BLUE, "") + "</AutoScalingGroups><NextToken>more</NextToken>"),
                Wire.result("<AutoScalingGroups/><NextToken>and more</NextToken>"),
                Wire.result("<AutoScalingGroups>" + group(GREEN, "") + "</AutoScalingGroups><NextToken></NextToken>"));

        assertThat(fleets.describe(Set.of(BLUE, GREEN))).containsOnlyKeys(BLUE, GREEN);

        assertThat(wire.requests(DESCRIBE))
                .extracting(request -> request.get("NextToken"))
                .containsExactly(null, "more", "and more");
        assertThat(wire.requests(DESCRIBE))
                .allSatisfy(request -> assertThat(request)
                        .containsEntry("AutoScalingGroupNames.member.1", "beta-blue")
                        .containsEntry("AutoScalingGroupNames.member.2", "beta-green")
                        .containsEntry("MaxRecords", "100"));
    }

    @Test
    void a_page_that_fails_for_good_fails_the_whole_look() {
        wire.on(
                DESCRIBE,
                Wire.result(
                        "<AutoScalingGroups>" + group(BLUE, "") + "</AutoScalingGroups><NextToken>more</NextToken>"),
                Wire.error(503, "ServiceUnavailable", "try later"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> fleets.describe(Set.of(BLUE, GREEN)));
    }

    @Test
    void no_groups_are_described_without_a_call() {
        assertThat(fleets.describe(Set.of())).isEmpty();
        assertThat(wire.log()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "InService, IN_SERVICE",
        "Pending, PENDING",
        "Pending:Wait, PENDING",
        "Pending:Proceed, PENDING",
        "Warmed:Pending, PENDING",
        "Warmed:Running, PENDING",
        "Warmed:Stopped, PENDING",
        "Warmed:Hibernated, PENDING",
        "Warmed:Terminated, PENDING",
        "Terminating, LEAVING",
        "Terminating:Wait, LEAVING",
        "Terminating:Proceed, LEAVING",
        "Terminating:Retained, LEAVING",
        "Terminated, LEAVING",
        "Detaching, LEAVING",
        "Detached, LEAVING",
        "EnteringStandby, STANDBY",
        "Standby, STANDBY",
        "Quarantined, OTHER",
        "ReplacingRootVolume, OTHER"
    })
    void each_lifecycle_state_has_its_place(String state, Lifecycle lifecycle) {
        assertThat(described(instance(state, "Healthy")).instances())
                .singleElement()
                .returns(lifecycle, Instance::lifecycle)
                .returns(lifecycle == Lifecycle.IN_SERVICE, Instance::inService);
    }

    @ParameterizedTest
    @CsvSource({"Healthy, true", "HEALTHY, true", "Unhealthy, false", "Mostly, false"})
    void only_what_the_group_finds_healthy_is_capacity(String health, boolean inService) {
        assertThat(described(instance("InService", health)).instances())
                .singleElement()
                .returns(inService, Instance::inService);
    }

    @Test
    void both_families_of_attachments_count() {
        String more = "<TargetGroupARNs><member>arn:one</member></TargetGroupARNs>"
                + "<TrafficSources><member><Identifier>arn:one</Identifier><Type>elbv2</Type></member>"
                + "<member><Identifier>arn:two</Identifier><Type>elbv2</Type></member></TrafficSources>";

        assertThat(described(more).attachedTargetGroups()).containsExactlyInAnyOrder("arn:one", "arn:two");
    }

    @Test
    void a_tag_without_a_value_is_left_out() {
        String more =
                "<Tags><member><Key>Color</Key><Value>blue</Value></member><member><Key>Bare</Key></member></Tags>";

        assertThat(described(more).tags()).isEqualTo(Map.of("Color", "blue"));
    }

    @Test
    void sizes_are_as_the_group_has_them() {
        assertThat(described("").bounds()).isEqualTo(new Bounds(1, 4, 2));
    }

    @Test
    void a_resize_sends_what_it_changes_and_never_a_maximum() {
        wire.on(UPDATE, Wire.result(""));

        fleets.resize(BLUE, Resize.to(2, 3), wire.permit);
        fleets.resize(BLUE, Resize.min(2), wire.permit);
        fleets.resize(BLUE, new Resize(null, 0), wire.permit);

        assertThat(wire.requests(UPDATE))
                .extracting(request -> request.get("MinSize"))
                .containsExactly("2", "2", null);
        assertThat(wire.requests(UPDATE))
                .extracting(request -> request.get("DesiredCapacity"))
                .containsExactly("3", null, "0");
        assertThat(wire.requests(UPDATE))
                .allSatisfy(request -> assertThat(request)
                        .containsEntry("AutoScalingGroupName", "beta-blue")
                        .doesNotContainKey("MaxSize"));
    }

    @Test
    void a_resize_whose_reply_was_lost_is_sent_again_as_it_was() {
        wire.on(UPDATE, Wire.error(500, "InternalFailure", "lost"), Wire.result(""));

        fleets.resize(BLUE, Resize.to(2, 3), wire.permit);

        assertThat(wire.log()).containsExactly("permit", UPDATE, "permit", UPDATE);
        assertThat(wire.requests(UPDATE).get(0)).isEqualTo(wire.requests(UPDATE).get(1));
    }

    @Test
    void a_resize_waits_for_a_scaling_activity_that_is_in_progress() {
        wire.on(UPDATE, Wire.error(400, "ScalingActivityInProgress", "Activity is in progress"), Wire.result(""));

        fleets.resize(BLUE, Resize.to(2, 3), wire.permit);

        assertThat(wire.transmissions(UPDATE)).isEqualTo(2);
    }

    @Test
    void a_group_that_is_gone_is_not_found() {
        wire.on(UPDATE, Wire.error(400, "ValidationError", "AutoScalingGroup name not found - null"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(2, 3), wire.permit));
    }

    @Test
    void launches_are_told_from_other_activities_newest_first() {
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities>"
                        + activity("5", "Launching a new EC2 instance: i-5", "InProgress", "")
                        + activity("4", "Terminating EC2 instance: i-1", "Successful", "")
                        + activity(
                                "3",
                                "Launching a new EC2 instance",
                                "Failed",
                                "<StatusMessage>We currently do not have sufficient capacity</StatusMessage>")
                        + activity("2", "Launching a new EC2 instance: i-2", "Cancelled", "")
                        + activity("1", "Launching a new EC2 instance: i-1", "Successful", "")
                        + activity("0", "Launching a new EC2 instance: i-0", "WaitingForSomethingNew", "")
                        + "</Activities><NextToken>older</NextToken>"));

        assertThat(fleets.recentLaunches(BLUE))
                .containsExactly(
                        new Launch("5", Launch.State.RUNNING, "", STARTED),
                        new Launch("3", Launch.State.FAILED, "We currently do not have sufficient capacity", STARTED),
                        new Launch("2", Launch.State.FAILED, "", STARTED),
                        new Launch("1", Launch.State.SUCCEEDED, "", STARTED),
                        new Launch("0", Launch.State.RUNNING, "", STARTED));
        assertThat(wire.requests(ACTIVITIES))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("AutoScalingGroupName", "beta-blue")
                        .containsEntry("MaxRecords", "100"));
    }

    private static String activity(String id, String description, String status, String more) {
        return "<member><ActivityId>" + id + "</ActivityId><Description>" + description + "</Description><StartTime>"
                + STARTED + "</StartTime><StatusCode>" + status + "</StatusCode>" + more + "</member>";
    }
}
