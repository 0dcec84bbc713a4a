package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.hook.Follower;
import dev.verdigris.model.Color;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** What is found where blue shrinks, and its process has asked so long ago, and looked at something else since or not. */
    private List<String> shrinking(Duration ago, boolean lookedElsewhere) {
        Violations violations = new Violations(cloud);
        FollowerRules rules = new FollowerRules(cloud, BETA, violations);
        rules.hears(
                "first",
                new Call(1, 1, 1, Call.Kind.READ, Operations.ASK_FOLLOWER, "router", Color.GREEN),
                Follower.Answer.yes());
        if (lookedElsewhere) {
            rules.hears("first", new Call(2, 1, 2, Call.Kind.READ, Operations.DESCRIBE_GROUPS, "beta", null), Map.of());
        }
        cloud.pass(ago);
        ProcessView view = ProcessView.ofNothing()
                .seeing(BETA, cloud.ports().fleets().describe(Set.of(BETA.blue(), BETA.green())));
        green.setDesired(0);
        rules.sends(
                "first",
                new Call(3, 1, 3, Call.Kind.CHANGE, Operations.UPDATE_GROUP, BETA.green(), Resize.to(0, 0)),
                view);
        return violations.found();
    }

    @Test
    void an_answer_is_good_for_a_minute_and_longer_for_who_was_only_held_up() {
        green.setDesired(2);
        cloud.pass(Duration.ofMinutes(1));
        assertThat(shrinking(Duration.ofSeconds(50), true)).isEmpty();
        green.setDesired(2);
        assertThat(shrinking(Duration.ofSeconds(70), false)).isEmpty();
        green.setDesired(2);
        assertThat(shrinking(Duration.ofSeconds(70), true))
                .singleElement()
                .asString()
                .contains("it shrinks the green fleet, and router has not said that it may");
    }
}
