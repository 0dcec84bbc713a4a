package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.port.Fleets.Resize;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Attachments}: what every implementation must do. What one is known to do differently it declares by
 * overriding a method here, and is then held to that.
 */
public abstract class AttachmentsContract {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final GroupName NONE = new GroupName("beta-mauve");

    private ContractWorld world;
    private Attachments attachments;
    private TargetGroup beta;

    /** Called by subclasses. */
    protected AttachmentsContract() {}

    /** Makes a world in which nothing has been arranged. */
    protected abstract ContractWorld newWorld();

    /** Whether a target group is refused that is not there; AWS does. */
    protected boolean refusesAbsentTargetGroups() {
        return true;
    }

    /** Whether a group is refused that is not there; AWS does. */
    protected boolean refusesAbsentGroups() {
        return true;
    }

    @BeforeEach
    final void arrange() {
        world = newWorld();
        attachments = Objects.requireNonNull(world.cloud().attachments());
        world.targetGroup("Beta", 80, true);
        world.targetGroup("Other", 80, true);
        beta = world.cloud().targetGroups().find(new TargetGroupRef("Beta"));
        world.group(BLUE, new GroupSize(0, 5, 2));
    }

    private Set<InstanceId> members() {
        return new HashSet<>(fleet().inService());
    }

    private Fleet fleet() {
        return Objects.requireNonNull(
                world.cloud().fleets().describe(Set.of(BLUE)).get(BLUE));
    }

    private Set<InstanceId> registered() {
        Set<InstanceId> registered = new HashSet<>();
        for (TargetHealth health : world.cloud().targetGroups().health(beta)) {
            if (!health.out()) {
                registered.add(health.target().instance());
            }
        }
        return registered;
    }

    private void attach() {
        attachments.attach(BLUE, beta, Permits.GRANTED);
        world.runDue();
    }

    private void detach() {
        attachments.detach(BLUE, beta, Permits.GRANTED);
        world.runDue();
    }

    @Test
    final void a_group_that_is_attached_to_nothing_has_no_attachments() {
        assertThat(attachments.of(BLUE)).isEmpty();
    }

    @Test
    final void attaching_registers_all_members_and_says_that_they_are() {
        attach();

        assertThat(attachments.of(BLUE)).hasSize(1).extractingByKey(beta.arn()).matches(State::settled, "settled");
        assertThat(fleet().attachedTargetGroups()).containsExactly(beta.arn());
        assertThat(registered()).isEqualTo(members()).hasSize(2);
    }

    @Test
    final void what_the_group_launches_afterwards_is_registered() {
        attach();
        world.cloud().fleets().resize(BLUE, new Resize(null, 3), Permits.GRANTED);
        world.runDue();

        assertThat(registered()).isEqualTo(members()).hasSize(3);
    }

    @Test
    final void attaching_twice_is_as_attaching_once() {
        attach();
        attach();

        assertThat(attachments.of(BLUE)).hasSize(1);
        assertThat(registered()).isEqualTo(members());
    }

    @Test
    final void detaching_deregisters_all_members_which_run_on() {
        attach();
        Set<InstanceId> members = members();
        detach();

        assertThat(attachments.of(BLUE)).doesNotContainKey(beta.arn());
        assertThat(fleet().attachedTargetGroups()).isEmpty();
        assertThat(registered()).isEmpty();
        assertThat(members()).isEqualTo(members);
    }

    @Test
    final void what_was_attached_by_the_older_family_of_calls_is_told_and_detached() {
        world.attach(BLUE, "Beta");
        world.runDue();
        assertThat(attachments.of(BLUE)).extractingByKey(beta.arn()).matches(State::settled, "settled");

        detach();

        assertThat(attachments.of(BLUE)).isEmpty();
        assertThat(registered()).isEmpty();
    }

    @Test
    final void another_attachment_stays_as_it_is() {
        world.attach(BLUE, "Other");
        world.runDue();
        attach();
        detach();

        assertThat(attachments.of(BLUE)).hasSize(1).doesNotContainKey(beta.arn());
    }

    @Test
    final void detaching_what_is_not_attached_changes_nothing() {
        world.cloud()
                .targetGroups()
                .register(beta, Set.of(new Target(members().iterator().next(), 80)), Permits.GRANTED);
        detach();

        assertThat(registered()).hasSize(1);
    }

    @Test
    final void a_group_that_is_detached_may_be_attached_again() {
        attach();
        detach();
        attach();

        assertThat(attachments.of(BLUE)).extractingByKey(beta.arn()).matches(State::settled, "settled");
        assertThat(registered()).isEqualTo(members());
    }

    @Test
    final void nothing_is_sent_without_a_permit() {
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> attachments.attach(BLUE, beta, Permits.DENIED));
        attach();
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> attachments.detach(BLUE, beta, Permits.DENIED));

        assertThat(registered()).isEqualTo(members());
    }

    @Test
    final void a_rehearsal_changes_nothing() {
        attach();
        world.group(NONE, new GroupSize(0, 5, 0));
        attachments.rehearseDetaching(NONE, beta, Permits.GRANTED);

        assertThat(attachments.of(BLUE)).hasSize(1);
        assertThat(registered()).isEqualTo(members());
    }

    @Test
    final void a_target_group_that_is_not_there_is_refused() {
        TargetGroup gone =
                new TargetGroup(beta.arn().replace("/Beta/", "/Gone/"), "Gone", 80, Duration.ofMinutes(5), true);

        if (refusesAbsentTargetGroups()) {
            assertThatExceptionOfType(PortException.Invalid.class)
                    .isThrownBy(() -> attachments.attach(BLUE, gone, Permits.GRANTED));
            assertThat(attachments.of(BLUE)).isEmpty();
        } else {
            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> attachments.attach(BLUE, gone, Permits.GRANTED));
        }
    }

    @Test
    final void a_group_that_is_not_there_is_refused() {
        for (Runnable call :
                List.<Runnable>of(() -> attachments.of(NONE), () -> attachments.attach(NONE, beta, Permits.GRANTED))) {
            assertThatExceptionOfType(refusesAbsentGroups() ? PortException.NotFound.class : PortException.class)
                    .isThrownBy(call::run);
        }
    }
}
