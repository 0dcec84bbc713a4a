package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations on a command line. */
class DurationsTest {
    @ParameterizedTest
    @CsvSource({"200ms,PT0.2S", "5s,PT5S", "10m,PT10M", "1h,PT1H"})
    void durations_are_written_as_people_write_them(String text, Duration duration) {
        assertThat(new Durations().convert(text)).isEqualTo(duration);
    }
}
