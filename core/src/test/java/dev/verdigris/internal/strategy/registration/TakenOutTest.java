package dev.verdigris.internal.strategy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.targets.TakenOut;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.world.Look;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.model.TargetHealth.State;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is kept out of traffic by somebody else, as far as looks can tell. */
class TakenOutTest {
    private static final InstanceId B3 = new InstanceId("i-b3");
    private static final InstanceId G1 = new InstanceId("i-g1");

    /** Blue has three members in service, green one. */
    private static Look look(TargetHealth... targets) {
        Snapshot snapshot = Given.nothingServing()
                .fleet(Color.BLUE, new GroupSize(2, 10, 3), 3)
                .fleet(Color.GREEN, new GroupSize(1, 10, 1), 1)
                .registered("b", 2, State.HEALTHY)
                .targets(targets)
                .snapshot();
        return look(snapshot);
    }

    private static Look look(Snapshot snapshot) {
        return new Look(
                snapshot.blue(),
                snapshot.green(),
                Membership.of(snapshot.blue(), snapshot.green()),
                snapshot.traffic());
    }

    private static void saw(TakenOut takenOut, Look look) {
        takenOut.saw(look.blue(), look.green(), Pool.targets(look));
    }

    private static TargetHealth target(InstanceId instance, State state) {
        return new TargetHealth(new Target(instance, 80), state, null);
    }

    @Test
    void a_live_member_that_is_not_registered_at_first_was_taken_out_before() {
        TakenOut takenOut = new TakenOut(Color.BLUE, true);
        saw(takenOut, look());

        assertThat(takenOut.byOthers(B3)).isTrue();
        assertThat(takenOut.byOthers(new InstanceId("i-b1"))).isFalse();
    }

    @Test
    void one_that_comes_later_is_a_newcomer() {
        TakenOut takenOut = new TakenOut(Color.BLUE, true);
        Snapshot two = Given.blueServing()
                .fleet(Color.BLUE, new GroupSize(2, 10, 2), 2)
                .snapshot();
        saw(takenOut, look(two));
        saw(takenOut, look());

        assertThat(takenOut.byOthers(B3)).isFalse();
    }

    @Test
    void a_live_member_that_leaves_traffic_meanwhile_was_taken_out() {
        TakenOut takenOut = new TakenOut(Color.BLUE, true);
        saw(takenOut, look(target(B3, State.HEALTHY)));
        saw(takenOut, look(target(B3, State.DRAINING)));
        assertThat(takenOut.byOthers(B3)).isTrue();

        saw(takenOut, look());
        assertThat(takenOut.byOthers(B3)).as("once it has drained").isTrue();

        saw(takenOut, look(target(B3, State.INITIAL)));
        assertThat(takenOut.byOthers(B3))
                .as("registered again by whoever took it out")
                .isFalse();
    }

    @Test
    void what_we_deregister_ourselves_is_ours_however_late_it_takes_effect() {
        TakenOut takenOut = new TakenOut(Color.BLUE, true);
        saw(takenOut, look(target(B3, State.HEALTHY)));
        takenOut.byUs(Set.of(new Target(B3, 80)));
        saw(takenOut, look(target(B3, State.HEALTHY)));
        saw(takenOut, look(target(B3, State.DRAINING)));

        assertThat(takenOut.byOthers(B3)).isFalse();
    }

    @Test
    void where_an_earlier_run_may_have_deregistered_the_live_color_nobody_can_tell() {
        TakenOut takenOut = new TakenOut(Color.BLUE, false);
        saw(takenOut, look(target(B3, State.DRAINING)));
        saw(takenOut, look());

        assertThat(takenOut.byOthers(B3)).isFalse();
    }

    @Test
    void a_new_member_is_left_alone_for_as_long_as_it_drains() {
        TakenOut takenOut = new TakenOut(Color.BLUE, true);
        saw(takenOut, look());
        takenOut.registering(Set.of(new Target(G1, 80)));
        saw(takenOut, look(target(G1, State.DRAINING)));
        assertThat(takenOut.byOthers(G1)).isTrue();

        saw(takenOut, look());
        assertThat(takenOut.byOthers(G1)).isFalse();
    }

    @Test
    void what_drains_already_when_it_is_first_seen_was_not_taken_from_us() {
        TakenOut takenOut = new TakenOut(Color.BLUE, true);
        saw(takenOut, look(target(G1, State.DRAINING)));

        assertThat(takenOut.byOthers(G1)).isFalse();
    }
}
