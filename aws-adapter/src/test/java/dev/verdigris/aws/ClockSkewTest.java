package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets.Resize;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/**
 * A machine whose clock is wrong. AWS refuses what it signs and says what time it is; the SDK signs with that from then on,
 * and the adapter sends again, with a permit each time.
 */
class ClockSkewTest {
    private static final String DATE = "Mon, 01 Jan 1990 00:10:00 GMT";
    private static final String UPDATE = "UpdateAutoScalingGroup";
    private static final String DESCRIBE = "DescribeAutoScalingGroups";
    private static final GroupName BLUE = new GroupName("beta-blue");
    private static final Wire.Reply EXPIRED =
            Wire.with("Date", DATE, Wire.error(400, "RequestExpired", "Request has expired"));
    private static final Wire.Reply DONE = Wire.result("");

    private Wire wire;
    private Cloud cloud;

    /** What one client of the SDK learns, all that are made later know. */
    @BeforeEach
    @AfterEach
    void the_SDK_takes_the_clock_for_right() {
        SdkGlobalTime.setGlobalTimeOffset(0);
        wire = new Wire();
        cloud = wire.cloud();
    }

    private void resize() {
        cloud.fleets().resize(BLUE, Resize.to(1, 1), wire.permit);
    }

    @ParameterizedTest
    @CsvSource({
        "400, RequestExpired",
        "403, RequestTimeTooSkewed",
        "403, RequestInTheFuture",
        "403, SignatureDoesNotMatch",
        "403, InvalidSignatureException"
    })
    void what_was_signed_at_the_wrong_time_is_sent_again_signed_at_the_right_one(int status, String code) {
        wire.on(UPDATE, Wire.with("Date", DATE, Wire.error(status, code, "Signature expired")), DONE);

        resize();

        assertThat(wire.log()).containsExactly("permit", UPDATE, "permit", UPDATE);
        assertThat(wire.signedAt(UPDATE).get(0)).startsWith("2");
        assertThat(wire.signedAt(UPDATE).get(1)).startsWith("19900101T001");
    }

    @Test
    void a_skew_in_the_json_protocol_is_corrected() {
        wire.on(
                "PutParameter",
                Wire.with(
                        "Date",
                        DATE,
                        Wire.text(
                                400,
                                "{\"__type\": \"InvalidSignatureException\", \"message\": \"Signature expired\"}")),
                Wire.text(200, "{\"Version\": 2}"));

        cloud.activeColors().write(new ParameterPath("/beta/color"), Color.GREEN, wire.permit);

        assertThat(wire.log()).containsExactly("permit", "PutParameter", "permit", "PutParameter");
        assertThat(wire.signedAt("PutParameter").get(1)).startsWith("19900101T001");
    }

    @Test
    void the_right_time_is_known_from_then_on() {
        wire.on(UPDATE, EXPIRED, DONE).on(DESCRIBE, Wire.result("<AutoScalingGroups/>"));

        resize();
        resize();
        cloud.fleets().describe(Set.of(BLUE));

        assertThat(wire.requests(UPDATE)).hasSize(3);
        assertThat(wire.signedAt(DESCRIBE)).singleElement().asString().startsWith("19900101T001");
    }

    @Test
    void nothing_is_sent_again_once_the_permit_is_gone() {
        wire.on(UPDATE, EXPIRED);

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> cloud.fleets().resize(BLUE, Resize.to(1, 1), () -> {
                    if (wire.transmissions(UPDATE) == 1) {
                        throw new PermitDeniedException("the deployment has ended", "nothing");
                    }
                }));

        assertThat(wire.transmissions(UPDATE)).isEqualTo(1);
    }

    @Test
    void skew_that_cannot_be_corrected_is_named_with_its_size_and_its_remedy() {
        wire.on(UPDATE, EXPIRED);

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(this::resize)
                .withMessageContaining("RequestExpired: Request has expired")
                .withMessageMatching("(?s).*this machine's clock is \\d{6} h ahead of AWS's.*")
                .withMessageContaining("set this machine's clock")
                .withMessageNotContaining("allow autoscaling");

        assertThat(wire.transmissions(UPDATE)).isEqualTo(4);
    }

    @Test
    void a_signature_that_is_wrong_at_the_right_time_is_not_sent_again() {
        wire.on(UPDATE, Wire.error(403, "SignatureDoesNotMatch", "check your key and signing method"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(this::resize)
                .withMessageContaining("check the credentials in use");

        assertThat(wire.transmissions(UPDATE)).isEqualTo(1);
    }
}
