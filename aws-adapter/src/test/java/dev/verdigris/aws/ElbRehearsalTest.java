package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import org.junit.jupiter.api.Test;

/** A rehearsal of a deregistration, which shows whether the credentials may do it. */
class ElbRehearsalTest extends ElbTargetGroupsScenario {
    @Test
    void a_rehearsal_deregisters_a_target_that_nobody_is_with_a_permit() {
        wire.on(DEREGISTER, DONE);

        targetGroups.rehearseDeregistration(BETA, wire.permit);

        assertThat(wire.log()).containsExactly("permit", DEREGISTER);
        assertThat(wire.requests(DEREGISTER).get(0))
                .containsEntry("TargetGroupArn", ARN)
                .containsEntry("Targets.member.1.Id", "i-00000000000000000")
                .doesNotContainKey("Targets.member.2.Id");
    }

    @Test
    void a_rehearsal_that_minds_the_target_is_permitted() {
        wire.on(DEREGISTER, REFUSED);

        targetGroups.rehearseDeregistration(BETA, wire.permit);

        assertThat(wire.log()).containsExactly("permit", DEREGISTER);
    }

    @Test
    void a_rehearsal_that_is_denied_says_what_to_allow() {
        wire.on(DEREGISTER, Wire.error(403, "AccessDenied", "not authorized to perform DeregisterTargets"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(BETA, wire.permit))
                .withMessageContaining("allow elasticloadbalancing:DeregisterTargets");
    }

    @Test
    void a_rehearsal_on_a_target_group_that_is_gone_is_not_permitted() {
        wire.on(DEREGISTER, Wire.error(400, "TargetGroupNotFound", "not found"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(BETA, wire.permit));
    }

    @Test
    void a_rehearsal_without_a_permit_is_not_sent() {
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(BETA, () -> {
                    throw new PermitDeniedException("the deployment has ended", "nothing");
                }));

        assertThat(wire.log()).isEmpty();
    }
}
