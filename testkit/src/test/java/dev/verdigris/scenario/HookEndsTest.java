package dev.verdigris.scenario;

import static dev.verdigris.scenario.HookStage.id;
import static dev.verdigris.scenario.HookStage.steps;
import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Hook;
import dev.verdigris.hook.Hook.Point;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedHook;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Hooks past the point of no return, those of other verbs, and what becomes of what has a hook that is not there. */
class HookEndsTest {
    private final HookStage hooked = new HookStage();
    private final Stage stage = hooked.stage;

    @Nested
    class PastThePointOfNoReturn {
        @Test
        void one_before_the_clean_up_that_fails_keeps_the_old_fleet_until_it_is_done() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_CLEAN_UP).setFailing(true);
            SimulatedHook after = hooked.hook(Point.AFTER_CLEAN_UP);
            Outcome outcome = hooked.by("ann").deploy(Stage.keepingNothing());

            assertThat(outcome).failedDirty();
            assertThat(outcome.toString()).contains("and what was to be cleaned up is kept");
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.BLUE, 3);
            assertThat(after.distinctCalls()).isEmpty();

            hook.setFailing(false);
            assertThat(hooked.by("bob").resume(Recovery.of(BETA))).succeeded();
            assertThat(stage.cloud).hasInService(Color.BLUE, 0);
            assertThat(after.distinctCalls()).hasSize(1);
        }

        @Test
        void one_after_the_clean_up_that_fails_is_left_to_be_resumed() {
            SimulatedHook hook = hooked.hook(Point.AFTER_CLEAN_UP).setFailing(true);
            Outcome outcome = hooked.by("ann").deploy(Stage.keepingNothing());

            assertThat(outcome).failedDirty();
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.BLUE, 0);

            hook.setFailing(false);
            assertThat(hooked.by("bob").resume(Recovery.of(BETA))).succeeded();
        }

        @Test
        void a_cleanup_calls_those_of_the_clean_up_alone() {
            Arrays.stream(Point.values()).forEach(hooked::hook);
            assertThat(hooked.deploy()).succeeded();
            assertThat(hooked.hooks.stream()
                            .filter(hook -> !hook.distinctCalls().isEmpty()))
                    .hasSize(Point.values().length - 2);
            Outcome outcome = hooked.by("ann").cleanup(Cleanup.of(BETA));

            assertThat(outcome).succeeded();
            assertThat(steps(outcome))
                    .containsExactly(
                            "hook:before-clean-up:before-clean-up", "scale-down", "hook:after-clean-up:after-clean-up");
            Hook.Call call =
                    hooked.hooks.get(hooked.hooks.size() - 1).distinctCalls().get(0);
            assertThat(call.verb()).isEqualTo("cleanup");
            assertThat(call.from()).isEqualTo(Color.BLUE);
            assertThat(call.to()).isEqualTo(Color.GREEN);
        }

        @Test
        void a_cleanup_whose_hook_fails_keeps_the_fleet_and_may_be_asked_for_again() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_CLEAN_UP).setFailing(true);
            assertThat(hooked.deploy()).succeeded();
            assertThat(hooked.by("ann").cleanup(Cleanup.of(BETA))).failedDirty();
            assertThat(stage.cloud).hasInService(Color.BLUE, 3);

            hook.setFailing(false);
            assertThat(hooked.by("bob").cleanup(Cleanup.of(BETA))).succeeded();
            assertThat(stage.cloud).hasInService(Color.BLUE, 0);
        }
    }

    @Nested
    class Verbs {
        @Test
        void a_rollback_and_a_shutdown_call_none_and_a_start_calls_them() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_SWITCH);
            BlueGreen ann = hooked.by("ann");
            assertThat(ann.deploy(Deployment.of(BETA))).succeeded();
            assertThat(ann.rollback(Rollback.of(BETA))).succeeded();
            assertThat(ann.shutdown(Shutdown.of(BETA))).succeeded();
            assertThat(hook.distinctCalls()).hasSize(1);

            assertThat(ann.start(Start.of(BETA))).succeeded();
            assertThat(hook.distinctCalls()).extracting(Hook.Call::verb).containsExactly("deploy", "start");
        }

        @Test
        void a_rollback_that_takes_over_undoes_none_and_needs_none() {
            SimulatedHook hook = hooked.hook(Point.AFTER_SWITCH);
            stage.killedIn("await-drained", hooked::deploy);

            assertThat(stage.by("bob").rollback(Rollback.of(BETA))).succeeded();
            assertThat(hook.distinctCalls()).hasSize(1);
        }
    }

    @Nested
    class Unregistered {
        @Test
        void whoever_resumes_without_a_hook_is_refused_by_its_name() {
            hooked.hook(Point.BEFORE_SWITCH);
            stage.killedIn("scale-up", hooked::deploy);
            int changes = stage.worldChanges();

            assertThatThrownBy(() -> stage.by("bob").resume(Recovery.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected hook 'before-switch:before-switch' to be registered, found []")
                    .hasMessageContaining("or abort it");
            assertThatThrownBy(() -> stage.by("bob").resume(Recovery.of(BETA).withForce("it is gone")))
                    .isInstanceOf(RefusedException.class);
            assertThat(stage.worldChanges()).isEqualTo(changes);
        }

        @Test
        void an_abort_needs_only_hooks_that_may_have_begun() {
            hooked.hook(Point.BEFORE_SWITCH);
            stage.killedIn("scale-up", hooked::deploy);

            assertThat(stage.by("bob").abort(Recovery.of(BETA))).rolledBack();
        }

        @Test
        void an_abort_without_one_that_may_have_begun_needs_force_and_names_what_is_left() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_SWITCH);
            stage.killedAfter(Operations.PERFORM_HOOK, 1, hooked::deploy);
            assertThatThrownBy(() -> stage.by("bob").abort(Recovery.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected hook 'before-switch:before-switch' to be registered, found []")
                    .hasMessageContaining("abort without it, by Recovery.withForce or --force with --reason");

            Outcome outcome = stage.by("bob").abort(Recovery.of(BETA).withForce("the scheduler is gone"));
            assertThat(outcome).failedDirty();
            assertThat(outcome.toString())
                    .contains("expected hook 'before-switch' to be undone, found it not registered");
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.GREEN, 0);
            assertThat(hook.hasEffect(id(outcome))).isTrue();
            assertThat(stage.by("bob").history(BETA).get(0).cause()).contains("forced: the scheduler is gone");
            assertThat(stage.by("bob").deploy(Deployment.of(BETA))).succeeded();
        }

        @Test
        void past_the_point_of_no_return_those_of_the_clean_up_are_needed_unless_forced() {
            hooked.hook(Point.BEFORE_SWITCH);
            SimulatedHook hook = hooked.hook(Point.BEFORE_CLEAN_UP);
            stage.killedIn("await-drained", () -> hooked.by("ann").deploy(Stage.keepingNothing()));
            assertThatThrownBy(() -> stage.by("bob").resume(Recovery.of(BETA)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("'before-clean-up:before-clean-up'")
                    .hasMessageNotContaining("'before-switch:before-switch'");

            Outcome outcome = stage.by("bob").resume(Recovery.of(BETA).withForce("the archive is gone"));
            assertThat(outcome).succeeded();
            assertThat(stage.cloud).hasInService(Color.BLUE, 0);
            assertThat(hook.distinctCalls()).isEmpty();
            assertThat(stage.by("bob").history(BETA).get(0).cause()).isEqualTo("forced: the archive is gone");
        }

        @Test
        void one_name_may_be_taken_at_each_point_once() {
            Hook hook = call -> Hook.Answer.done();
            BlueGreen.Builder builder =
                    stage.builder("ann").hook("note", Point.BEFORE_SWITCH, hook).hook("note", Point.AFTER_SWITCH, hook);
            assertThat(builder.build().deploy(Deployment.of(BETA))).succeeded();

            assertThatThrownBy(() -> builder.hook("note", Point.AFTER_SWITCH, hook))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found 'after-switch:note' taken");
            assertThatThrownBy(() -> builder.hook("a note", Point.AFTER_SWITCH, hook))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hook name: expected 1 to 40 letters");
        }
    }
}
