package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.ActiveColors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link ActiveColors}: what every implementation must do. */
public abstract class ActiveColorsContract {
    private static final ParameterPath PARAMETER = new ParameterPath("/contract/beta/active-asg");
    private static final ParameterPath OTHER = new ParameterPath("/contract/prod/active-asg");

    private ContractWorld world;
    private ActiveColors colors;

    /** Called by subclasses. */
    protected ActiveColorsContract() {}

    /** Makes a world in which nothing has been arranged. */
    protected abstract ContractWorld newWorld();

    @BeforeEach
    final void arrange() {
        world = newWorld();
        colors = world.cloud().activeColors();
    }

    @Test
    final void what_is_not_recorded_reads_as_null() {
        assertThat(colors.read(PARAMETER)).isNull();
    }

    @Test
    final void what_was_recorded_by_others_is_read_verbatim() {
        world.parameter(PARAMETER, "Mauve, or so");

        assertThat(colors.read(PARAMETER)).isEqualTo("Mauve, or so");
    }

    @Test
    final void a_color_is_recorded_where_nothing_was() {
        colors.write(PARAMETER, Color.GREEN, Permits.GRANTED);
        world.runDue();

        assertThat(colors.read(PARAMETER)).isEqualTo("green");
    }

    @Test
    final void a_color_is_recorded_over_another() {
        world.parameter(PARAMETER, "green");

        colors.write(PARAMETER, Color.BLUE, Permits.GRANTED);
        world.runDue();

        assertThat(colors.read(PARAMETER)).isEqualTo("blue");
    }

    @Test
    final void recording_a_color_twice_is_as_once() {
        colors.write(PARAMETER, Color.GREEN, Permits.GRANTED);
        colors.write(PARAMETER, Color.GREEN, Permits.GRANTED);
        world.runDue();

        assertThat(colors.read(PARAMETER)).isEqualTo("green");
    }

    @Test
    final void parameters_are_apart() {
        world.parameter(OTHER, "blue");

        colors.write(PARAMETER, Color.GREEN, Permits.GRANTED);
        world.runDue();

        assertThat(colors.read(OTHER)).isEqualTo("blue");
    }

    @Test
    final void without_a_permit_nothing_is_recorded() {
        world.parameter(PARAMETER, "blue");

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> colors.write(PARAMETER, Color.GREEN, Permits.DENIED));
        world.runDue();

        assertThat(colors.read(PARAMETER)).isEqualTo("blue");
    }
}
