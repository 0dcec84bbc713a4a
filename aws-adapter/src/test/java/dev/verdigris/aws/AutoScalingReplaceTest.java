package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import org.junit.jupiter.api.Test;

/** What is sent to replace a member of a group, and what AWS may say to it. */
class AutoScalingReplaceTest extends AutoScalingScenario {
    private static final String TERMINATE = "TerminateInstanceInAutoScalingGroup";
    private static final InstanceId MEMBER = new InstanceId("i-0123456789abcdef0");

    @Test
    void the_desired_capacity_stays() {
        wire.on(TERMINATE, Wire.result(""));

        fleets.replace(BLUE, MEMBER, wire.permit);

        assertThat(wire.log()).containsExactly("permit", TERMINATE);
        assertThat(wire.requests(TERMINATE).get(0))
                .containsEntry("InstanceId", MEMBER.value())
                .containsEntry("ShouldDecrementDesiredCapacity", "false");
    }

    @Test
    void a_group_that_is_busy_is_asked_again_with_a_permit_of_its_own() {
        wire.on(TERMINATE, Wire.error(400, "ScalingActivityInProgress", "Activity is in progress"), Wire.result(""));

        fleets.replace(BLUE, MEMBER, wire.permit);

        assertThat(wire.log()).containsExactly("permit", TERMINATE, "permit", TERMINATE);
    }

    @Test
    void who_is_no_member_is_not_found() {
        wire.on(
                TERMINATE,
                Wire.error(
                        400,
                        "ValidationError",
                        "Instance Id not found - No managed instance found for instance ID: " + MEMBER));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> fleets.replace(BLUE, MEMBER, wire.permit));
    }

    @Test
    void what_else_is_not_valid_is_invalid() {
        wire.on(TERMINATE, Wire.error(400, "ValidationError", "The instance is in a warm pool"));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> fleets.replace(BLUE, MEMBER, wire.permit))
                .withMessageContaining("warm pool");
    }
}
