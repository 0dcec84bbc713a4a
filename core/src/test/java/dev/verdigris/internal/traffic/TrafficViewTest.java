package dev.verdigris.internal.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.traffic.TrafficView.Active;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficViewTest {

    private static Set<InstanceId> instances(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new InstanceId("i-" + prefix + i))
                .collect(Collectors.toSet());
    }

    /** Both colors share a target group: their parts are their capacities. */
    private static TrafficView pool(int blue, int green) {
        return new TrafficView(shared("b", blue), shared("g", green), List.of());
    }

    private static TrafficView.Side shared(String prefix, int healthy) {
        Set<InstanceId> instances = instances(prefix, healthy);
        return new TrafficView.Side(healthy, healthy, instances, instances, Set.of());
    }

    /** Each color has a target group of its own, and a weight: 0 routes nothing. */
    private static TrafficView weighted(int blueWeight, int blue, int greenWeight, int green) {
        return new TrafficView(weighted("b", blueWeight, blue), weighted("g", greenWeight, green), List.of());
    }

    private static TrafficView.Side weighted(String prefix, int weight, int healthy) {
        Set<InstanceId> instances = instances(prefix, healthy);
        return new TrafficView.Side(weight, healthy, weight == 0 ? Set.of() : instances, instances, Set.of());
    }

    private static TrafficView draining(int blue) {
        return new TrafficView(
                new TrafficView.Side(0, 0, Set.of(), Set.of(), instances("b", blue)), shared("g", 0), List.of());
    }

    @Test
    void traffic_reaches_one_color_both_or_none() {
        assertThat(pool(3, 0).active()).isEqualTo(new Active.One(Color.BLUE));
        assertThat(pool(0, 3).active()).isEqualTo(new Active.One(Color.GREEN));
        assertThat(pool(1, 1).active()).isEqualTo(new Active.Both());
        assertThat(pool(0, 0).active()).isEqualTo(new Active.None());
    }

    @Test
    void a_color_that_is_not_healthy_is_reached_all_the_same() {
        TrafficView sick = new TrafficView(
                new TrafficView.Side(0, 0, instances("b", 2), Set.of(), Set.of()), shared("g", 0), List.of());

        assertThat(sick.active()).isEqualTo(new Active.One(Color.BLUE));
        assertThat(sick.percent(Color.BLUE)).isZero();
        assertThat(sick.carries(1)).isFalse();
    }

    @Test
    void a_color_at_weight_0_is_not_reached_however_healthy_it_is() {
        assertThat(weighted(100, 3, 0, 3).active()).isEqualTo(new Active.One(Color.BLUE));
        assertThat(weighted(100, 3, 0, 3).inRotation(Color.GREEN)).isFalse();
        assertThat(weighted(100, 3, 0, 3).capacity()).isEqualTo(3);
    }

    @Test
    void what_drains_is_not_reached_and_may_not_shrink_yet() {
        assertThat(draining(2).active()).isEqualTo(new Active.None());
        assertThat(draining(2).inRotation(Color.BLUE)).isTrue();
        assertThat(draining(2).inRotation(Color.GREEN)).isFalse();
    }

    @Test
    void what_is_of_neither_color_makes_none_active() {
        TrafficView others =
                new TrafficView(shared("b", 0), shared("g", 0), List.of(new Target(new InstanceId("i-x1"), 80)));

        assertThat(others.active()).isEqualTo(new Active.None());
        assertThat(others.carries(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 100, 0", "0, 2, 0, 100", "1, 3, 25, 75", "2, 1, 66, 33", "0, 0, 0, 0"})
    void in_a_shared_group_the_parts_are_those_of_what_is_healthy(int blue, int green, int blueShare, int greenShare) {
        assertThat(pool(blue, green).percent(Color.BLUE)).isEqualTo(blueShare);
        assertThat(pool(blue, green).percent(Color.GREEN)).isEqualTo(greenShare);
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 3, true", "2, 1, 3, true", "2, 1, 4, false", "0, 0, 1, false", "0, 0, 0, true", "7, 4, 11, true"
    })
    void a_shared_group_carries_what_all_its_healthy_instances_do(int blue, int green, int floor, boolean carries) {
        assertThat(pool(blue, green).carries(floor)).isEqualTo(carries);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 10, 0, 0, 10, true",
        "90, 9, 10, 1, 10, true",
        "90, 10, 10, 1, 11, false",
        "90, 10, 10, 0, 10, false",
        "50, 5, 50, 4, 10, false",
        "0, 0, 100, 10, 10, true",
        "0, 10, 100, 9, 10, false",
        "1, 1, 2, 2, 3, true"
    })
    void with_weights_each_color_carries_its_own_part(
            int blueWeight, int blue, int greenWeight, int green, int floor, boolean carries) {
        assertThat(weighted(blueWeight, blue, greenWeight, green).carries(floor))
                .isEqualTo(carries);
    }

    @Test
    void capacity_counts_in_the_units_of_the_groups() {
        TrafficView heavy = new TrafficView(
                new TrafficView.Side(4, 4, instances("b", 1), instances("b", 1), Set.of()), shared("g", 0), List.of());

        assertThat(heavy.carries(4)).isTrue();
        assertThat(heavy.carries(5)).isFalse();
    }

    @Test
    void a_view_takes_from_another_what_served_there_and_does_not_here() {
        assertThat(pool(2, 3).takesFrom(pool(3, 3))).isTrue();
        assertThat(pool(3, 0).takesFrom(pool(3, 0))).isFalse();
        TrafficView joined = new TrafficView(
                shared("b", 3), new TrafficView.Side(0, 0, instances("g", 2), Set.of(), Set.of()), List.of());
        assertThat(joined.takesFrom(pool(3, 0)))
                .as("those that join are not healthy yet")
                .isFalse();
        assertThat(pool(3, 0).takesFrom(joined))
                .as("nor do they serve when they leave")
                .isFalse();
    }

    @Test
    void a_greater_part_for_a_color_takes_room_from_it() {
        assertThat(weighted(90, 3, 10, 3).takesFrom(weighted(100, 3, 0, 3))).isTrue();
        assertThat(weighted(100, 3, 0, 3).takesFrom(weighted(100, 3, 0, 2))).isFalse();
        assertThat(weighted(100, 2, 0, 1).takesFrom(weighted(50, 2, 50, 1))).isTrue();
        assertThat(weighted(100, 2, 0, 0).takesFrom(weighted(50, 2, 50, 0)))
                .as("what came to nobody healthy failed already")
                .isFalse();
    }
}
