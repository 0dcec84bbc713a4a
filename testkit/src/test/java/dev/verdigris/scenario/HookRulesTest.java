package dev.verdigris.scenario;

import static dev.verdigris.scenario.HookStage.id;
import static dev.verdigris.scenario.HookStage.keys;
import static dev.verdigris.scenario.HookStage.steps;
import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.hook.Hook;
import dev.verdigris.hook.Hook.Point;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedHook;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Hooks at the points of a deployment: when each is called, what becomes of one that fails, and what undoes it. */
class HookRulesTest {
    private final HookStage hooked = new HookStage();
    private final Stage stage = hooked.stage;

    @Nested
    class Forward {
        @Test
        void each_point_has_its_place_in_a_deployment_with_everything() {
            Arrays.stream(Point.values()).forEach(hooked::hook);
            BlueGreen.Builder builder = stage.builder("ann")
                    .check("smoke", subject -> Check.Verdict.passed())
                    .follower("router", stage.cloud.createFollower(BETA, "router"));
            hooked.register(builder);
            Outcome outcome = builder.build().deploy(Stage.keepingNothing().withBake(Bake.of(Duration.ofMinutes(1))));

            assertThat(outcome).succeeded();
            assertThat(steps(outcome))
                    .containsSubsequence(
                            "pin",
                            "hook:before-scale-up:before-scale-up",
                            "scale-up",
                            "await-in-service",
                            "hook:after-scale-up:after-scale-up",
                            "hook:before-test:before-test",
                            "check:smoke",
                            "hook:after-test:after-test",
                            "hook:before-switch:before-switch",
                            "register",
                            "deregister",
                            "write-parameter",
                            "follow:router",
                            "hook:after-switch:after-switch",
                            "hook:before-bake:before-bake",
                            "bake",
                            "hook:after-bake:after-bake",
                            "confirm-parameter",
                            "hook:before-clean-up:before-clean-up",
                            "scale-down",
                            "hook:after-clean-up:after-clean-up");
            assertThat(hooked.hooks).allMatch(hook -> hook.hasEffect(id(outcome)));
        }

        @Test
        void a_hook_is_told_what_it_is_called_for() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_SWITCH);
            stage.cloud.setRelease(BETA, "v1");
            Outcome outcome = hooked.by("ann").deploy(Deployment.of(BETA).withRelease("v2"));

            assertThat(outcome).succeeded();
            Hook.Call call = hook.distinctCalls().get(0);
            assertThat(call.environment()).isEqualTo(BETA);
            assertThat(call.deployment()).isEqualTo(id(outcome));
            assertThat(call.verb()).isEqualTo("deploy");
            assertThat(call.point()).isEqualTo(Point.BEFORE_SWITCH);
            assertThat(call.from()).isEqualTo(Color.BLUE);
            assertThat(call.to()).isEqualTo(Color.GREEN);
            assertThat(call.release()).isEqualTo("v2");
            assertThat(call.cause()).isNull();
            assertThat(call.idempotenceKey()).isEqualTo(id(outcome) + "/before-switch/before-switch/perform");
        }

        @Test
        void the_plan_says_when_a_hook_is_called_and_requires_it() {
            hooked.hook(Point.BEFORE_SWITCH);
            var plan = hooked.by("ann").plan(Deployment.of(BETA));

            assertThat(plan.toString())
                    .containsPattern(
                            "hook:before-switch:before-switch +call 'before-switch' before the switch, until it"
                                    + " is done; on the way back, until it is undone");
            assertThat(plan.requires()).containsExactly("hook:before-switch:before-switch");
        }

        @Test
        void before_the_switch_comes_after_its_gate_has_been_promoted() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_SWITCH);
            Outcome paused = hooked.by("ann").deploy(Deployment.of(BETA).withGate(Gate.beforeSwitch()));
            assertThat(paused).isInstanceOf(Outcome.Paused.class);
            assertThat(keys(hook)).isEmpty();

            assertThat(hooked.by("bob").promote(BETA)).succeeded();
            assertThat(keys(hook)).hasSize(1);
        }

        @Test
        void one_that_takes_minutes_is_waited_for_by_one_key() {
            SimulatedHook hook = hooked.hook(Point.AFTER_SCALE_UP).setTaking(Duration.ofMinutes(4));
            assertThat(hooked.deploy()).succeeded();

            assertThat(keys(hook)).hasSize(1);
            assertThat(stage.sentences()).anyMatch(said -> said.contains("'after-scale-up': it takes its time"));
        }

        @Test
        void one_that_crashes_is_called_again_until_it_answers() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_TEST);
            stage.when("hook:before-test:before-test", () -> {
                hook.crash();
                stage.cloud.after(Duration.ofMinutes(2), hook::recover);
            });
            assertThat(hooked.deploy()).succeeded();
            assertThat(keys(hook)).hasSize(1);
        }

        @Test
        void whoever_resumes_calls_it_by_the_same_key() {
            SimulatedHook hook = hooked.hook(Point.AFTER_TEST).setTaking(Duration.ofMinutes(1));
            stage.killedAfter(Operations.PERFORM_HOOK, 2, hooked::deploy);
            assertThat(stage.stateText())
                    .contains("requires hook:after-test:after-test\n", "execution.step hook:after-test:after-test\n");

            assertThat(hooked.by("bob").resume(Recovery.of(BETA))).succeeded();
            assertThat(keys(hook)).hasSize(1);
        }

        @Test
        void two_deployments_have_different_keys() {
            SimulatedHook hook = hooked.hook(Point.AFTER_SWITCH);
            assertThat(hooked.deploy()).succeeded();
            stage.cloud.pass(Duration.ofMinutes(5));
            assertThat(hooked.deploy()).succeeded();

            assertThat(keys(hook)).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Nested
    class Back {
        @Test
        void one_that_fails_rolls_back_at_once_and_is_undone_with_those_before_it_last_first() {
            Stream.of(Point.BEFORE_SCALE_UP, Point.BEFORE_SWITCH, Point.AFTER_BAKE)
                    .forEach(hooked::hook);
            SimulatedHook failing = hooked.hook(Point.AFTER_SWITCH).setFailing(true);
            stage.when(
                    "undo:hook:after-switch:after-switch",
                    () -> assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE));
            Outcome outcome = hooked.deploy();

            assertThat(outcome).rolledBack();
            assertThat(outcome.toString())
                    .contains(
                            "hook:after-switch:after-switch: expected hook 'after-switch' to be done, found it fails");
            assertThat(hooked.hooks).noneMatch(hook -> hook.hasEffect(id(outcome)));
            assertThat(stage.events.stream()
                            .filter(Event.UndoStarted.class::isInstance)
                            .map(event -> ((Event.UndoStarted) event).step().id())
                            .filter(id -> id.startsWith("hook:")))
                    .containsExactly(
                            "hook:after-switch:after-switch",
                            "hook:before-switch:before-switch",
                            "hook:before-scale-up:before-scale-up");
            assertThat(keys(failing))
                    .containsExactly(
                            id(outcome) + "/after-switch/after-switch/perform",
                            id(outcome) + "/after-switch/after-switch/undo");
            assertThat(failing.distinctCalls().get(1).cause()).contains("found it fails");
        }

        @Test
        void one_that_is_not_done_in_time_rolls_back_and_is_undone() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_SWITCH).setTaking(Duration.ofMinutes(3));
            Policy policy = Policy.defaults();
            Outcome outcome = hooked.by("ann")
                    .deploy(Deployment.of(BETA)
                            .withPolicy(policy.withDeadlines(policy.deadlines().withHook(Duration.ofMinutes(2)))));

            assertThat(outcome.toString()).contains("found it takes its time (within 2m)");
            assertThat(outcome).failedDirty();
            assertThat(outcome.toString()).contains("'before-switch' may have done what it does before the switch");

            hook.setTaking(Duration.ZERO);
            assertThat(hooked.by("bob").abort(Recovery.of(BETA))).rolledBack();
            assertThat(hook.hasEffect(id(outcome))).isFalse();
        }

        @Test
        void one_that_may_have_been_called_when_its_process_was_killed_is_undone() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_SWITCH);
            stage.killedAfter(Operations.PERFORM_HOOK, 1, hooked::deploy);

            Outcome outcome = hooked.by("bob").abort(Recovery.of(BETA));
            assertThat(outcome).rolledBack();
            assertThat(hook.hasEffect(id(outcome))).isFalse();
            assertThat(keys(hook)).hasSize(2);
        }

        @Test
        void one_that_was_not_reached_is_not_undone() {
            SimulatedHook hook = hooked.hook(Point.BEFORE_SWITCH);
            stage.killedIn("await-in-service", hooked::deploy);

            assertThat(hooked.by("bob").abort(Recovery.of(BETA))).rolledBack();
            assertThat(hook.distinctCalls()).isEmpty();
        }

        @Test
        void one_that_cannot_be_undone_is_named_and_undone_once_it_can_be() {
            SimulatedHook hook =
                    hooked.hook(Point.AFTER_SWITCH).setFailing(true).setUndoFailing(true);
            SimulatedHook before = hooked.hook(Point.BEFORE_SCALE_UP);
            Outcome outcome = hooked.deploy();

            assertThat(outcome).failedDirty();
            assertThat(outcome.toString())
                    .contains("'after-switch' may have done what it does after the switch, which is not undone");
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
            assertThat(before.hasEffect(id(outcome))).isFalse();

            hook.setUndoFailing(false);
            assertThat(hooked.by("bob").resume(Recovery.of(BETA))).rolledBack();
            assertThat(hook.hasEffect(id(outcome))).isFalse();
        }
    }
}
