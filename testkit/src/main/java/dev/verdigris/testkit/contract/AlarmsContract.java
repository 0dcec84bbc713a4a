package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Alarm.State;
import dev.verdigris.port.Alarms;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link Alarms}: what every implementation must do. */
public abstract class AlarmsContract {
    private AlarmsWorld world;
    private Alarms alarms;

    /** Called by subclasses. */
    protected AlarmsContract() {}

    /** Makes a world without alarms. */
    protected abstract AlarmsWorld newWorld();

    @BeforeEach
    final void arrange() {
        world = newWorld();
        alarms = world.alarms();
    }

    private Alarm only(String name) {
        assertThat(alarms.find(Set.of(name))).containsOnlyKeys(name);
        return Objects.requireNonNull(alarms.find(Set.of(name)).get(name));
    }

    @Test
    final void an_alarm_that_is_not_there_is_missing_from_the_answer() {
        world.set("errors", State.OK, "quiet");

        assertThat(alarms.find(Set.of("errors", "latency"))).containsOnlyKeys("errors");
        assertThat(alarms.find(Set.of("latency"))).isEmpty();
    }

    @Test
    final void each_state_is_read_with_its_reason() {
        for (State state : State.values()) {
            world.set("errors", state, "it is " + state);

            assertThat(only("errors")).isEqualTo(Alarm.of("errors", state, "it is " + state));
        }
    }

    @Test
    final void alarms_of_each_type_are_found() {
        for (String type : world.types()) {
            world.make(type, "by-" + type);

            assertThat(only("by-" + type).name()).as(type).isEqualTo("by-" + type);
        }
    }

    @Test
    final void only_those_that_were_asked_for_are_in_the_answer() {
        world.set("errors", State.OK, "quiet");
        world.set("errors-of-others", State.ALARM, "loud");

        assertThat(alarms.find(Set.of("errors"))).containsOnlyKeys("errors");
        assertThat(alarms.find(Set.of())).isEmpty();
    }

    @Test
    final void names_are_as_they_are_and_no_patterns() {
        world.set("a* {b} \"c\" é", State.ALARM, "loud");

        assertThat(alarms.find(Set.of("a* {b} \"c\" é"))).hasSize(1);
        assertThat(alarms.find(Set.of("a*"))).isEmpty();
    }

    @Test
    final void more_than_a_hundred_are_found_too() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < 130; i++) {
            names.add("alarm-" + i);
            world.set("alarm-" + i, i % 2 == 0 ? State.OK : State.ALARM, "number " + i);
        }

        assertThat(alarms.find(names)).containsOnlyKeys(names);
        assertThat(Objects.requireNonNull(alarms.find(names).get("alarm-129")).state())
                .isEqualTo(State.ALARM);
    }
}
