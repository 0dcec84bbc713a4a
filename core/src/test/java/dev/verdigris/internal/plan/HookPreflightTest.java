package dev.verdigris.internal.plan;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.Given.blueServing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.time.Duration;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/** R4: hooks that hold what comes for longer than it is waited for, or what leaves for less than it takes to drain. */
class HookPreflightTest {
    private static final Request DEPLOY = Deployment.of(BETA);
    private static final Duration HOUR = Duration.ofHours(1);

    private static ListAssert<String> warnings(Request request, Given given) {
        return assertThat(
                Preflight.findings(request, given.snapshot(), Given.strategy(given.snapshot(), () -> 1000)).stream()
                        .filter(Finding::warning)
                        .map(Finding::toString)
                        .toList());
    }

    private static Given green(LifecycleHook hook) {
        return blueServing().hook(Color.GREEN, hook);
    }

    @Test
    void a_launch_hook_that_holds_for_longer_than_the_deadline_is_named() {
        warnings(DEPLOY, green(LifecycleHook.launching(HOUR)))
                .anySatisfy(warning -> assertThat(warning)
                        .contains(
                                "expected new instances of beta-green in service within 15m, found that its launch hook"
                                        + " launch holds each for up to 1h, and then ends it",
                                "see that somebody completes the hook before",
                                "--in-service-timeout"));
        warnings(DEPLOY, green(LifecycleHook.launching(HOUR).withDefaultResult(Result.CONTINUE)))
                .anySatisfy(warning -> assertThat(warning).contains("up to 1h, and then lets it on"));
    }

    @Test
    void a_launch_hook_that_ends_before_the_deadline_is_nobodys_concern() {
        warnings(DEPLOY, green(LifecycleHook.launching(Duration.ofMinutes(14))))
                .noneMatch(warning -> warning.contains("launch hook"));
        Request patient = Deployment.of(BETA)
                .withPolicy(Policy.defaults().withDeadlines(Deadlines.defaults().withInService(HOUR.plusMinutes(1))));
        warnings(patient, green(LifecycleHook.launching(HOUR))).noneMatch(warning -> warning.contains("launch hook"));
    }

    @Test
    void a_launch_hook_of_the_group_that_serves_holds_nobody_up() {
        warnings(DEPLOY, blueServing().hook(Color.BLUE, LifecycleHook.launching(HOUR)))
                .noneMatch(warning -> warning.contains("launch hook"));
    }

    @Test
    void a_rollback_that_starts_nothing_is_held_up_by_no_launch_hook() {
        Given warm = blueServing()
                .fleet(Color.GREEN, new GroupSize(0, 10, 3), 3)
                .hook(Color.GREEN, LifecycleHook.launching(HOUR));

        warnings(Rollback.of(BETA), warm).noneMatch(warning -> warning.contains("launch hook"));
    }

    @Test
    void without_a_termination_hook_one_is_advised() {
        warnings(DEPLOY, blueServing())
                .singleElement()
                .asString()
                .contains("scaled in from 3 to 2", "or give both groups a termination hook");
    }

    @Test
    void with_a_termination_hook_the_plan_says_how_often_reconcile_must_run() {
        warnings(DEPLOY, green(LifecycleHook.terminating(Duration.ofMinutes(15))))
                .singleElement()
                .asString()
                .contains(
                        "scaled in from 3 to 2, while its termination hook terminate holds each for 15m",
                        "run reconcile more often than every 14m 10s, which has them drain");
    }

    @Test
    void a_termination_hook_that_is_over_before_its_instance_has_drained_is_named() {
        warnings(DEPLOY, green(LifecycleHook.terminating(Duration.ofSeconds(50))))
                .singleElement()
                .asString()
                .contains(
                        "holds each for 50s, of which reconcile and the drain take 50s",
                        "give both groups a termination hook that holds for longer");
    }

    @Test
    void of_several_hooks_the_one_that_holds_longest_counts() {
        Given twice = green(LifecycleHook.terminating(Duration.ofSeconds(30)))
                .hook(
                        Color.GREEN,
                        new LifecycleHook("logs", LifecycleHook.Transition.TERMINATING, HOUR, Result.CONTINUE));

        warnings(DEPLOY, twice).singleElement().asString().contains("termination hook logs holds each for 1h");
    }
}
