package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import dev.verdigris.port.InstanceRefreshes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link InstanceRefreshes}: what every implementation must do. */
public abstract class InstanceRefreshesContract {
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final GroupName NONE = new GroupName("beta-mauve");
    private static final RefreshPreferences TO_2 = RefreshPreferences.defaults().withTemplateVersion("2");

    private RefreshWorld world;
    private InstanceRefreshes refreshes;

    /** Called by subclasses. */
    protected InstanceRefreshesContract() {}

    /** Makes a world in which nothing has been arranged. */
    protected abstract RefreshWorld newWorld();

    @BeforeEach
    final void arrange() {
        world = newWorld();
        refreshes = Objects.requireNonNull(world.cloud().instanceRefreshes());
        world.group(BLUE, new GroupSize(1, 4, 2));
        world.template(BLUE, "1");
    }

    private String start(RefreshPreferences preferences) {
        return refreshes.start(BLUE, preferences, Permits.GRANTED);
    }

    private InstanceRefresh newest() {
        return refreshes.describe(BLUE).get(0);
    }

    @Test
    final void a_group_that_was_never_refreshed_has_no_refreshes() {
        assertThat(refreshes.describe(BLUE)).isEmpty();
    }

    @Test
    final void a_refresh_that_was_started_is_told_by_its_id_and_its_preferences() {
        RefreshPreferences preferences = TO_2.withMinHealthyPercent(50)
                .withMaxHealthyPercent(125)
                .withWarmup(Duration.ofSeconds(30))
                .withCheckpoints(List.of(50, 100))
                .withCheckpointDelay(Duration.ofMinutes(10))
                .withBake(Duration.ofMinutes(1))
                .withSkipMatching(true)
                .withStandby(Treatment.REPLACE)
                .withScaleInProtected(Treatment.IGNORE)
                .withAutoRollback(true);

        String id = start(preferences);

        assertThat(newest().id()).isEqualTo(id);
        assertThat(newest().status().forward()).isTrue();
        assertThat(newest().preferences()).isEqualTo(preferences);
    }

    @Test
    final void a_refresh_ends_with_nothing_left_to_update() {
        start(TO_2);
        world.runDue();

        assertThat(newest().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(newest().percentComplete()).isEqualTo(100);
        assertThat(newest().instancesToUpdate()).isZero();
        assertThat(refreshes.template(BLUE))
                .extracting(InstanceRefreshes.Template::version)
                .isEqualTo("2");
    }

    @Test
    final void the_newest_refresh_comes_first() {
        String first = start(RefreshPreferences.defaults());
        world.runDue();
        String second = start(RefreshPreferences.defaults());

        assertThat(refreshes.describe(BLUE)).extracting(InstanceRefresh::id).containsExactly(second, first);
    }

    @Test
    final void a_second_refresh_is_refused_while_one_is_in_progress() {
        String first = start(TO_2);

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> start(TO_2));
        assertThat(refreshes.describe(BLUE)).extracting(InstanceRefresh::id).containsExactly(first);
    }

    @Test
    final void a_refresh_without_a_permit_is_not_started() {
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> refreshes.start(BLUE, TO_2, Permits.DENIED));
        assertThat(refreshes.describe(BLUE)).isEmpty();
    }

    @Test
    final void a_refresh_is_neither_cancelled_nor_rolled_back_without_a_permit() {
        start(TO_2);

        assertThatExceptionOfType(PermitDeniedException.class).isThrownBy(() -> refreshes.cancel(BLUE, Permits.DENIED));
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> refreshes.rollBack(BLUE, Permits.DENIED));
        assertThat(newest().status().forward()).isTrue();
    }

    @Test
    final void a_version_that_does_not_exist_is_refused() {
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> start(RefreshPreferences.defaults().withTemplateVersion("3")));
        assertThat(refreshes.describe(BLUE)).isEmpty();
    }

    @Test
    final void a_refresh_that_is_cancelled_leaves_the_group_its_version() {
        start(TO_2);
        refreshes.cancel(BLUE, Permits.GRANTED);

        assertThat(newest().status()).isIn(Status.CANCELLING, Status.CANCELLED);
        world.runDue();
        assertThat(newest().status()).isEqualTo(Status.CANCELLED);
        assertThat(refreshes.template(BLUE))
                .extracting(InstanceRefreshes.Template::version)
                .isEqualTo("1");
    }

    @Test
    final void to_cancel_again_or_nothing_changes_nothing() {
        refreshes.cancel(BLUE, Permits.GRANTED);
        assertThat(refreshes.describe(BLUE)).isEmpty();

        start(TO_2);
        refreshes.cancel(BLUE, Permits.GRANTED);
        refreshes.cancel(BLUE, Permits.GRANTED);
        world.runDue();
        refreshes.cancel(BLUE, Permits.GRANTED);

        assertThat(newest().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    final void a_refresh_to_a_version_is_rolled_back_to_the_version_before() {
        String id = start(TO_2);
        refreshes.rollBack(BLUE, Permits.GRANTED);

        assertThat(newest().id()).isEqualTo(id);
        assertThat(newest().status()).isIn(Status.ROLLBACK_IN_PROGRESS, Status.ROLLBACK_SUCCESSFUL);
        world.runDue();
        assertThat(newest().status()).isEqualTo(Status.ROLLBACK_SUCCESSFUL);
        assertThat(refreshes.template(BLUE))
                .extracting(InstanceRefreshes.Template::version)
                .isEqualTo("1");
    }

    @Test
    final void to_roll_back_again_or_what_has_ended_changes_nothing() {
        refreshes.rollBack(BLUE, Permits.GRANTED);
        start(TO_2);
        refreshes.rollBack(BLUE, Permits.GRANTED);
        refreshes.rollBack(BLUE, Permits.GRANTED);
        world.runDue();
        refreshes.rollBack(BLUE, Permits.GRANTED);
        assertThat(newest().status()).isEqualTo(Status.ROLLBACK_SUCCESSFUL);

        start(TO_2);
        world.runDue();
        refreshes.rollBack(BLUE, Permits.GRANTED);
        assertThat(newest().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    final void a_refresh_that_names_no_version_cannot_be_rolled_back() {
        start(RefreshPreferences.defaults());

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> refreshes.rollBack(BLUE, Permits.GRANTED))
                .withMessageContaining("IrreversibleInstanceRefresh");
        assertThat(newest().status().forward()).isTrue();
    }

    @Test
    final void a_refresh_of_a_group_without_a_numbered_version_cannot_be_rolled_back() {
        GroupName green = new GroupName("beta-green");
        world.group(green, new GroupSize(1, 4, 2));
        world.template(green, "$Latest");
        assertThat(refreshes.template(green))
                .extracting(InstanceRefreshes.Template::version)
                .isEqualTo("$Latest");

        refreshes.start(green, TO_2, Permits.GRANTED);

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> refreshes.rollBack(green, Permits.GRANTED))
                .withMessageContaining("IrreversibleInstanceRefresh");
    }

    @Test
    final void a_group_that_does_not_exist_is_not_found() {
        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(() -> refreshes.describe(NONE));
        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(() -> refreshes.template(NONE));
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> refreshes.start(NONE, RefreshPreferences.defaults(), Permits.GRANTED));
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> refreshes.cancel(NONE, Permits.GRANTED));
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> refreshes.rollBack(NONE, Permits.GRANTED));
    }
}
