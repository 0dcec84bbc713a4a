package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Followers that act on another color than the one that serves are found out. */
class FollowerRulesTest extends BreachScenario {
    private final SimulatedCloud cloud = EXPIRING.serving(1);
    private final SimulatedGroup green = cloud.group(BETA, Color.GREEN);

    FollowerRulesTest() {
        cloud.createFollower(BETA, "router");
    }

    @Test
    void those_that_follow_what_serves_are_not_astray() {
        assertThat(FollowerRules.astray(cloud, BETA, false)).isEmpty();
    }

    @Test
    void those_that_follow_what_does_not_serve_are_astray_whoever_recorded_what() {
        cloud.targetGroup(BETA).deregisterAll();
        green.setDesired(2);
        cloud.pass(Duration.ofMinutes(2));
        cloud.targetGroup(BETA).place(green);

        assertThat(FollowerRules.astray(cloud, BETA, true))
                .singleElement()
                .asString()
                .contains("router follows blue while traffic reaches green");
    }

    @Test
    void where_nobody_serves_they_follow_what_is_recorded_unless_somebody_else_did_that() {
        cloud.targetGroup(BETA).deregisterAll();
        assertThat(FollowerRules.astray(cloud, BETA, false)).isEmpty();
        cloud.setParameter(BETA.activeColorParameter(), "green");

        assertThat(FollowerRules.astray(cloud, BETA, false)).hasSize(1);
        assertThat(FollowerRules.astray(cloud, BETA, true)).isEmpty();
    }
}
