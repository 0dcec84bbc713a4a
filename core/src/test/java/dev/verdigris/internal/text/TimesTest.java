package dev.verdigris.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT20S",
                "PT1M30S",
                "PT15M",
                "PT2H",
                "PT1H0M5S",
                "PT25H",
                "PT1.5S",
                "PT-6H",
                "-PT6H",
                "P1D",
                "P1DT2H",
                "pt5s",
                "PT9223372036854775807S",
                "PT0.000000001S"
            })
    void a_duration_is_read_as_the_jdk_reads_it(String text) {
        assertThat(Times.duration(text)).isEqualTo(Duration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "PT5",
                "PT5M3H",
                "PT5S5S",
                "PTS",
                "P5S",
                "QT5S",
                "PT5X",
                "5",
                "PT99999999999999999999S"
            })
    void what_is_no_duration_is_refused_as_by_the_jdk(String text) {
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> Duration.parse(text));
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> Times.duration(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:05Z",
                "2026-11-28T23:59:59.123Z",
                "2024-02-29T12:30:00.000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-12-31T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "-0044-03-15T12:00:00Z",
                "+12026-01-01T00:00:00Z",
                "2026-01-01T00:00:05.5Z",
                "2026-01-01T00:00:05.Z"
            })
    void a_moment_is_read_as_the_jdk_reads_it(String text) {
        assertThat(Times.instant(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-01",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01 00:00:00Z",
                "2026-01-01T00:00:05.1234567890Z",
                "2026-01-01T00:00:05"
            })
    void what_is_no_moment_is_refused_as_by_the_jdk(String text) {
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> Instant.parse(text));
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> Times.instant(text));
    }

    @Test
    void what_is_written_is_read_back() {
        for (long nanos = 1; nanos < 1_000_000_000_000_000_000L; nanos = nanos * 7 + 3) {
            Duration duration = Duration.ofNanos(nanos);
            Instant moment = Instant.EPOCH.plus(duration);

            assertThat(Times.duration(duration.toString())).isEqualTo(duration);
            assertThat(Times.instant(moment.toString())).isEqualTo(moment);
        }
    }
}
