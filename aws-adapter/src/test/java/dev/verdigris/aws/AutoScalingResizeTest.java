package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.Fleets.Resize;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a group is resized, and what AWS may answer. */
class AutoScalingResizeTest extends AutoScalingScenario {
    private static final String UPDATE = "UpdateAutoScalingGroup";

    @Test
    void a_resize_sends_what_it_changes_and_never_a_maximum() {
        wire.on(UPDATE, Wire.result(""));

        fleets.resize(BLUE, Resize.to(2, 3), wire.permit);
        fleets.resize(BLUE, Resize.min(2), wire.permit);
        fleets.resize(BLUE, new Resize(null, 0), wire.permit);

        assertThat(wire.requests(UPDATE))
                .extracting(request -> request.get("MinSize"))
                .containsExactly("2", "2", null);
        assertThat(wire.requests(UPDATE))
                .extracting(request -> request.get("DesiredCapacity"))
                .containsExactly("3", null, "0");
        assertThat(wire.requests(UPDATE))
                .allSatisfy(request -> assertThat(request)
                        .containsEntry("AutoScalingGroupName", "beta-blue")
                        .doesNotContainKey("MaxSize"));
    }

    @Test
    void a_resize_whose_reply_was_lost_is_sent_again_as_it_was() {
        wire.on(UPDATE, Wire.error(500, "InternalFailure", "lost"), Wire.result(""));

        fleets.resize(BLUE, Resize.to(2, 3), wire.permit);

        assertThat(wire.log()).containsExactly("permit", UPDATE, "permit", UPDATE);
        assertThat(wire.requests(UPDATE).get(0)).isEqualTo(wire.requests(UPDATE).get(1));
    }

    @Test
    void a_resize_waits_for_a_scaling_activity_that_is_in_progress() {
        wire.on(UPDATE, Wire.error(400, "ScalingActivityInProgress", "Activity is in progress"), Wire.result(""));

        fleets.resize(BLUE, Resize.to(2, 3), wire.permit);

        assertThat(wire.transmissions(UPDATE)).isEqualTo(2);
    }

    @Test
    void a_denial_on_a_group_with_an_operator_names_the_operator() {
        described("<Operator><Principal>eks.amazonaws.com</Principal></Operator>");
        wire.on(UPDATE, Wire.error(403, "AccessDenied", "not authorized"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(2, 3), wire.permit))
                .withMessageContaining(
                        "expected to be allowed to change beta-blue, found that eks.amazonaws.com operates it")
                .withMessageContaining("AccessDenied: not authorized")
                .withMessageNotContaining("allow autoscaling");
    }

    @Test
    void a_denial_on_a_group_that_has_lost_its_operator_is_a_policys() {
        wire.on(
                DESCRIBE,
                Wire.result("<AutoScalingGroups>"
                        + group(BLUE, "<Operator><Principal>eks.amazonaws.com</Principal></Operator>")
                        + "</AutoScalingGroups>"),
                Wire.result("<AutoScalingGroups>" + group(BLUE, "") + "</AutoScalingGroups>"));
        fleets.describe(Set.of(BLUE));
        fleets.describe(Set.of(BLUE));
        wire.on(UPDATE, Wire.error(403, "AccessDenied", "not authorized"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(2, 3), wire.permit))
                .withMessageContaining("allow autoscaling:UpdateAutoScalingGroup");
    }

    @Test
    void a_group_that_is_gone_is_not_found() {
        wire.on(UPDATE, Wire.error(400, "ValidationError", "AutoScalingGroup name not found - null"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> fleets.resize(BLUE, Resize.to(2, 3), wire.permit));
    }
}
