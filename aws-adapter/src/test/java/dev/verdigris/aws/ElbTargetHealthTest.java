package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of the targets of a group and their health. */
class ElbTargetHealthTest extends ElbTargetGroupsScenario {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "initial, Elb.RegistrationInProgress, INITIAL",
                "initial, Elb.InitialHealthChecking, INITIAL",
                "healthy, -, HEALTHY",
                "unhealthy, Target.ResponseCodeMismatch, UNHEALTHY",
                "unhealthy, Target.Timeout, UNHEALTHY",
                "unhealthy, Target.FailedHealthChecks, UNHEALTHY",
                "unhealthy, Elb.InternalError, UNHEALTHY",
                "unhealthy.draining, Target.DeregistrationInProgress, UNHEALTHY_DRAINING",
                "unused, Target.NotRegistered, UNUSED",
                "unused, Target.NotInUse, UNUSED",
                "unused, Target.InvalidState, UNUSED",
                "unused, Target.IpUnusable, UNUSED",
                "draining, Target.DeregistrationInProgress, DRAINING",
                "unavailable, Target.HealthCheckDisabled, UNAVAILABLE",
                "unavailable, Elb.InternalError, UNAVAILABLE",
                "convalescent, Target.OnTheMend, UNKNOWN"
            })
    void each_state_and_reason_has_its_place(String state, String reason, TargetHealth.State expected) {
        wire.on(
                HEALTH,
                health(described(
                        "i-0123456789abcdef0",
                        "<Port>8080</Port>",
                        state,
                        reason == null ? "" : "<Reason>" + reason + "</Reason>")));

        assertThat(targetGroups.health(BETA))
                .containsExactly(
                        new TargetHealth(new Target(new InstanceId("i-0123456789abcdef0"), 8080), expected, reason));
    }

    @Test
    void a_target_that_is_no_instance_is_named_and_never_left_out() {
        wire.on(
                HEALTH,
                health(
                        described("10.0.0.7", "<Port>80</Port>", "healthy", ""),
                        described("i-0123456789abcdef0", "<Port>80</Port>", "healthy", "")));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.health(BETA))
                .withMessageContaining("found 1 that are not: 10.0.0.7")
                .withMessageContaining(ARN)
                .withMessageContaining("use a target group of kind 'instance'")
                .matches(e -> !e.isTransient());
    }

    @Test
    void of_many_targets_that_are_no_instances_five_are_named() {
        wire.on(
                HEALTH,
                health(IntStream.rangeClosed(1, 9)
                        .mapToObj(n -> described("10.0.0." + n, "<Port>80</Port>", "healthy", ""))
                        .toArray(String[]::new)));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.health(BETA))
                .withMessageContaining("found 9 that are not: 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, …");
    }

    @Test
    void a_function_that_is_a_target_is_named_though_it_has_no_port() {
        String function = "arn:aws:lambda:us-east-1:123456789012:function:beta";
        wire.on(HEALTH, health(described(function, "", "unavailable", "<Reason>Target.HealthCheckDisabled</Reason>")));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.health(BETA))
                .withMessageContaining(function);
    }

    @Test
    void a_target_without_a_port_is_on_the_groups() {
        wire.on(HEALTH, health(described("i-0123456789abcdef0", "", "healthy", "")));

        assertThat(targetGroups.health(BETA))
                .extracting(health -> health.target().port())
                .containsExactly(80);
    }

    @Test
    void a_target_group_that_is_gone_is_not_found() {
        wire.on(HEALTH, Wire.error(400, "TargetGroupNotFound", "One or more target groups not found"));

        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(() -> targetGroups.health(BETA));
    }

    @Test
    void health_that_is_unavailable_for_a_moment_is_asked_for_again() {
        wire.on(HEALTH, Wire.error(500, "HealthUnavailable", "try later"), healthy(1));

        assertThat(targetGroups.health(BETA)).hasSize(1);
        assertThat(wire.transmissions(HEALTH)).isEqualTo(2);
    }
}
