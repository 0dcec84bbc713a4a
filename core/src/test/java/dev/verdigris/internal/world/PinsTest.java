package dev.verdigris.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which minimums are a deployment's own, so that it may undo them. */
class PinsTest {

    @Test
    void a_minimum_that_was_written_is_ours_and_another_is_somebody_elses() {
        Pins pins = new Pins(null);
        pins.write(Color.BLUE, 3);

        assertThat(pins.holds(Color.BLUE, new GroupSize(3, 10, 5), 3)).isTrue();
        assertThat(pins.holds(Color.BLUE, new GroupSize(4, 10, 5), 3)).isFalse();
        assertThat(pins.written()).isEqualTo(Map.of(Color.BLUE, 3));
    }

    @Test
    void each_minimum_that_was_ever_sent_may_have_taken_effect() {
        Pins pins = new Pins(null);
        pins.write(Color.BLUE, 3);
        pins.write(Color.BLUE, 4);

        assertThat(pins.holds(Color.BLUE, new GroupSize(3, 10, 9), 3)).isTrue();
        assertThat(pins.written()).isEqualTo(Map.of(Color.BLUE, 4));
    }

    @Test
    void a_fleet_that_was_never_held_is_nothing_to_undo() {
        Pins pins = new Pins(null);

        assertThat(pins.mayHold(Color.GREEN)).isFalse();
        assertThat(pins.holds(Color.GREEN, new GroupSize(3, 10, 3), 3)).isFalse();
    }

    @Test
    void an_earlier_run_may_have_followed_the_fleet_since_it_wrote_last() {
        Pins pins = new Pins(new Memory(Map.of(Color.BLUE, 3), 0));

        assertThat(pins.mayHold(Color.GREEN)).isTrue();
        assertThat(pins.holds(Color.BLUE, new GroupSize(4, 10, 5), 3)).isTrue();
        assertThat(pins.holds(Color.BLUE, new GroupSize(2, 10, 5), 3)).isFalse();
    }

    @Test
    void a_minimum_at_the_fleets_size_may_be_an_earlier_runs_from_then_on() {
        Pins pins = new Pins(new Memory(Map.of(), 0));
        pins.saw(Color.BLUE, new GroupSize(6, 10, 6));

        assertThat(pins.holds(Color.BLUE, new GroupSize(6, 10, 5), 7)).isTrue();
    }
}
