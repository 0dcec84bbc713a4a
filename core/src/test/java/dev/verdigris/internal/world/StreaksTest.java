package dev.verdigris.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth.State;
import org.junit.jupiter.api.Test;

/** What two consecutive polls have found counts, and what one look has found does not. */
class StreaksTest {
    private static final InstanceId B1 = new InstanceId("i-b1");

    private final Streaks streaks = new Streaks();

    private static Look look(Given given) {
        Snapshot snapshot = given.snapshot();
        return new Look(
                snapshot.blue(),
                snapshot.green(),
                Membership.of(snapshot.blue(), snapshot.green()),
                snapshot.traffic());
    }

    private static TrafficView serving() {
        return look(Given.blueServing()).traffic();
    }

    private static TrafficView nobody() {
        return look(Given.nothingServing()).traffic();
    }

    @Test
    void an_instance_is_steady_once_two_polls_have_found_it_healthy() {
        streaks.saw(serving(), true);
        assertThat(streaks.steady(B1)).isFalse();

        streaks.saw(serving(), true);
        assertThat(streaks.steady(B1)).isTrue();
    }

    @Test
    void a_second_look_of_the_same_poll_is_no_second_poll() {
        streaks.saw(serving(), true);
        streaks.saw(serving(), false);

        assertThat(streaks.steady(B1)).isFalse();
    }

    @Test
    void an_instance_that_was_not_healthy_in_between_begins_again() {
        streaks.saw(serving(), true);
        streaks.saw(nobody(), true);
        streaks.saw(serving(), true);

        assertThat(streaks.steady(B1)).isFalse();
    }

    @Test
    void a_color_is_out_once_two_polls_have_found_nothing_of_it() {
        streaks.saw(nobody(), true);
        assertThat(streaks.unreached(Color.BLUE)).isFalse();

        streaks.saw(nobody(), true);
        assertThat(streaks.unreached(Color.BLUE)).isTrue();
        assertThat(streaks.outOfRotation(Color.BLUE)).isTrue();
    }

    @Test
    void what_drains_is_unreached_and_still_in_rotation() {
        TrafficView draining = look(Given.nothingServing()
                        .fleet(Color.BLUE, new GroupSize(2, 10, 3), 3)
                        .registered("b", 3, State.DRAINING))
                .traffic();
        streaks.saw(draining, true);
        streaks.saw(draining, true);

        assertThat(streaks.unreached(Color.BLUE)).isTrue();
        assertThat(streaks.outOfRotation(Color.BLUE)).isFalse();
    }

    @Test
    void a_change_that_takes_a_color_out_forgets_how_healthy_it_was() {
        Look look = look(Given.blueServing());
        streaks.saw(look.traffic(), true);
        streaks.saw(look.traffic(), true);
        streaks.moves(look, nobody());

        assertThat(streaks.leaving(Color.BLUE)).isTrue();
        assertThat(streaks.leaving(Color.GREEN)).isFalse();
        assertThat(streaks.steady(B1)).isFalse();
    }

    @Test
    void a_change_that_brings_a_color_back_forgets_that_it_was_out() {
        streaks.saw(nobody(), true);
        streaks.saw(nobody(), true);
        streaks.moves(look(Given.nothingServing()), serving());

        assertThat(streaks.unreached(Color.BLUE)).isFalse();
    }

    @Test
    void what_two_polls_have_found_is_found_again_and_what_one_has_left_out_is_not() {
        streaks.saw(serving(), true);
        assertThat(streaks.again("too few")).isFalse();
        streaks.saw(serving(), false);
        assertThat(streaks.again("too few"))
                .as("one poll, however often it looks")
                .isFalse();
        streaks.saw(serving(), true);
        assertThat(streaks.again("something else")).isFalse();
        assertThat(streaks.again("too few")).isTrue();
        streaks.saw(serving(), true);
        streaks.saw(serving(), true);
        assertThat(streaks.again("too few")).isFalse();
    }
}
