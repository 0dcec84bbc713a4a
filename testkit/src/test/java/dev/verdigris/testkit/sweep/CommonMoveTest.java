package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.LifecycleState;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A move of the world never ends in what AWS would refuse, whatever other moves come meanwhile. */
class CommonMoveTest {
    private static final Environment BETA =
            Environment.named("beta").traffic(Traffic.registration("Beta")).build();

    private final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(BETA, new GroupSize(2, 10, 3)).build();
    private final SimulatedGroup blue = cloud.group(BETA, Color.BLUE);

    private SimulatedInstance onStandby() {
        SimulatedInstance one = blue.instance(1);
        CommonMove.STANDBY.happen(cloud, BETA, Color.BLUE);
        assertThat(one.state()).isEqualTo(LifecycleState.STANDBY);
        return one;
    }

    @Test
    void an_instance_on_standby_is_back_after_three_minutes() {
        SimulatedInstance one = onStandby();
        cloud.pass(Duration.ofMinutes(4));

        assertThat(one.state()).isEqualTo(LifecycleState.IN_SERVICE);
        assertThat(blue.size().desired()).isEqualTo(4);
    }

    @Test
    void an_instance_on_standby_is_back_later_where_the_group_launches_nothing_then() {
        SimulatedInstance one = onStandby();
        cloud.pass(Duration.ofSeconds(170));
        CommonMove.SUSPENDED.happen(cloud, BETA, Color.BLUE);
        cloud.pass(Duration.ofSeconds(40));
        assertThat(one.state()).as("suspended").isEqualTo(LifecycleState.STANDBY);
        cloud.pass(Duration.ofMinutes(2));

        assertThat(one.state()).isEqualTo(LifecycleState.IN_SERVICE);
        assertThat(blue.size().desired()).isEqualTo(4);
    }

    @Test
    void nobody_puts_the_only_healthy_one_on_standby() {
        cloud.targetGroup(BETA).targets().stream()
                .skip(1)
                .forEach(target -> cloud.drain(target.target().instance()));
        SimulatedInstance one = blue.instance(1);
        CommonMove.STANDBY.happen(cloud, BETA, Color.BLUE);
        assertThat(one.state()).isEqualTo(LifecycleState.IN_SERVICE);
        cloud.pass(Duration.ofMinutes(10));

        cloud.targetGroup(BETA).place(blue.instance(2));
        CommonMove.STANDBY.happen(cloud, BETA, Color.BLUE);
        assertThat(one.state()).isEqualTo(LifecycleState.STANDBY);
    }

    @Test
    void an_instance_stays_on_standby_where_the_group_is_full() {
        SimulatedInstance one = onStandby();
        blue.setBounds(new GroupSize(2, 3, 3));
        cloud.pass(Duration.ofMinutes(10));

        assertThat(one.state()).isEqualTo(LifecycleState.STANDBY);
    }
}
