package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Follower;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import dev.verdigris.testkit.SimulatedFollower;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rule R29: followers are told on every way, and asked before a fleet is scaled down. */
class FollowerRulesTest {
    private final Stage stage = Stage.set();
    private final SimulatedFollower router = stage.cloud.createFollower(BETA, "router");

    private BlueGreen following(String holder) {
        return stage.builder(holder).follower("router", router).build();
    }

    private BlueGreen following() {
        return following("ann");
    }

    private Outcome deploy(Deployment deployment) {
        return following().deploy(deployment);
    }

    private void deployed() {
        assertThat(deploy(Deployment.of(BETA))).succeeded();
    }

    @Nested
    class Forward {
        @Test
        void r29_a_follower_is_told_once_traffic_has_moved_and_its_name_is_kept() {
            assertThat(following().plan(Deployment.of(BETA)).toString())
                    .containsPattern("follow:router +tell 'router' that green serves, until it confirms");
            deployed();

            assertThat(router.follows()).isEqualTo(Color.GREEN);
            assertThat(stage.stateText()).contains("follower router\tgreen\n");
        }

        @Test
        void r29_one_that_confirms_late_is_waited_for() {
            router.setTakingOver(Duration.ofMinutes(3));
            deployed();

            assertThat(router.follows()).isEqualTo(Color.GREEN);
            assertThat(stage.sentences()).anyMatch(said -> said.contains("'router': it has not taken over yet"));
        }

        @Test
        void r29_one_that_never_confirms_is_named_and_traffic_goes_back_before_it_is_told_so() {
            router.setDeaf(true);
            stage.when("undo:follow:router", () -> {
                assertThat(stage.cloud).servesOnly(Color.BLUE);
                router.setDeaf(false);
            });
            Outcome outcome = deploy(Deployment.of(BETA));

            assertThat(outcome).rolledBack();
            assertThat(outcome.toString())
                    .contains("expected follower 'router' to confirm that green serves, found it does not confirm");
            assertThat(router.follows()).isEqualTo(Color.BLUE);
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        }

        @Test
        void one_that_does_not_confirm_on_the_way_back_either_is_left_to_be_told_and_resumed() {
            router.setDeaf(true);
            Outcome outcome = deploy(Deployment.of(BETA));

            assertThat(outcome).failedDirty();
            assertThat(outcome.toString()).contains("'router' may act on another color");
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);

            router.setDeaf(false);
            assertThat(following("bob").resume(Recovery.of(BETA))).rolledBack();
            assertThat(router.follows()).isEqualTo(Color.BLUE);
        }

        @Test
        void r29_one_that_uses_the_old_color_keeps_its_fleet_until_it_does_not() {
            router.setLingering(Duration.ofMinutes(4));
            assertThat(deploy(Stage.keepingNothing())).succeeded();

            assertThat(stage.sentences())
                    .anyMatch(said -> said.contains("'router' not to use blue any more, found something of it still"));
            assertThat(stage.cloud).hasInService(Color.BLUE, 0);
        }

        @Test
        void r29_one_that_goes_on_using_the_old_color_keeps_its_fleet_for_good() {
            router.use(Color.BLUE);
            Outcome outcome = deploy(Stage.keepingNothing());

            assertThat(outcome).failedDirty();
            assertThat(outcome.toString()).contains("expected follower 'router' not to use blue any more");
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.BLUE, 3);

            router.release(Color.BLUE);
            assertThat(following("bob").resume(Recovery.of(BETA))).succeeded();
            assertThat(stage.cloud).hasInService(Color.BLUE, 0);
        }

        @Test
        void r29_one_that_gives_no_answer_keeps_the_old_fleet_too() {
            stage.when("scale-down", router::crash);
            Outcome outcome = deploy(Stage.keepingNothing());

            assertThat(outcome).failedDirty();
            assertThat(outcome.toString()).contains("router has crashed");
            assertThat(stage.cloud).hasInService(Color.BLUE, 3);
        }

        @Test
        void r29_a_fleet_is_recycled_only_once_nobody_uses_it() {
            deployed();
            stage.cloud.pass(Duration.ofMinutes(5));
            router.use(Color.BLUE);
            int changes = stage.worldChanges();
            Outcome outcome = deploy(Deployment.of(BETA));

            assertThat(outcome).rolledBack();
            assertThat(outcome.toString()).contains("unused:blue");
            assertThat(stage.worldChanges()).isEqualTo(changes);
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.BLUE, 3);

            router.release(Color.BLUE);
            deployed();
            assertThat(router.follows()).isEqualTo(Color.BLUE);
        }
    }

    @Nested
    class WaysBack {
        @Test
        void r29_a_rollback_tells_them() {
            deployed();
            assertThat(following("bob").rollback(BETA)).succeeded();

            assertThat(router.follows()).isEqualTo(Color.BLUE);
        }

        @Test
        void r29_a_rollback_that_takes_over_tells_them() {
            stage.killedIn("await-drained", () -> following().deploy(Deployment.of(BETA)));
            assertThat(router.follows()).isEqualTo(Color.GREEN);
            assertThat(following("bob").rollback(BETA)).succeeded();

            assertThat(router.follows()).isEqualTo(Color.BLUE);
        }

        @Test
        void r29_an_abort_tells_them() {
            stage.killedIn("follow:router", () -> following().deploy(Deployment.of(BETA)));
            router.use(Color.GREEN);
            stage.cloud.after(Duration.ofMinutes(5), () -> router.release(Color.GREEN));
            assertThat(following("bob").abort(Recovery.of(BETA))).rolledBack();

            assertThat(router.follows()).isEqualTo(Color.BLUE);
            assertThat(stage.cloud).hasBounds(Color.GREEN, stage.greenAsSet.min(), 10, 0);
        }

        @Test
        void r29_on_the_way_back_the_new_fleet_is_kept_while_a_follower_uses_it() {
            stage.killedIn("follow:router", () -> following().deploy(Deployment.of(BETA)));
            router.use(Color.GREEN);
            Outcome outcome = following("bob").abort(Recovery.of(BETA));

            assertThat(outcome).failedDirty();
            assertThat(stage.sentences()).anyMatch(said -> said.contains("'router' not to use green any more"));
            assertThat(outcome.toString()).contains("beta-green may still be scaled up");
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.GREEN, 3);
        }

        @Test
        void r29_a_rollback_that_lets_go_keeps_the_fleet_that_is_still_in_use() {
            deployed();
            router.use(Color.GREEN);
            Outcome outcome = following().rollback(Rollback.of(BETA).withKeepWarm(KeepWarm.none()));

            assertThat(outcome).failedDirty();
            assertThat(router.follows()).isEqualTo(Color.BLUE);
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.GREEN, 3);
        }
    }

    @Nested
    class OutOfService {
        @Test
        void r29_a_shutdown_tells_them_that_nobody_serves_and_a_start_who_does() {
            assertThat(following().shutdown(Shutdown.of(BETA))).succeeded();
            assertThat(router.follows()).isNull();

            assertThat(following("bob").start(Start.of(BETA))).succeeded();
            assertThat(router.follows()).isEqualTo(Color.BLUE);
        }

        @Test
        void r29_a_shutdown_keeps_a_fleet_that_is_still_in_use() {
            router.use(Color.BLUE);
            Outcome outcome = following().shutdown(Shutdown.of(BETA));

            assertThat(outcome).failedDirty();
            assertThat(stage.cloud).hasInService(Color.BLUE, 3);
        }
    }

    /** A follower that does not keep to what it promises. */
    private enum Answers implements Follower {
        NULL;

        @Override
        @SuppressWarnings("NullAway")
        public Answer follow(Move move) {
            return null;
        }

        @Override
        @SuppressWarnings("NullAway")
        public Answer releases(Environment environment, Color color) {
            return null;
        }
    }

    @Nested
    class DaysLater {
        @Test
        void r29_a_cleanup_of_what_is_in_use_is_refused_and_changes_nothing() {
            deployed();
            router.use(Color.BLUE);
            int changes = stage.worldChanges();

            assertThatThrownBy(() -> following("bob").cleanup(Cleanup.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("'router' not to use blue any more, found something of it still uses blue");
            assertThat(stage.worldChanges()).isEqualTo(changes);

            router.release(Color.BLUE);
            assertThat(following("bob").cleanup(Cleanup.of(BETA))).succeeded();
        }

        @Test
        void r29_a_cleanup_is_refused_while_a_follower_gives_no_answer() {
            deployed();
            router.crash();

            assertThatThrownBy(() -> following("bob").cleanup(Cleanup.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("router has crashed");
        }

        @Test
        void r29_one_that_is_not_sure_yet_does_not_refuse_a_cleanup_and_is_asked_until_it_is() {
            deployed();
            router.setUnsure(Duration.ofMinutes(2));
            Duration before = stage.cloud.elapsed();

            assertThat(following("bob").status(BETA).followers().get(0).idleUse())
                    .isNull();
            assertThat(following("bob").cleanup(Cleanup.of(BETA))).succeeded();

            assertThat(stage.sentences())
                    .anyMatch(said -> said.contains("found it is not sure yet that nothing uses blue"));
            assertThat(stage.cloud.elapsed().minus(before)).isGreaterThan(Duration.ofMinutes(2));
        }

        @Test
        void r29_one_that_is_never_sure_keeps_the_fleet() {
            deployed();
            router.setUnsure(Duration.ofDays(1));

            assertThat(following("bob").cleanup(Cleanup.of(BETA))).failedDirty();
            assertThat(stage.cloud).hasInService(Color.BLUE, 3);
        }

        @Test
        void r29_one_that_answers_nothing_at_all_keeps_the_fleet() {
            deployed();
            BlueGreen silent =
                    stage.builder("bob").follower("router", Answers.NULL).build();

            assertThatThrownBy(() -> silent.cleanup(Cleanup.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("it answered null");
        }

        @Test
        void r29_a_follower_that_changes_its_mind_keeps_the_fleet() {
            deployed();
            stage.when("scale-down", () -> router.use(Color.BLUE));

            assertThat(following("bob").cleanup(Cleanup.of(BETA))).failedDirty();
            assertThat(stage.cloud).hasInService(Color.BLUE, 3);
        }

        @Test
        void r29_a_forced_cleanup_asks_nobody_and_its_reason_is_in_the_history() {
            deployed();
            router.use(Color.BLUE);
            assertThat(following("bob").cleanup(Cleanup.of(BETA).withForce("the router is gone")))
                    .succeeded();

            assertThat(stage.cloud).hasInService(Color.BLUE, 0);
            assertThat(following().history(BETA).get(0).cause()).isEqualTo("forced: the router is gone");
            assertThat(stage.stateText()).contains("follower router\tgreen\n");
        }

        @Test
        void r29_a_process_that_has_not_registered_them_is_refused_by_name() {
            deployed();
            BlueGreen stranger = stage.by("bob");

            for (Runnable verb : List.<Runnable>of(
                    () -> stranger.deploy(BETA),
                    () -> stranger.cleanup(Cleanup.of(BETA)),
                    () -> stranger.rollback(BETA),
                    () -> stranger.shutdown(Shutdown.of(BETA)),
                    () -> stranger.plan(Rollback.of(BETA)))) {
                assertThatThrownBy(verb::run)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("expected follower 'router' of beta to be registered, found []");
            }
        }

        @Test
        void r29_by_force_a_process_without_them_rolls_back_and_they_stay_known() {
            deployed();
            assertThat(stage.by("bob").rollback(Rollback.of(BETA).withForce("night, and no router at hand")))
                    .succeeded();

            assertThat(stage.by("bob").history(BETA).get(0).cause()).contains("no router at hand");
            assertThat(stage.stateText()).contains("follower router\tgreen\n");
        }

        @Test
        void r29_a_forced_cleanup_forgets_those_that_are_not_registered() {
            deployed();
            assertThat(stage.by("bob").cleanup(Cleanup.of(BETA).withForce("the router is retired")))
                    .succeeded();

            assertThat(stage.stateText()).doesNotContain("follower router");
            assertThat(stage.by("bob").deploy(BETA)).succeeded();
        }

        @Test
        void r29_what_is_in_progress_is_resolved_only_by_a_process_that_has_registered_them() {
            stage.killedIn("follow:router", () -> following().deploy(Deployment.of(BETA)));

            assertThatThrownBy(() -> stage.by("bob").abort(Recovery.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("'router'");
            assertThatThrownBy(() -> stage.by("bob").resume(Recovery.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("'router'");
            assertThat(following("bob").resume(Recovery.of(BETA))).succeeded();
        }
    }
}
