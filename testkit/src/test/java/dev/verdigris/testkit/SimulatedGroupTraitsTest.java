package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.port.Fleets.Resize;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Weights, units, zones, operator and protection of new instances. */
class SimulatedGroupTraitsTest extends GroupScene {

    private List<Integer> weights() {
        return read().instances().stream().map(Instance::weight).toList();
    }

    @Test
    void a_plain_group_spans_the_region_and_counts_instances() {
        assertThat(read().traits())
                .isEqualTo(GroupTraits.plain().withZones(Set.of("eu-west-1a", "eu-west-1b", "eu-west-1c")));
        assertThat(weights()).containsExactly(1, 1);
        assertThat(web.toString()).startsWith("web: min 1, max 5, desired 2\n");
    }

    @Test
    void a_weighted_group_holds_as_many_instances_as_before_and_counts_them_in_units() {
        web.setWeights(Map.of("m5.large", 2));
        passSeconds(600);

        assertThat(read().size()).isEqualTo(new GroupSize(2, 10, 4));
        assertThat(weights()).containsExactly(2, 2);
        assertThat(read().traits().weights()).containsExactly(Map.entry("m5.large", 2));
        assertThat(read().traits().unit()).isEqualTo(CapacityUnit.UNITS);
        assertThat(web.toString()).contains("in units [m5.large=2]", "m5.large of weight 2");
    }

    @Test
    void a_weighted_group_launches_until_the_desired_capacity_is_covered() {
        web.setWeights(Map.of("m5.large", 2));
        fleets.resize(WEB, new Resize(null, 7), PERMIT);
        passSeconds(REACTION + LAUNCH + IN_SERVICE);

        assertThat(weights()).as("8 units for 7").containsExactly(2, 2, 2, 2);
        passSeconds(600);
        assertThat(read().inService()).hasSize(4);
    }

    @Test
    void a_weighted_group_scales_in_only_while_the_desired_capacity_stays_covered() {
        web.setWeights(Map.of("m5.large", 2));
        fleets.resize(WEB, new Resize(null, 3), PERMIT);
        passSeconds(600);
        assertThat(read().inService()).as("2 units would not do for 3").hasSize(2);

        fleets.resize(WEB, new Resize(null, 2), PERMIT);
        passSeconds(600);
        assertThat(read().inService()).hasSize(1);
    }

    @Test
    void instance_types_take_turns() {
        web.setWeights(Map.of("m5.large", 1, "m5.xlarge", 2));
        assertThat(read().size()).isEqualTo(new GroupSize(1, 7, 3));
        web.setDesired(7);
        passSeconds(600);

        assertThat(weights()).containsExactly(1, 2, 1, 2, 1);
    }

    @Test
    void a_size_may_count_processors_or_memory_which_no_weight_of_the_policy_shows() {
        web.setCapacityUnit(CapacityUnit.VCPU, Map.of("m5.xlarge", 4));

        assertThat(read().size()).isEqualTo(new GroupSize(4, 20, 8));
        assertThat(read().traits().unit()).isEqualTo(CapacityUnit.VCPU);
        assertThat(read().traits().weights()).isEmpty();
        assertThat(weights()).containsExactly(4, 4);
        assertThat(web.toString()).contains("in vcpu");
    }

    @Test
    void a_weight_of_nothing_is_refused_and_nothing_changes() {
        assertThatThrownBy(() -> web.setWeights(Map.of("m5.large", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m5.large");
        assertThat(read().size()).isEqualTo(new GroupSize(1, 5, 2));
    }

    @Test
    void launches_go_where_there_are_fewest() {
        assertThat(web.instance(1).zone()).isEqualTo("eu-west-1a");
        assertThat(web.instance(2).zone()).isEqualTo("eu-west-1b");
        web.setDesired(5);
        passSeconds(600);

        assertThat(read().instances())
                .extracting(Instance::zone)
                .containsExactly("eu-west-1a", "eu-west-1b", "eu-west-1c", "eu-west-1a", "eu-west-1b");
    }

    @Test
    void a_group_of_one_zone_launches_there() {
        web.setZones("eu-west-1d");
        web.setDesired(4);
        passSeconds(600);

        assertThat(read().traits().zones()).containsExactly("eu-west-1d");
        assertThat(web.instance(4).zone()).isEqualTo("eu-west-1d");
        assertThat(web.toString()).contains("zones [eu-west-1d]");
        assertThatThrownBy(web::setZones).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changes_by_others_than_the_operator_are_denied_and_nothing_changes() {
        web.setOperator("eks.amazonaws.com");

        assertThatThrownBy(() -> fleets.resize(WEB, Resize.to(1, 3), PERMIT))
                .isInstanceOf(PortException.Denied.class)
                .hasMessageContaining("AccessDenied")
                .hasMessageContaining("eks.amazonaws.com");
        assertThat(read().size()).isEqualTo(new GroupSize(1, 5, 2));
        assertThat(read().traits().operator()).isEqualTo("eks.amazonaws.com");
        assertThat(web.toString()).contains("operated by eks.amazonaws.com");

        web.setOperator(null);
        fleets.resize(WEB, Resize.to(1, 3), PERMIT);
        assertThat(read().size().desired()).isEqualTo(3);
    }

    @Test
    void new_instances_may_be_protected_from_scale_in() {
        web.setProtectNewInstances(true);
        web.setDesired(3);
        passSeconds(600);
        assertThat(read().instances()).extracting(Instance::guarded).containsExactly(false, false, true);

        web.setDesired(1);
        passSeconds(600);
        assertThat(read().inService()).containsExactly(id(3));
        fleets.resize(WEB, Resize.to(0, 0), PERMIT);
        passSeconds(600);
        assertThat(read().inService()).as("desires none, and may end none").containsExactly(id(3));
        assertThat(web.toString()).contains("protects new instances", "protected from scale-in");
    }

    @Test
    void protection_is_of_members() {
        assertThatThrownBy(() -> web.protect(new InstanceId("i-0123456789abcdef0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("i-0123456789abcdef0");
    }

    @Test
    void a_protected_instance_is_ended_by_name() {
        web.protect(id(1));
        web.terminate(id(1));
        passSeconds(REACTION + LAUNCH + IN_SERVICE + TERMINATION);

        assertThat(read().inService()).as("replaced").containsExactly(id(2), id(3));
    }
}
