package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Report;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How whoever embeds the library gets values of it in tests of their own. */
class ResultsInTestsTest {

    /** Code of a user's. */
    private static String announcement(Outcome outcome) {
        return outcome.report().title() + " took " + outcome.report().took().toMinutes() + " minutes";
    }

    @Test
    void a_simulated_cloud_makes_them() {
        BlueGreen blueGreen = BlueGreen.on(SimulatedCloud.serving(BETA, 2).ports());

        Outcome outcome = blueGreen.deploy(BETA);
        Status status = blueGreen.status(BETA);

        assertThat(announcement(outcome)).matches("Deploy beta: blue → green took \\d+ minutes");
        assertThat(status.activeColor()).isEqualTo(Color.GREEN);
    }

    @Test
    void equal_facts_are_equal_values_and_print_the_same() {
        BlueGreen blueGreen = BlueGreen.on(SimulatedCloud.serving(BETA, 2).ports());
        blueGreen.deploy(BETA);
        Status status = blueGreen.status(BETA);

        assertThat(blueGreen.status(BETA))
                .isEqualTo(status)
                .hasSameHashCodeAs(status)
                .hasToString(status.toString());
        assertThat(blueGreen.history(BETA)).isEqualTo(List.of(status.last()));
        blueGreen.rollback(BETA);
        assertThat(blueGreen.status(BETA)).isNotEqualTo(status);
    }

    @Test
    void a_record_of_the_test_does_where_a_single_fact_matters() {
        assertThat(announcement(Outcome.succeeded(new Took(Duration.ofMinutes(7)))))
                .isEqualTo("Deploy beta took 7 minutes");
    }

    private record Took(Duration took) implements Report {

        @Override
        public String environment() {
            return "beta";
        }

        @Override
        public String deployment() {
            return "d-1";
        }

        @Override
        public String title() {
            return "Deploy beta";
        }

        @Override
        public Color from() {
            return Color.BLUE;
        }

        @Override
        public Color to() {
            return Color.GREEN;
        }

        @Override
        public List<Step> steps() {
            return List.of();
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public Duration bothServed() {
            return Duration.ZERO;
        }
    }
}
