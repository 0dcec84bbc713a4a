package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.GroupTraits.WarmPool;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.model.LifecycleHook.Transition;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Fleets.Resize;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Fleets}: what every implementation must do. What one is known to do differently it declares by
 * overriding a method here, and is then held to that.
 */
public abstract class FleetsContract {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final GroupName GREEN = new GroupName("beta-green");
    private static final GroupName NONE = new GroupName("beta-mauve");

    private ContractWorld world;
    private Fleets fleets;

    /** Called by subclasses. */
    protected FleetsContract() {}

    /** Makes a world in which nothing has been arranged. */
    protected abstract ContractWorld newWorld();

    /** Whether a resize is refused that leaves the desired capacity outside the bounds; AWS does. */
    protected boolean refusesSizesOutsideTheBounds() {
        return true;
    }

    /** Whether launches are remembered; AWS does, for six weeks. */
    protected boolean remembersLaunches() {
        return true;
    }

    /** Whether a member tells how many units it counts for; AWS does. */
    protected boolean tellsWeightsOfMembers() {
        return true;
    }

    /** Whether a group keeps its weights when only its sizes are set; AWS does. */
    protected boolean keepsWeightsWhenResized() {
        return true;
    }

    /** Whether a warm pool is filled, and tells how many are in it; AWS does. */
    protected boolean fillsWarmPools() {
        return true;
    }

    @BeforeEach
    final void arrange() {
        world = newWorld();
        fleets = world.cloud().fleets();
    }

    private Fleet fleet(GroupName group) {
        return Objects.requireNonNull(fleets.describe(Set.of(group)).get(group), "absent: " + group);
    }

    private GroupSize size(GroupName group) {
        return fleet(group).size();
    }

    @Test
    final void a_group_is_described_with_its_sizes_and_members() {
        world.group(BLUE, new GroupSize(2, 10, 3));

        Fleet blue = fleet(BLUE);

        assertThat(blue.group()).isEqualTo(BLUE);
        assertThat(blue.size()).isEqualTo(new GroupSize(2, 10, 3));
        assertThat(blue.instances()).hasSize(3).allMatch(Instance::inService);
        assertThat(blue.inService()).doesNotHaveDuplicates();
        assertThat(blue.attachedTargetGroups()).isEmpty();
        assertThat(blue.suspendedProcesses()).isEmpty();
    }

    @Test
    final void several_groups_are_described_at_once() {
        world.group(BLUE, new GroupSize(1, 4, 2));
        world.group(GREEN, new GroupSize(0, 4, 0));

        assertThat(fleets.describe(Set.of(BLUE, GREEN))).containsOnlyKeys(BLUE, GREEN);
        assertThat(fleet(GREEN).instances()).isEmpty();
    }

    @Test
    final void a_group_that_does_not_exist_is_absent() {
        world.group(BLUE, new GroupSize(0, 1, 0));

        assertThat(fleets.describe(Set.of(BLUE, NONE))).containsOnlyKeys(BLUE);
        assertThat(fleets.describe(Set.of(NONE))).isEmpty();
    }

    @Test
    final void describing_no_group_describes_none() {
        world.group(BLUE, new GroupSize(0, 1, 0));

        assertThat(fleets.describe(Set.of())).isEmpty();
    }

    @Test
    final void tags_are_described() {
        world.group(BLUE, new GroupSize(0, 1, 0));
        world.tag(BLUE, "Environment", "beta");
        world.tag(BLUE, "Color", "blue");

        assertThat(fleet(BLUE).tags()).containsEntry("Environment", "beta").containsEntry("Color", "blue");
    }

    @Test
    final void suspended_processes_are_described() {
        world.group(BLUE, new GroupSize(0, 1, 0));
        world.suspend(BLUE, "Launch");

        assertThat(fleet(BLUE).suspendedProcesses()).containsExactly("Launch");
    }

    @Test
    final void lifecycle_hooks_are_described_with_their_way_time_and_end() {
        world.group(BLUE, new GroupSize(0, 1, 0));
        world.group(GREEN, new GroupSize(0, 1, 0));
        assertThat(fleets.lifecycleHooks(BLUE)).isEmpty();
        LifecycleHook warm = new LifecycleHook("warm-up", Transition.LAUNCHING, Duration.ofMinutes(5), Result.ABANDON);
        LifecycleHook drain =
                new LifecycleHook("drain", Transition.TERMINATING, Duration.ofMinutes(15), Result.CONTINUE);

        world.hook(BLUE, warm);
        world.hook(BLUE, drain);

        assertThat(fleets.lifecycleHooks(BLUE)).containsExactlyInAnyOrder(warm, drain);
        assertThat(fleets.lifecycleHooks(GREEN)).as("of the other group").isEmpty();
    }

    @Test
    final void attached_target_groups_are_described() {
        world.group(BLUE, new GroupSize(0, 1, 0));
        world.targetGroup("Beta", 80, true);
        world.attach(BLUE, "Beta");

        String arn =
                world.cloud().targetGroups().find(new TargetGroupRef("Beta")).arn();
        assertThat(fleet(BLUE).attachedTargetGroups()).containsExactly(arn);
    }

    @Test
    final void members_run_in_zones_of_their_group() {
        world.group(BLUE, new GroupSize(0, 4, 3));

        Fleet blue = fleet(BLUE);
        assertThat(blue.traits().zones()).isNotEmpty();
        assertThat(blue.instances())
                .hasSize(3)
                .allSatisfy(member -> assertThat(blue.traits().zones()).contains(String.valueOf(member.zone())));
    }

    @Test
    final void a_plain_group_counts_instances_and_has_plain_traits() {
        world.group(BLUE, new GroupSize(0, 4, 2));

        Fleet blue = fleet(BLUE);
        // The grace period depends on who made the group: the API's default is 0, the console's 300 s.
        assertThat(blue.traits())
                .isEqualTo(GroupTraits.plain()
                        .withZones(blue.traits().zones())
                        .withHealth(blue.traits().health()));
        assertThat(blue.traits().health().byLoadBalancer()).isFalse();
        assertThat(blue.instances()).allMatch(member -> member.weight() == 1).noneMatch(Instance::guarded);
    }

    @Test
    final void weights_are_described_and_sizes_are_in_their_units() {
        world.weightedGroup(BLUE, new GroupSize(2, 20, 6), "m5.large", 2);

        Fleet blue = fleet(BLUE);
        assertThat(blue.size()).isEqualTo(new GroupSize(2, 20, 6));
        assertThat(blue.traits().unit()).isEqualTo(CapacityUnit.UNITS);
        assertThat(blue.traits().weights()).containsExactly(Map.entry("m5.large", 2));
        assertThat(blue.inService()).hasSize(3);
        assertThat(blue.instances()).allMatch(member -> member.weight() == (tellsWeightsOfMembers() ? 2 : 1));
    }

    @Test
    final void a_resize_of_a_weighted_group_is_in_units_and_covers_what_is_desired() {
        world.weightedGroup(BLUE, new GroupSize(0, 20, 2), "m5.large", 2);

        fleets.resize(BLUE, Resize.to(0, 5), Permits.GRANTED);
        world.runDue();

        assertThat(size(BLUE)).isEqualTo(new GroupSize(0, 20, 5));
        if (keepsWeightsWhenResized()) {
            assertThat(fleet(BLUE).inService()).as("six units for five").hasSize(3);
        } else {
            assertThat(fleet(BLUE).traits().weights()).isEmpty();
            assertThat(fleet(BLUE).inService()).hasSize(5);
        }
    }

    @Test
    final void a_warm_pool_is_described_and_what_it_holds_are_no_members() {
        world.group(BLUE, new GroupSize(0, 10, 2));
        world.warmPool(BLUE, 3);

        Fleet blue = fleet(BLUE);
        assertThat(blue.instances()).hasSize(2);
        assertThat(blue.traits().warmPool()).isEqualTo(new WarmPool(fillsWarmPools() ? 3 : 0, false));
    }

    @Test
    final void a_protected_member_is_described_and_survives_a_scale_in() {
        world.group(BLUE, new GroupSize(0, 10, 3));
        InstanceId kept = fleet(BLUE).inService().get(1);
        world.protect(BLUE, kept);
        assertThat(fleet(BLUE).instances())
                .filteredOn(Instance::guarded)
                .extracting(Instance::id)
                .containsExactly(kept);

        fleets.resize(BLUE, Resize.to(0, 1), Permits.GRANTED);
        world.runDue();

        assertThat(fleet(BLUE).inService()).containsExactly(kept);
    }

    @Test
    final void a_resize_sets_minimum_and_desired_capacity_and_never_the_maximum() {
        world.group(GREEN, new GroupSize(0, 10, 0));

        fleets.resize(GREEN, Resize.to(2, 3), Permits.GRANTED);
        world.runDue();

        assertThat(size(GREEN)).isEqualTo(new GroupSize(2, 10, 3));
        assertThat(fleet(GREEN).inService()).hasSize(3);
    }

    @Test
    final void a_resize_of_the_minimum_leaves_the_desired_capacity() {
        world.group(BLUE, new GroupSize(1, 10, 3));

        fleets.resize(BLUE, Resize.min(3), Permits.GRANTED);
        world.runDue();

        assertThat(size(BLUE)).isEqualTo(new GroupSize(3, 10, 3));
    }

    @Test
    final void a_minimum_above_the_desired_capacity_raises_it() {
        world.group(BLUE, new GroupSize(1, 10, 2));

        fleets.resize(BLUE, Resize.min(4), Permits.GRANTED);
        world.runDue();

        assertThat(size(BLUE)).isEqualTo(new GroupSize(4, 10, 4));
        assertThat(fleet(BLUE).inService()).hasSize(4);
    }

    @Test
    final void a_resize_of_the_desired_capacity_leaves_the_minimum() {
        world.group(BLUE, new GroupSize(1, 10, 1));

        fleets.resize(BLUE, new Resize(null, 2), Permits.GRANTED);
        world.runDue();

        assertThat(size(BLUE)).isEqualTo(new GroupSize(1, 10, 2));
    }

    @Test
    final void a_fleet_that_shrinks_keeps_members_of_before() {
        world.group(BLUE, new GroupSize(0, 10, 3));
        Set<InstanceId> before = new HashSet<>(fleet(BLUE).inService());

        fleets.resize(BLUE, Resize.to(0, 1), Permits.GRANTED);
        world.runDue();

        assertThat(fleet(BLUE).inService()).hasSize(1);
        assertThat(before).containsAll(fleet(BLUE).inService());
    }

    @Test
    final void a_fleet_scaled_to_zero_is_empty() {
        world.group(BLUE, new GroupSize(1, 10, 2));

        fleets.resize(BLUE, Resize.to(0, 0), Permits.GRANTED);
        world.runDue();

        assertThat(size(BLUE)).isEqualTo(new GroupSize(0, 10, 0));
        assertThat(fleet(BLUE).instances()).isEmpty();
    }

    @Test
    final void the_same_resize_twice_is_as_once() {
        world.group(GREEN, new GroupSize(0, 10, 0));

        fleets.resize(GREEN, Resize.to(2, 2), Permits.GRANTED);
        world.runDue();
        List<InstanceId> members = fleet(GREEN).inService();
        fleets.resize(GREEN, Resize.to(2, 2), Permits.GRANTED);
        world.runDue();

        assertThat(fleet(GREEN).inService()).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    final void a_resize_of_a_group_that_does_not_exist_is_not_found() {
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> fleets.resize(NONE, Resize.to(1, 1), Permits.GRANTED))
                .matches(e -> !e.isTransient());
    }

    @Test
    final void a_desired_capacity_outside_the_bounds_is_invalid() {
        world.group(BLUE, new GroupSize(1, 4, 2));

        if (refusesSizesOutsideTheBounds()) {
            assertThatExceptionOfType(PortException.Invalid.class)
                    .isThrownBy(() -> fleets.resize(BLUE, Resize.to(1, 5), Permits.GRANTED));
            assertThatExceptionOfType(PortException.Invalid.class)
                    .isThrownBy(() -> fleets.resize(BLUE, Resize.to(3, 2), Permits.GRANTED));
            assertThat(size(BLUE)).isEqualTo(new GroupSize(1, 4, 2));
        } else {
            fleets.resize(BLUE, Resize.to(1, 5), Permits.GRANTED);
            assertThat(size(BLUE)).isEqualTo(new GroupSize(1, 4, 5));
        }
    }

    @Test
    final void without_a_permit_nothing_is_resized() {
        world.group(BLUE, new GroupSize(1, 4, 2));

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(0, 0), Permits.DENIED));
        world.runDue();

        assertThat(size(BLUE)).isEqualTo(new GroupSize(1, 4, 2));
    }

    @Test
    final void launches_are_remembered_newest_first() {
        world.group(GREEN, new GroupSize(0, 10, 0));
        assertThat(fleets.recentLaunches(GREEN)).isEmpty();

        fleets.resize(GREEN, Resize.to(0, 1), Permits.GRANTED);
        world.runDue();
        List<Launch> first = fleets.recentLaunches(GREEN);
        fleets.resize(GREEN, Resize.to(0, 2), Permits.GRANTED);
        world.runDue();
        List<Launch> both = fleets.recentLaunches(GREEN);

        if (remembersLaunches()) {
            assertThat(first).hasSize(1);
            assertThat(both).hasSize(2).endsWith(first.get(0)).allMatch(l -> l.state() == Launch.State.SUCCEEDED);
            assertThat(both).extracting(Launch::activity).doesNotHaveDuplicates();
        } else {
            assertThat(both).isEmpty();
        }
    }
}
