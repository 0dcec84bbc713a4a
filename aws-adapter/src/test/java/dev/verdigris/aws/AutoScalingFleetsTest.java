package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.GroupTraits.WarmPool;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS may say of groups, and Moto never does. */
class AutoScalingFleetsTest extends AutoScalingScenario {
    private static final GroupName GREEN = new GroupName("beta-green");

    private static String instance(String lifecycle, String health) {
        return "<Instances><member><InstanceId>i-0123456789abcdef0</InstanceId><LifecycleState>" + lifecycle
                + "</LifecycleState><HealthStatus>" + health + "</HealthStatus></member></Instances>";
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
    void the_weights_of_types_that_are_chosen_by_attributes_are_read() {
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
    void a_warm_pool_that_is_empty_or_being_deleted_is_a_warm_pool() {
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
}
