package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Sighting;
import dev.verdigris.report.Sighting.State;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a terminal shows while something is awaited. */
class LiveProgressTest {
    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private static Sighting.Side side(int size, State... states) {
        Map<InstanceId, State> instances = new LinkedHashMap<>();
        for (State state : states) {
            instances.put(new InstanceId(String.format(Locale.ROOT, "i-%017x", instances.size())), state);
        }
        return Sighting.Side.of(new GroupSize(0, 90, size)).withInstances(instances);
    }

    @Test
    void a_fleet_has_a_sign_for_each_instance_and_says_how_many_are_in_which_state() {
        assertThat(FleetBar.of(
                        Color.GREEN,
                        side(4, State.STARTING, State.HEALTHY, State.DRAINING, State.HEALTHY)
                                .withPercent(10)))
                .isEqualTo("green  ██░-  2 healthy, 1 starting, 1 draining, 10 % of requests");
        assertThat(FleetBar.of(Color.BLUE, side(0))).isEqualTo("blue   no instance");
    }

    @Test
    void of_a_large_fleet_it_draws_shares_and_shows_even_a_single_one() {
        State[] states = new State[60];
        Arrays.fill(states, State.HEALTHY);
        states[7] = State.UNHEALTHY;

        assertThat(FleetBar.of(Color.BLUE, side(60, states)))
                .startsWith("blue   ███████████████████▒  59 healthy, 1 unhealthy");
    }

    /** A terminal as far as it is used here: what its lines show in the end, and the most that ever stood there at once. */
    private static final class Screen {
        private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        private int row;
        private final List<String> shown = new ArrayList<>();

        Screen(String text) {
            for (int i = 0; i < text.length(); i++) {
                i = put(text, i);
            }
        }

        private int put(String text, int at) {
            if (text.startsWith("\u001B[K", at)) {
                lines.get(row).setLength(0);
                return at + 2;
            }
            if (text.startsWith("\u001B[1A", at)) {
                row--;
                return at + 3;
            }
            if (text.startsWith("\u001B[J", at)) {
                shown.add(String.join("\n", lines));
                lines.subList(row + 1, lines.size()).clear();
                lines.get(row).setLength(0);
                return at + 2;
            }
            char sign = text.charAt(at);
            if (sign == '\n') {
                row++;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else if (sign != '\r') {
                lines.get(row).append(sign);
            }
            return at;
        }
    }

    @Test
    void what_is_awaited_stands_below_both_fleets_and_is_written_over() {
        BlueGreen.builder(cloud.ports())
                .listener(new LiveProgress(new PrintStream(written, true, UTF_8)))
                .build()
                .deploy(beta)
                .orThrow();

        Screen screen = new Screen(written.toString(UTF_8));
        String last = String.join("\n", screen.lines);
        assertThat(screen.shown)
                .anySatisfy(
                        block -> assertThat(block)
                                .containsPattern(
                                        "(?m)^        blue   ███  3 healthy.*\n        green  .*[░▒].*\n        … \\d+s of at most .*"));
        assertThat(last).contains("await-in-service").doesNotContain("of at most", "███");
    }

    @Test
    void where_nobody_looks_there_are_plain_lines_without_control_characters() {
        assertThat(new Cli(cloud)
                        .run("--env beta environment refresh --yes")
                        .exiting(0)
                        .out())
                .contains("await-in-service")
                .doesNotContain("\u001B", "\r", "░");
    }
}
