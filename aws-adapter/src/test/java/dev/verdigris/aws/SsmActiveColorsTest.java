package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.ActiveColors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a deployment state when Parameter Store does not answer well. */
class SsmActiveColorsTest {
    private static final ParameterPath PARAMETER = new ParameterPath("/compiler-explorer/beta/active-asg");
    private static final String READ = "GetParameter";
    private static final String WRITE = "PutParameter";
    private static final Wire.Reply DONE = Wire.text(200, "{\"Version\": 2, \"Tier\": \"Standard\"}");
    private static final Wire.Reply FAULT = Wire.text(500, "{\"__type\": \"InternalServerError\"}");
    private static final Wire.Reply DENIED = Wire.text(
            400, "{\"__type\": \"AccessDeniedException\", \"message\": \"User is not authorized to perform it\"}");

    private final Wire wire = new Wire();
    private final ActiveColors colors = wire.cloud().activeColors();

    private static Wire.Reply value(String value) {
        return Wire.text(200, "{\"Parameter\": {\"Name\": \"" + PARAMETER + "\", \"Value\": \"" + value + "\"}}");
    }

    private void write() {
        colors.write(PARAMETER, Color.GREEN, wire.permit);
    }

    @Test
    void a_color_is_put_over_what_was_there() {
        wire.on(WRITE, DONE);

        write();

        assertThat(wire.log()).containsExactly("permit", WRITE);
        assertThat(wire.requests(WRITE).get(0).get("body"))
                .contains("\"Name\":\"/compiler-explorer/beta/active-asg\"")
                .contains("\"Value\":\"green\"")
                .contains("\"Type\":\"String\"")
                .contains("\"Overwrite\":true");
    }

    @Test
    void concurrent_updates_are_waited_out() {
        wire.on(WRITE, Wire.text(400, "{\"__type\": \"TooManyUpdates\", \"message\": \"concurrent updates\"}"), DONE);

        write();

        assertThat(wire.log()).containsExactly("permit", WRITE, "permit", WRITE);
    }

    @Test
    void a_write_whose_replies_were_all_lost_has_worked_if_it_reads_back() {
        wire.on(WRITE, FAULT).on(READ, value("green"));

        assertThatCode(this::write).doesNotThrowAnyException();

        assertThat(wire.transmissions(WRITE)).isEqualTo(4);
        assertThat(wire.transmissions(READ)).isEqualTo(1);
    }

    @Test
    void a_write_that_does_not_read_back_has_failed() {
        wire.on(WRITE, Wire.broken()).on(READ, value("blue"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(this::write)
                .withMessageContaining("ssm:PutParameter")
                .matches(PortException::isTransient);
    }

    @Test
    void a_read_back_that_fails_is_attached_and_never_instead() {
        wire.on(WRITE, FAULT).on(READ, DENIED);

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(this::write)
                .matches(e -> e.operation().equals("ssm:PutParameter"))
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(PortException.Denied.class));
    }

    @Test
    void a_denied_write_is_not_read_back() {
        wire.on(WRITE, DENIED);

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(this::write)
                .withMessageContaining("allow ssm:PutParameter");

        assertThat(wire.log()).containsExactly("permit", WRITE);
    }

    @Test
    void a_denied_read_is_no_missing_parameter() {
        wire.on(READ, DENIED);

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> colors.read(PARAMETER))
                .withMessageContaining("allow ssm:GetParameter");
    }

    @Test
    void a_throttled_read_is_tried_again() {
        wire.on(
                READ,
                Wire.text(400, "{\"__type\": \"ThrottlingException\", \"message\": \"Rate exceeded\"}"),
                value("blue"));

        assertThat(colors.read(PARAMETER)).isEqualTo("blue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SecureString", "StringList", "SomethingToCome"})
    void a_parameter_of_another_type_is_named_and_not_overwritten(String type) {
        wire.on(
                READ,
                Wire.text(200, "{\"Parameter\": {\"Type\": \"" + type + "\", \"Value\": \"AQICAHhciphertext\"}}"));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> colors.read(PARAMETER))
                .withMessageContaining("expected the parameter " + PARAMETER + " to be a String, found a " + type)
                .withMessageContaining("aws ssm delete-parameter --name " + PARAMETER)
                .withMessageNotContainingAny("AQICAH", "--overwrite")
                .matches(e -> !e.isTransient());

        assertThat(wire.transmissions(READ)).isEqualTo(1);
    }

    @Test
    void a_parameter_of_the_right_type_reads_as_it_is() {
        wire.on(READ, Wire.text(200, "{\"Parameter\": {\"Type\": \"String\", \"Value\": \"blue\"}}"));

        assertThat(colors.read(PARAMETER)).isEqualTo("blue");
    }

    @Test
    void a_parameter_that_is_not_there_reads_as_null() {
        wire.on(READ, Wire.text(400, "{\"__type\": \"ParameterNotFound\"}"));

        assertThat(colors.read(PARAMETER)).isNull();
    }
}
