package dev.verdigris.internal.step;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.Given.blueServing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {

    private static RecipePlan plan(Request request, Given given, String... checks) {
        Preimage preimage = Given.preimage(request, given.snapshot());
        return RecipePlan.of(Given.strategy(), request, preimage, Given.checks(checks));
    }

    private static List<String> ids(SwitchPlan plan) {
        return plan.steps().stream().map(PlannedStep::id).toList();
    }

    @Test
    void a_deployment_reads_as_numbered_sentences_with_the_exact_changes() {
        assertThat(plan(Deployment.of(BETA), blueServing())).hasToString("""
                Deploy beta: blue → green
                   1. pin                 beta-blue: min 2 → 3, so that nothing scales the live fleet in
                   2. scale-up            beta-green: min 0 → 3, desired 0 → 3
                   3. await-in-service    wait until 3 instances of beta-green are in service, at most 15m; then 1 that is not may be replaced, and waited for as long again
                 * 4. register            register the members of beta-green in Beta on port 80, beside those of the live fleet
                 * 5. await-healthy       wait until 3 of them are healthy in two consecutive polls, at most 5m; then 1 that is not may be replaced, and waited for as long again
                 * 6. deregister          deregister the members of beta-blue from Beta, and read back that they are out
                   7. write-parameter     record blue → green at /compiler-explorer/beta/active-asg
                   8. await-drained       wait until the members of beta-blue have drained (20s), at most 1m 20s
                   9. restore-active-min  beta-green: min 3 → 2, the active role's
                  10. keep-warm           beta-blue: keep its 3 running, min held at 3, for a quick rollback
                 * the cutover: until it is confirmed, failure rolls everything back""");
    }

    @Test
    void r26_a_deployment_that_bakes_records_its_color_before_and_confirms_it_after() {
        Request request = Deployment.of(BETA).withBake(Bake.of(Duration.ofMinutes(10)));

        assertThat(plan(request, blueServing()))
                .asString()
                .contains("""
                 * 6. deregister          deregister the members of beta-blue from Beta, and read back that they are out
                   7. write-parameter     record blue → green at /compiler-explorer/beta/active-asg; on the way back, blue
                   8. bake                leave it so for 10m, on trial; as soon as fewer than 3 of beta-green are healthy in two \
                consecutive polls, all requests go back to beta-blue
                   9. confirm-parameter   see that /compiler-explorer/beta/active-asg says green, which serves then
                  10. await-drained""")
                .endsWith("* the cutover: until bake is done, failure rolls everything back");
    }

    @Test
    void what_can_be_undone_or_must_be_finished_says_what_is_left_where_it_cannot() {
        for (Request request : List.of(
                Deployment.of(BETA),
                Deployment.of(BETA).withKeepWarm(KeepWarm.none()),
                Deployment.of(BETA).withBake(Bake.of(Duration.ofMinutes(10))))) {
            for (Step step : plan(request, blueServing(), "smoke").recipe().steps()) {
                boolean reversible = step.planned().phase().reversible();
                assertThat(step.reversible())
                        .as("%s", step.planned().id())
                        .isEqualTo(reversible && step.residue() != null);
                assertThat(reversible || step.residue() != null)
                        .as("%s", step.planned().id())
                        .isTrue();
            }
        }
    }

    @Test
    void a_plan_knows_its_cutover_and_what_can_be_undone() {
        SwitchPlan plan = plan(Deployment.of(BETA), blueServing());

        assertThat(plan.cutover())
                .extracting(PlannedStep::id)
                .containsExactly("register", "await-healthy", "deregister");
        assertThat(plan.steps())
                .filteredOn(step -> !step.undoable())
                .extracting(PlannedStep::id)
                .containsExactly("write-parameter", "await-drained", "restore-active-min", "keep-warm");
    }

    @Test
    void r1_what_is_left_in_the_idle_fleet_is_recycled_and_the_plan_says_so() {
        SwitchPlan plan = plan(Deployment.of(BETA), blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3));

        assertThat(ids(plan)).startsWith("pin", "recycle", "scale-up");
        assertThat(plan.steps().get(1).sentence()).startsWith("beta-green: min 3 → 0, desired 3 → 0; end what is left");
        assertThat(plan.steps().get(2).sentence()).isEqualTo("beta-green: min 0 → 3, desired 0 → 3");
    }

    @Test
    void only_a_rollback_reuses_what_is_there() {
        SwitchPlan plan = plan(Rollback.of(BETA), blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3));

        assertThat(ids(plan)).doesNotContain("recycle");
        assertThat(plan.title()).isEqualTo("Roll back beta: blue → green");
        assertThat(plan.steps().get(1).sentence()).isEqualTo("beta-green: min stays at 3, desired stays at 3");
    }

    @Test
    void r5_the_idle_roles_minimum_is_in_the_state_while_the_idle_fleet_is_kept_warm() {
        Request request = Deployment.of(BETA);
        Given held = blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3);

        assertThat(Given.preimage(request, held.snapshot()).idleMin()).isEqualTo(3);
        assertThat(Given.preimage(request, held.keptWarm(Color.BLUE, 1).snapshot())
                        .idleMin())
                .as("what is in the deployment state of the fleet that serves does not count")
                .isEqualTo(3);
        assertThat(Given.preimage(request, held.keptWarm(Color.GREEN, 1).snapshot())
                        .idleMin())
                .isOne();
    }

    @Test
    void a_fleet_that_is_not_kept_warm_is_scaled_down_after_draining() {
        assertThat(ids(plan(Deployment.of(BETA).withKeepWarm(KeepWarm.none()), blueServing())))
                .endsWith("await-drained", "restore-active-min", "scale-down");
    }

    @Test
    void checks_run_before_the_cutover_of_a_deployment_only() {
        Given warm = blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3);

        assertThat(ids(plan(Deployment.of(BETA), blueServing(), "smoke", "load")))
                .containsSubsequence("await-in-service", "check:smoke", "check:load", "register");
        assertThat(ids(plan(Rollback.of(BETA), warm, "smoke"))).doesNotContain("check:smoke");
    }

    @Test
    void a_cleanup_is_one_step_on_the_fleet_that_serves_nobody() {
        SwitchPlan plan = plan(Cleanup.of(BETA), blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3));

        assertThat(plan).hasToString("""
                Clean up beta: scale the green fleet to zero
                   1. scale-down  beta-green: min 3 → 0, desired 3 → 0, and wait until the instances are gone""");
    }

    @Test
    void the_same_request_and_preimage_make_the_same_plan() {
        assertThat(plan(Deployment.of(BETA), blueServing())).isEqualTo(plan(Deployment.of(BETA), blueServing()));
    }

    @Test
    void a_preimage_names_its_differences() {
        Preimage then = Given.preimage(Deployment.of(BETA), blueServing().snapshot());
        Preimage now = Given.preimage(
                Deployment.of(BETA),
                blueServing().fleet(Color.BLUE, new GroupSize(2, 10, 4), 4).snapshot());

        assertThat(then.differences(then)).isEmpty();
        assertThat(then.differences(now))
                .containsExactly("the blue fleet was min 2, max 10, desired 3 and is min 2, max 10, desired 4");
    }
}
