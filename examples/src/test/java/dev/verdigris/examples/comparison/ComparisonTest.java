package dev.verdigris.examples.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.examples.Project;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page says of the ways to move traffic is measured, and the targets are met. */
class ComparisonTest {
    private static final Comparison COMPARISON = Comparison.in(Comparison.WORLDS);

    private static List<Measured> of(String way) {
        return COMPARISON.rows().stream()
                .filter(row -> row.way().name().equals(way))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a row " + way + ", found\n" + COMPARISON))
                .worlds();
    }

    private static Stream<Comparison.Row> ours() {
        return COMPARISON.rows().stream().filter(row -> !row.way().name().contains("script"));
    }

    @Test
    void the_table_of_the_page_is_what_the_command_prints() {
        assertThat(Project.read("docs/strategies.md"))
                .as("run Prove compare and put its table into the page")
                .contains("\n\n" + COMPARISON + "\n\n");
    }

    @ParameterizedTest
    @CsvSource({
        "requests that fail | 0, 4",
        "'time, all in all | 5 to 10 min', 1",
        "time of a rollback | under 1 min, 3",
        "both versions answer for | never, 5"
    })
    void the_readme_says_what_the_command_prints(String row, int column) {
        String measured = Stream.of("registration", "attachment", "forwarding")
                .map(way -> cell(way, column))
                .collect(Collectors.joining(" | "));

        assertThat(Project.read("README.md")).contains("\n| " + row + " | " + measured + " |\n");
    }

    /** A figure of the table, in the column of that number behind the name. */
    private static String cell(String way, int column) {
        return COMPARISON
                .toString()
                .lines()
                .filter(line -> line.startsWith("| " + way + " |"))
                .map(line -> line.split(" \\| ", -1)[column])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void no_way_of_ours_loses_a_request() {
        assertThat(ours().flatMap(row -> row.worlds().stream())).isNotEmpty().allMatch(world -> world.failed() == 0);
    }

    @Test
    void a_rollback_to_a_warm_fleet_takes_less_than_a_minute() {
        assertThat(ours().filter(row -> !row.way().name().startsWith("rolling")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(sortedBacks(row).get(Comparison.WORLDS / 2))
                        .as("the median of %s", row.way().name())
                        .isLessThan(Duration.ofMinutes(1)));
    }

    /** Attaching a target group takes AWS longer than that in one world of four. */
    @ParameterizedTest
    @ValueSource(strings = {"registration", "forwarding"})
    void a_rollback_takes_less_than_a_minute_in_every_world(String way) {
        assertThat(of(way))
                .extracting(Measured::back)
                .allMatch(back -> Objects.requireNonNull(back).compareTo(Duration.ofMinutes(1)) < 0);
    }

    private static List<Duration> sortedBacks(Comparison.Row row) {
        return row.worlds().stream()
                .map(world -> Objects.requireNonNull(world.back()))
                .sorted()
                .toList();
    }

    @Test
    void a_rolling_refresh_mixes_versions_for_most_of_its_time_and_goes_back_as_it_came() {
        assertThat(of("rolling refresh"))
                .allMatch(world -> world.mixed().multipliedBy(2).compareTo(world.took()) > 0)
                .extracting(Measured::back)
                .allMatch(back -> Objects.requireNonNull(back).compareTo(Duration.ofMinutes(5)) > 0);
    }

    @Test
    void forwarding_never_mixes_versions_but_while_a_write_spreads() {
        assertThat(of("forwarding")).extracting(Measured::mixed).containsOnly(Duration.ZERO);
        assertThat(of("forwarding")).extracting(Measured::spreading).anyMatch(spreading -> !spreading.isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "attachment"})
    void one_target_group_mixes_them_from_the_first_new_target_to_the_last_old_one(String way) {
        assertThat(of(way)).allMatch(world -> world.mixed().compareTo(Duration.ofSeconds(5)) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "forwarding"})
    void stages_mix_them_for_as_long_as_they_bake(String way) {
        assertThat(of(way + ", 10%/2m,50%/2m,100%"))
                .allMatch(world -> world.mixed().plus(world.spreading()).compareTo(Duration.ofMinutes(4)) >= 0);
    }

    @Test
    void a_script_that_does_not_wait_for_the_drain_loses_what_is_in_flight() {
        assertThat(of("a script, old fleet scaled down")).anyMatch(world -> world.failed() > 0);
        assertThat(of("a script, old fleet kept")).allMatch(world -> world.failed() == 0);
    }

    @Test
    void a_script_sends_one_change_an_instance() {
        assertThat(of("a script, old fleet kept")).allMatch(world -> world.calls() > 2 * 25);
    }

    @Test
    void nobody_is_faster_than_the_limit() {
        assertThat(COMPARISON.rows().stream().flatMap(row -> row.worlds().stream()))
                .allMatch(world -> !world.over().isNegative() && !world.limit().isZero());
    }
}
