package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever lets the healthy share of a target group fall is blamed for the requests that are lost then, where it could be kept. */
class FallenShareTest {
    private static final Environment REGISTERED =
            Environment.named("beta").traffic(Traffic.registration("Beta")).build();
    private static final Environment ATTACHED =
            Environment.named("beta").traffic(Traffic.attachment("Beta")).build();

    /** Green comes up with two sick instances beside a blue fleet that serves. */
    private static final class World {
        final SimulatedCloud cloud;
        final SimulatedGroup blue;
        final SimulatedGroup green;
        final SimulatedTargetGroup targets;
        final FallenShare share;

        World(Environment environment, int live) {
            cloud = SimulatedCloud.builder()
                    .serving(environment, new GroupSize(1, 10, live))
                    .build();
            blue = cloud.group(environment, Color.BLUE);
            green = cloud.group(environment, Color.GREEN);
            targets = cloud.targetGroup(environment, Color.BLUE);
            Threshold sixty = new Threshold(1, 60);
            targets.setHealthyShare(new HealthyShare(sixty, sixty));
            share = new FallenShare(cloud, environment);
            assertThat(share.excused()).isFalse();
            green.afflict("v2", InstanceFault.neverHealthy());
            green.setDesired(2);
            cloud.pass(Duration.ofMinutes(5));
        }

        InstanceId member(int which) {
            SimulatedInstance member = green.instances().get(which);
            return member.id();
        }
    }

    @Test
    void one_that_comes_to_a_fleet_too_small_for_it_is_excused_and_two_are_not() {
        World world = new World(REGISTERED, 1);

        world.targets.register(world.member(0));
        assertThat(world.share.excused()).isTrue();

        world.targets.register(world.member(1));
        assertThat(world.share.excused()).isFalse();
    }

    @Test
    void a_wave_too_large_is_not_excused() {
        World world = new World(REGISTERED, 2);

        world.targets.register(world.member(0));
        assertThat(world.share.excused()).as("it is kept").isFalse();
        world.targets.register(world.member(1));
        assertThat(world.share.excused()).isFalse();
    }

    @Test
    void all_that_an_attachment_brings_are_excused_until_the_fleet_that_served_has_left() {
        World world = new World(ATTACHED, 2);

        world.targets.register(world.member(0));
        world.targets.register(world.member(1));
        assertThat(world.share.excused()).isTrue();

        world.blue.instances().forEach(member -> world.targets.deregister(member.id()));
        assertThat(world.share.excused()).isFalse();
    }

    @Test
    void what_the_group_that_serves_registers_by_itself_is_excused() {
        World world = new World(ATTACHED, 2);

        world.blue.afflict(3, InstanceFault.neverHealthy());
        world.blue.afflict(4, InstanceFault.neverHealthy());
        world.blue.setDesired(4);
        world.cloud.pass(Duration.ofMinutes(5));

        assertThat(world.targets.registered(world.blue)).isEqualTo(4);
        assertThat(world.share.excused()).isTrue();
        world.blue.instances().get(0).sicken("Target.Timeout");
        world.cloud.pass(Duration.ofMinutes(5));
        assertThat(world.share.excused()).as("one that stood there").isFalse();
    }
}
