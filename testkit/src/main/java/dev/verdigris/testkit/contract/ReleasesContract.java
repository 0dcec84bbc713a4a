package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link Releases}: what every implementation must do. */
public abstract class ReleasesContract {
    private ReleasesWorld world;
    private Releases releases;
    private String first;
    private String second;
    private String third;

    /** Called by subclasses. */
    protected ReleasesContract() {}

    /** Makes a world in which nothing was selected by anybody, or the first version where nothing cannot be. */
    protected abstract ReleasesWorld newWorld();

    @BeforeEach
    final void arrange() {
        world = newWorld();
        releases = world.releases();
        first = world.versions().get(0);
        second = world.versions().get(1);
        third = world.versions().get(2);
    }

    @Test
    final void what_was_never_selected_is_nothing_or_what_there_is_from_the_beginning() {
        assertThat(selected()).isEqualTo(world.mayBeNothing() ? null : first);
        assertThat(releases.read(world.environment()).obstacle()).isNull();
    }

    @Test
    final void what_others_have_selected_is_read_verbatim() {
        world.selectedByOthers(world.environment(), second);

        assertThat(selected()).isEqualTo(second);
    }

    @Test
    final void the_place_is_said_and_is_another_one_for_another_environment() {
        String place = releases.read(world.environment()).place();
        world.selectedByOthers(world.environment(), second);

        assertThat(releases.read(world.environment()).place()).isNotBlank().isEqualTo(place);
        Environment other = world.other();
        assertThat(other == null ? "" : releases.read(other).place()).isNotEqualTo(place);
    }

    @Test
    final void a_version_is_selected_where_what_was_expected_is() {
        select(selected(), second);
        select(second, third);

        assertThat(selected()).isEqualTo(third);
    }

    @Test
    final void selecting_what_is_selected_changes_nothing_whatever_was_expected() {
        world.selectedByOthers(world.environment(), second);

        select(third, second);
        select(null, second);

        assertThat(selected()).isEqualTo(second);
    }

    @Test
    final void a_selection_by_somebody_else_is_found_and_named_and_stays() {
        world.selectedByOthers(world.environment(), second);

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> select(first, third))
                .withMessageContaining(first)
                .withMessageContaining("found " + second);
        assertThat(selected()).isEqualTo(second);
    }

    @Test
    final void a_selection_by_somebody_else_where_nothing_was_expected_is_found_and_stays() {
        world.selectedByOthers(world.environment(), second);

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> select(null, third))
                .withMessageContaining(second);
        assertThat(selected()).isEqualTo(second);
    }

    @Test
    final void nothing_is_selected_again_where_there_may_be_nothing_and_refused_where_not() {
        world.selectedByOthers(world.environment(), second);

        if (world.mayBeNothing()) {
            select(second, null);
            select(second, null);
            assertThat(selected()).isNull();
            select(null, third);
            assertThat(selected()).isEqualTo(third);
        } else {
            assertThatExceptionOfType(PortException.Invalid.class).isThrownBy(() -> select(second, null));
            assertThat(selected()).isEqualTo(second);
        }
    }

    @Test
    final void what_somebody_else_has_selected_is_not_taken_away_either() {
        if (!world.mayBeNothing()) {
            return;
        }
        world.selectedByOthers(world.environment(), second);

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> select(first, null))
                .withMessageContaining(second);
        assertThat(selected()).isEqualTo(second);
    }

    @Test
    final void environments_are_apart() {
        Environment other = world.other();
        if (other == null) {
            return;
        }
        world.selectedByOthers(other, first);

        select(selected(), second);

        assertThat(releases.read(other).version()).isEqualTo(first);
    }

    @Test
    final void without_a_permit_nothing_is_selected() {
        String before = selected();

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> releases.select(world.environment(), before, second, Permits.DENIED));
        world.runDue();

        assertThat(selected()).isEqualTo(before);
    }

    @Test
    final void what_is_listed_holds_what_is_selected_or_is_empty() {
        world.selectedByOthers(world.environment(), second);

        assertThat(releases.list(world.environment()))
                .satisfiesAnyOf(
                        listed -> assertThat(listed).isEmpty(),
                        listed -> assertThat(listed)
                                .extracting(Releases.Listed::version)
                                .contains(second));
    }

    private @Nullable String selected() {
        return releases.read(world.environment()).version();
    }

    private void select(@Nullable String expected, @Nullable String version) {
        Permit granted = Permits.GRANTED;
        releases.select(world.environment(), expected, version, granted);
        world.runDue();
    }
}
