package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoForwarding;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The packaged CLI as a process on a Moto server, where one group {@code beta} serves that is attached to its target group, and
 * both color groups are empty. To the tests that group stands in for blue until green serves.
 */
@Execution(ExecutionMode.CONCURRENT)
class AdoptEndToEndTest {
    private static final GroupSize EMPTY = new GroupSize(0, 100, 0);

    private final MotoWorld world = MotoWorld.fresh();

    @Test
    void by_registration_an_attached_group_is_adopted_and_then_deployed_as_usual() {
        Environment before = Environment.named("beta").blueGroup("beta").build();
        MotoEnvironment moto = world.environment(before).serving(null).create();
        moto.attach(Color.BLUE);
        world.createGroup(new GroupName("beta-blue"), EMPTY);
        List<String> usual = List.of("--env", "beta");

        assertThat(changed(usual, "adopt", "--from-group", "beta", "--to", "green"))
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("from", null)
                .containsEntry("to", "green");

        assertThat(moto.registered(Color.GREEN)).hasSize(3).isEqualTo(moto.instances(Color.GREEN));
        assertThat(moto.size(Color.GREEN)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(moto.size(Color.BLUE)).as("the old group").isEqualTo(EMPTY);
        assertThat(moto.attached()).isEmpty();
        assertThat(moto.recordedColor()).isEqualTo("green");
        lives(usual, "green");
    }

    @Test
    void by_forwarding_a_group_is_adopted_and_the_rule_names_both_colors_then() {
        Environment before = Environment.named("beta")
                .blueGroup("beta")
                .traffic(Traffic.forwarding("Beta", "Beta-Green", "web:80"))
                .build();
        MotoForwarding moto = MotoForwarding.create(world, before);
        String blue = world.createTargetGroup("Beta-Blue", 80, false);
        world.createGroup(new GroupName("beta-blue"), EMPTY);
        world.autoScaling()
                .attachLoadBalancerTargetGroups(
                        request -> request.autoScalingGroupName("beta-blue").targetGroupARNs(blue));
        String listener = moto.balancer().listen(80, MotoBalancer.alone(moto.arn(Color.BLUE)));
        List<String> usual =
                List.of("--env", "beta", "--traffic", "forwarding", "--hold", "100ms", "--route", listener);

        assertThat(changed(usual, "adopt", "--from-group", "beta", "--to", "green"))
                .containsEntry("outcome", "SUCCEEDED");

        assertThat(weights(moto, listener)).isEqualTo(Map.of(moto.arn(Color.GREEN), 100, blue, 0));
        assertThat(moto.registered(Color.GREEN)).hasSize(3);
        lives(usual, "green");
    }

    /** The weights of a listener's default action, by the ARNs of target groups. */
    private static Map<String, Integer> weights(MotoForwarding moto, String listener) {
        Map<String, Integer> weights = new HashMap<>();
        moto.balancer()
                .listener(listener)
                .defaultActions()
                .get(0)
                .forwardConfig()
                .targetGroups()
                .forEach(group -> weights.put(group.targetGroupArn(), group.weight()));
        return weights;
    }

    /** It is an environment like any other: without drift, deployed, and rolled back. */
    private void lives(List<String> usual, String color) {
        assertThat(cli(usual, "status", "--json").exiting(0).json())
                .containsEntry("activeColor", color)
                .containsEntry("recordedColor", color)
                .containsEntry("drift", List.of());
        assertThat(changed(usual, "refresh")).containsEntry("from", color);
        assertThat(changed(usual, "rollback")).containsEntry("to", color);
        assertThat(cli(usual, "adopt", "--from-group", "beta", "--yes")
                        .exiting(3)
                        .err())
                .contains("it is adopted already");
    }

    private Map<String, Object> changed(List<String> usual, String command, String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        words.addAll(List.of("--yes", "--json", "--poll-interval", "200ms"));
        return cli(usual, command, words.toArray(String[]::new)).exiting(0).json();
    }

    private Ran cli(List<String> usual, String command, String... args) {
        List<String> words = new ArrayList<>(usual);
        words.addAll(List.of("--endpoint-url", world.endpoint().toString(), "environment", command));
        words.addAll(List.of(args));
        return Jar.run(world.processEnvironment(), words.toArray(String[]::new));
    }
}
