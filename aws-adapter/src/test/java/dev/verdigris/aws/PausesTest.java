package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.error.PortException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** How long it is before a call is sent again. */
class PausesTest {
    private final Pauses pauses = new Pauses(AwsCalls.FIRST_PAUSE);

    private static PortException throttled(String header, String value) {
        return new PortException.Throttled(
                "ssm:PutParameter",
                "Rate exceeded",
                AwsServiceException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ThrottlingException")
                                .sdkHttpResponse(SdkHttpResponse.builder()
                                        .statusCode(400)
                                        .putHeader(header, value)
                                        .build())
                                .build())
                        .build());
    }

    private static void assertAbout(Duration pause, long millis) {
        assertThat(pause).isBetween(Duration.ofMillis(millis * 75 / 100), Duration.ofMillis(millis * 125 / 100));
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 400", "3, 800", "6, 5000", "60, 5000"})
    void a_fault_is_paused_for_twice_as_long_each_time_up_to_five_seconds(int transmissions, long millis) {
        assertAbout(pauses.after(transmissions, new PortException.Unavailable("a:B", "fault", null)), millis);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "4, 5000"})
    void a_throttle_is_paused_for_a_second_and_more(int transmissions, long millis) {
        assertAbout(pauses.after(transmissions, new PortException.Throttled("a:B", "slower", null)), millis);
    }

    @Test
    void a_pause_that_AWS_asks_for_is_made() {
        assertThat(pauses.after(1, throttled("x-amz-retry-after", "3500"))).isEqualTo(Duration.ofMillis(3500));
    }

    @Test
    void a_pause_shorter_than_our_own_is_not() {
        assertAbout(pauses.after(1, throttled("x-amz-retry-after", "10")), 1000);
    }

    @Test
    void a_pause_much_longer_than_our_own_is_cut() {
        assertThat(pauses.after(1, throttled("x-amz-retry-after", "3600000")))
                .isBetween(Duration.ofMillis(5750), Duration.ofMillis(6250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-5", "99999999999999999999"})
    void a_hint_that_cannot_be_read_is_none(String value) {
        assertAbout(pauses.after(1, throttled("x-amz-retry-after", value)), 1000);
    }

    @Test
    void a_hint_in_seconds_is_not_heeded_as_AWSs_SDKs_do_not() {
        assertAbout(pauses.after(1, throttled("Retry-After", "4")), 1000);
    }
}
