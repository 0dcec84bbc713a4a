package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.InstanceAddresses;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of what is done with single members of a group: {@link Fleets#replace} and {@link InstanceAddresses}. What an
 * implementation is known to do differently it declares by overriding a method here, and is then held to that.
 */
public abstract class MembersContract {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final GroupName GREEN = new GroupName("beta-green");
    private static final InstanceId NOBODY = new InstanceId("i-0123456789abcdef0");

    private ContractWorld world;
    private Fleets fleets;
    private InstanceAddresses addresses;

    /** Called by subclasses. */
    protected MembersContract() {}

    /** Makes a world in which nothing has been arranged. */
    protected abstract ContractWorld newWorld();

    /** Whether it says of somebody that it is no member; AWS does. */
    protected boolean tellsWhoIsNoMember() {
        return true;
    }

    @BeforeEach
    final void arrange() {
        world = newWorld();
        fleets = world.cloud().fleets();
        addresses = Objects.requireNonNull(world.cloud().instanceAddresses(), "the port of addresses");
    }

    private Fleet fleet(GroupName group) {
        return Objects.requireNonNull(fleets.describe(Set.of(group)).get(group), "absent: " + group);
    }

    @Test
    final void a_member_that_is_replaced_leaves_and_another_one_comes() {
        world.group(BLUE, new GroupSize(2, 10, 3));
        List<InstanceId> before = fleet(BLUE).inService();

        fleets.replace(BLUE, before.get(0), Permits.GRANTED);
        world.runDue();

        assertThat(fleet(BLUE).inService())
                .hasSize(3)
                .doesNotContain(before.get(0))
                .contains(before.get(1), before.get(2));
        assertThat(fleet(BLUE).size()).isEqualTo(new GroupSize(2, 10, 3));
    }

    @Test
    final void a_member_that_is_protected_from_scale_in_is_replaced_as_any() {
        world.group(BLUE, new GroupSize(1, 10, 2));
        InstanceId member = fleet(BLUE).inService().get(0);
        world.protect(BLUE, member);

        fleets.replace(BLUE, member, Permits.GRANTED);
        world.runDue();

        assertThat(fleet(BLUE).inService()).hasSize(2).doesNotContain(member);
    }

    @Test
    final void to_replace_a_member_twice_starts_one_other() {
        world.group(BLUE, new GroupSize(1, 10, 2));
        List<InstanceId> before = fleet(BLUE).inService();

        fleets.replace(BLUE, before.get(0), Permits.GRANTED);
        try {
            fleets.replace(BLUE, before.get(0), Permits.GRANTED);
        } catch (PortException gone) {
            assertThat(gone instanceof PortException.NotFound).isEqualTo(tellsWhoIsNoMember());
            assertThat(fleet(BLUE).inService()).doesNotContain(before.get(0));
        }
        world.runDue();

        assertThat(fleet(BLUE).inService()).hasSize(2).contains(before.get(1)).doesNotContain(before.get(0));
    }

    @Test
    final void who_is_no_member_is_not_found() {
        world.group(BLUE, new GroupSize(1, 10, 2));

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> fleets.replace(BLUE, NOBODY, Permits.GRANTED))
                .matches(e -> e instanceof PortException.NotFound == tellsWhoIsNoMember());
        assertThat(fleet(BLUE).inService()).hasSize(2);
    }

    @Test
    final void without_a_permit_nobody_is_replaced() {
        world.group(BLUE, new GroupSize(1, 10, 2));
        List<InstanceId> before = fleet(BLUE).inService();

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> fleets.replace(BLUE, before.get(0), Permits.DENIED));
        world.runDue();

        assertThat(fleet(BLUE).inService()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    final void each_member_has_an_address_of_its_own() {
        world.group(BLUE, new GroupSize(1, 10, 3));
        world.group(GREEN, new GroupSize(1, 10, 1));
        Set<InstanceId> members = new LinkedHashSet<>(fleet(BLUE).inService());

        Map<InstanceId, String> found = addresses.of(members);

        assertThat(found).containsOnlyKeys(members);
        assertThat(found.values()).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    @Test
    final void who_is_not_known_has_none_and_hides_nobody() {
        world.group(BLUE, new GroupSize(1, 10, 1));
        InstanceId member = fleet(BLUE).inService().get(0);

        assertThat(addresses.of(Set.of(member, NOBODY))).containsOnlyKeys(member);
        assertThat(addresses.of(Set.of())).isEmpty();
    }
}
