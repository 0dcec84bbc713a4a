package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.CapacityUnit;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.WarmPool;
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
        "Warmed:Pending, WARMED",
        "Warmed:Running, WARMED",
        "Warmed:Stopped, WARMED",
        "Warmed:Hibernated, WARMED",
        "Warmed:Terminated, LEAVING",
        "Warmed:Pending:Wait, WARMED",
        "Warmed:Pending:Proceed, WARMED",
        "Warmed:Pending:Retained, RETAINED",
        "Warmed:Terminating, LEAVING",
        "Warmed:Terminating:Wait, LEAVING",
        "Warmed:Terminating:Proceed, LEAVING",
        "Warmed:Terminating:Retained, RETAINED",
        "Terminating:Retained, RETAINED",
        "ReplacingRootVolume:Wait, OTHER",
        "ReplacingRootVolume:Proceed, OTHER",
        "RootVolumeReplaced, OTHER",
        "Terminating, LEAVING",
        "Terminating:Wait, LEAVING",
        "Terminating:Proceed, LEAVING",
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
    void a_plain_group_has_plain_traits() {
        assertThat(described("").traits()).isEqualTo(GroupTraits.plain());
    }

    @Test
    void an_instance_says_its_weight_its_zone_and_whether_it_is_protected() {
        String more = "<Instances><member><InstanceId>i-1</InstanceId><LifecycleState>InService</LifecycleState>"
                + "<HealthStatus>Healthy</HealthStatus><WeightedCapacity>4</WeightedCapacity>"
                + "<AvailabilityZone>us-east-1b</AvailabilityZone><ProtectedFromScaleIn>true</ProtectedFromScaleIn>"
                + "</member><member><InstanceId>i-2</InstanceId><LifecycleState>InService</LifecycleState>"
                + "<HealthStatus>Healthy</HealthStatus><ProtectedFromScaleIn>false</ProtectedFromScaleIn>"
                + "</member></Instances>";

        assertThat(described(more).instances())
                .containsExactly(
                        new Instance(new InstanceId("i-1"), Lifecycle.IN_SERVICE, true, 4, "us-east-1b", true),
                        new Instance(new InstanceId("i-2"), Lifecycle.IN_SERVICE, true));
    }

    @Test
    void the_zones_of_a_group_are_its_own() {
        String more = "<AvailabilityZones><member>us-east-1a</member><member>us-east-1b</member></AvailabilityZones>";

        assertThat(described(more).traits())
                .isEqualTo(GroupTraits.plain().withZones(Set.of("us-east-1a", "us-east-1b")));
    }

    @ParameterizedTest
    @CsvSource({"units, UNITS", "vcpu, VCPU", "memory-mib, MEMORY_MIB", "gpus, OTHER"})
    void what_a_size_counts_is_read(String word, CapacityUnit unit) {
        assertThat(described("<DesiredCapacityType>" + word + "</DesiredCapacityType>")
                        .traits())
                .isEqualTo(GroupTraits.plain().withUnit(unit));
    }

    @Test
    void the_weights_of_the_instance_types_are_read() {
        String more = "<MixedInstancesPolicy><LaunchTemplate><LaunchTemplateSpecification>"
                + "<LaunchTemplateName>beta</LaunchTemplateName></LaunchTemplateSpecification><Overrides>"
                + "<member><InstanceType>c7g.large</InstanceType><WeightedCapacity>2</WeightedCapacity></member>"
                + "<member><InstanceType>c7g.xlarge</InstanceType><WeightedCapacity>4</WeightedCapacity></member>"
                + "<member><InstanceType>c7g.2xlarge</InstanceType></member>"
                + "</Overrides></LaunchTemplate></MixedInstancesPolicy>";

        assertThat(described(more).traits())
                .isEqualTo(GroupTraits.plain().withWeights(Map.of("c7g.large", 2, "c7g.xlarge", 4)));
    }

    @Test
    void the_weight_of_types_that_are_chosen_by_attributes_is_read_too() {
        String more = "<MixedInstancesPolicy><LaunchTemplate><Overrides><member><InstanceRequirements>"
                + "<VCpuCount><Min>2</Min></VCpuCount></InstanceRequirements><WeightedCapacity>3</WeightedCapacity>"
                + "</member></Overrides></LaunchTemplate></MixedInstancesPolicy>";

        assertThat(described(more).traits().weights())
                .containsOnlyKeys("by attributes")
                .containsValue(3);
    }

    @Test
    void a_warm_pool_says_how_many_are_in_it_and_whether_it_takes_instances_back() {
        String more = "<WarmPoolConfiguration><MinSize>2</MinSize><PoolState>Stopped</PoolState><InstanceReusePolicy>"
                + "<ReuseOnScaleIn>true</ReuseOnScaleIn></InstanceReusePolicy></WarmPoolConfiguration>"
                + "<WarmPoolSize>3</WarmPoolSize>";

        assertThat(described(more).traits().warmPool()).isEqualTo(new WarmPool(3, true));
    }

    @Test
    void a_warm_pool_that_is_empty_or_being_deleted_is_one_all_the_same() {
        String more = "<WarmPoolConfiguration><PoolState>Running</PoolState><Status>PendingDelete</Status>"
                + "</WarmPoolConfiguration>";

        assertThat(described(more).traits().warmPool()).isEqualTo(new WarmPool(0, false));
    }

    @Test
    void a_size_without_a_configuration_is_no_warm_pool() {
        assertThat(described("<WarmPoolSize>0</WarmPoolSize>").traits()).isEqualTo(GroupTraits.plain());
    }

    @Test
    void the_operator_of_a_group_is_named() {
        assertThat(described("<Operator><Principal>eks.amazonaws.com</Principal></Operator>")
                        .traits())
                .isEqualTo(GroupTraits.plain().withOperator("eks.amazonaws.com"));
    }

    @ParameterizedTest
    @CsvSource({"retain, true", "terminate, false"})
    void whether_abandoned_hooks_retain_instances_is_read(String action, boolean retains) {
        String more = "<InstanceLifecyclePolicy><RetentionTriggers><TerminateHookAbandon>" + action
                + "</TerminateHookAbandon></RetentionTriggers></InstanceLifecyclePolicy>";

        assertThat(described(more).traits()).isEqualTo(GroupTraits.plain().withRetains(retains));
    }

    @Test
    void sizes_are_as_the_group_has_them() {
        assertThat(described("").size()).isEqualTo(new GroupSize(1, 4, 2));
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
    void a_denial_on_a_group_with_an_operator_names_the_operator() {
        described("<Operator><Principal>eks.amazonaws.com</Principal></Operator>");
        wire.on(UPDATE, Wire.error(403, "AccessDenied", "not authorized"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(2, 3), wire.permit))
                .withMessageContaining(
                        "expected to be allowed to change beta-blue, found that eks.amazonaws.com operates it")
                .withMessageContaining("AccessDenied: not authorized")
                .withMessageNotContaining("allow autoscaling");
    }

    @Test
    void a_denial_on_a_group_that_has_lost_its_operator_is_a_policys() {
        wire.on(
                DESCRIBE,
                Wire.result("<AutoScalingGroups>"
                        + group(BLUE, "<Operator><Principal>eks.amazonaws.com</Principal></Operator>")
                        + "</AutoScalingGroups>"),
                Wire.result("<AutoScalingGroups>" + group(BLUE, "") + "</AutoScalingGroups>"));
        fleets.describe(Set.of(BLUE));
        fleets.describe(Set.of(BLUE));
        wire.on(UPDATE, Wire.error(403, "AccessDenied", "not authorized"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(2, 3), wire.permit))
                .withMessageContaining("allow autoscaling:UpdateAutoScalingGroup");
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
                        + "</Activities>"));

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

    @Test
    void an_empty_page_of_activities_is_not_the_end() {
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities/><NextToken>more</NextToken>"),
                Wire.result("<Activities>" + activity("2", "Terminating EC2 instance: i-1", "Successful", "")
                        + "</Activities><NextToken>and more</NextToken>"),
                Wire.result("<Activities>" + activity("1", "Launching a new EC2 instance: i-1", "Failed", "")
                        + "</Activities>"));

        assertThat(fleets.recentLaunches(BLUE)).extracting(Launch::activity).containsExactly("1");
        assertThat(wire.requests(ACTIVITIES))
                .extracting(request -> request.get("NextToken"))
                .containsExactly(null, "more", "and more");
    }

    @Test
    void as_many_activities_as_a_page_may_hold_are_enough_if_a_launch_is_among_them() {
        String launches = launches(100, 60);
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities>" + launches + "</Activities><NextToken>more</NextToken>"),
                Wire.result("<Activities>" + launches(40, 40) + "</Activities><NextToken>and more</NextToken>"));

        assertThat(fleets.recentLaunches(BLUE)).hasSize(100);
        assertThat(wire.transmissions(ACTIVITIES)).isEqualTo(2);
    }

    @Test
    void no_more_than_a_hundred_launches_are_given_the_newest() {
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities>" + launches(200, 70) + "</Activities><NextToken>more</NextToken>"),
                Wire.result("<Activities>" + launches(130, 70) + "</Activities><NextToken>and more</NextToken>"));

        assertThat(fleets.recentLaunches(BLUE))
                .hasSize(100)
                .extracting(Launch::activity)
                .startsWith("200")
                .endsWith("101");
    }

    @Test
    void activities_that_never_end_are_an_error_and_no_evidence() {
        wire.on(ACTIVITIES, Wire.result("<Activities/><NextToken>more</NextToken>"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> fleets.recentLaunches(BLUE))
                .withMessageContaining("activities of beta-blue");
    }

    /** The descriptions of launches, newest first. */
    private static String launches(int newest, int count) {
        StringBuilder all = new StringBuilder();
        for (int id = newest; id > newest - count; id--) {
            all.append(activity(String.valueOf(id), "Launching a new EC2 instance", "Successful", ""));
        }
        return all.toString();
    }

    private static String activity(String id, String description, String status, String more) {
        return "<member><ActivityId>" + id + "</ActivityId><Description>" + description + "</Description><StartTime>"
                + STARTED + "</StartTime><StatusCode>" + status + "</StatusCode>" + more + "</member>";
    }
}
