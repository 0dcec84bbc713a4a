package dev.verdigris.internal.plan;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.Given.blueServing;
import static dev.verdigris.internal.Given.nothingServing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.Given;
import dev.verdigris.internal.strategy.registration.Inquiry;
import dev.verdigris.internal.strategy.registration.PoolRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetHealth.State;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/** R4: what is refused before anything is touched. */
class PreflightTest {
    private static final Request DEPLOY = Deployment.of(BETA);

    private static ListAssert<String> problems(Request request, Given given) {
        return problems(request, given, () -> 1000);
    }

    private static ListAssert<String> problems(Request request, Given given, Inquiry inquiry) {
        List<Finding> findings =
                Preflight.findings(request, given.snapshot(), Given.strategy(given.snapshot(), inquiry));
        assertThat(findings).allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
        return assertThat(findings.stream()
                .filter(finding -> !finding.warning())
                .map(Finding::problem)
                .toList());
    }

    @Test
    void nothing_stands_in_the_way_of_an_ordinary_deployment() {
        problems(DEPLOY, blueServing()).isEmpty();
        Preimage preimage = Given.preimage(DEPLOY, blueServing().snapshot());

        assertThat(preimage.active()).isEqualTo(Color.BLUE);
        assertThat(preimage.idlePopulated()).isFalse();
        assertThat(((PoolRoute) preimage.route()).ports()).containsExactly(80);
    }

    @Test
    void r4_a_missing_color_is_refused() {
        problems(DEPLOY, blueServing().recorded(null))
                .containsExactly(
                        "expected 'blue' or 'green' at /compiler-explorer/beta/active-asg, found no such parameter");
    }

    @Test
    void r4_an_unreadable_color_is_refused() {
        problems(DEPLOY, blueServing().recorded("purple"))
                .singleElement()
                .asString()
                .contains("found 'purple'");
    }

    @Test
    void r4_traffic_and_recorded_color_that_disagree_are_refused() {
        problems(DEPLOY, blueServing().recorded("green"))
                .singleElement()
                .asString()
                .contains("found green at", "that blue gets requests");
    }

    @Test
    void both_colors_in_traffic_are_refused() {
        Given both =
                blueServing().fleet(Color.GREEN, new GroupSize(0, 10, 2), 2).registered("g", 2, State.HEALTHY);

        problems(DEPLOY, both).singleElement().asString().contains("found 3 instances of blue and 2 of green");
        problems(Cleanup.of(BETA), both).hasSize(1);
        problems(Rollback.of(BETA), both).hasSize(1);
    }

    @Test
    void r4_an_attached_group_is_refused() {
        problems(DEPLOY, blueServing().attached(Color.GREEN))
                .singleElement()
                .asString()
                .contains("beta-green not to be attached to Beta");
    }

    @Test
    void r4_suspended_launch_or_terminate_is_refused() {
        problems(DEPLOY, blueServing().suspended(Color.GREEN, "Launch"))
                .singleElement()
                .asString()
                .contains("Launch suspended");
        problems(DEPLOY, blueServing().suspended(Color.BLUE, "Terminate"))
                .singleElement()
                .asString()
                .contains("Terminate suspended");
        problems(DEPLOY, blueServing().suspended(Color.BLUE, "AZRebalance")).isEmpty();
    }

    @Test
    void r4_tags_that_do_not_match_are_refused() {
        problems(DEPLOY, blueServing().tag(Color.GREEN, "Color", "blue"))
                .singleElement()
                .asString()
                .contains("tag Color of beta-green to be 'green', found 'blue'");
        problems(DEPLOY, blueServing().tag(Color.BLUE, "Environment", "prod")).hasSize(1);
        problems(DEPLOY, blueServing().tag(Color.BLUE, "Environment", "beta")).isEmpty();
    }

    @Test
    void r4_a_target_group_that_no_listener_uses_is_refused() {
        problems(DEPLOY, blueServing().unusedTargetGroup())
                .singleElement()
                .asString()
                .contains("found that none does");
    }

    @Test
    void r4_a_capacity_above_the_maximum_is_refused() {
        problems(Deployment.of(BETA).withCapacity(11), blueServing())
                .containsExactly("expected beta-green to hold 11 instances, found its maximum at 10");
    }

    @Test
    void r4_a_minimum_that_aws_would_refuse_is_refused() {
        problems(
                        DEPLOY,
                        blueServing()
                                .fleet(Color.BLUE, new GroupSize(4, 10, 3), 3)
                                .fleet(Color.GREEN, new GroupSize(0, 3, 0), 0))
                .containsExactly("expected beta-green to hold 4 instances, found its maximum at 3");
    }

    @Test
    void r4_the_quota_is_read_only_when_it_comes_near_and_refused_when_too_small() {
        Given large = blueServing().fleet(Color.GREEN, new GroupSize(0, 2000, 0), 0);
        Request thousand = Deployment.of(BETA).withCapacity(998);

        problems(DEPLOY, large, () -> {
                    throw new AssertionError("the quota was read");
                })
                .isEmpty();
        problems(thousand, large).singleElement().asString().contains("room for 1001 targets", "quota of 1000");
        problems(thousand, large, () -> 1001).isEmpty();
    }

    @Test
    void targets_of_neither_color_beside_a_serving_one_are_left_alone() {
        problems(DEPLOY, blueServing().registered("x", 2, State.HEALTHY)).isEmpty();
    }

    @Test
    void a_rollback_needs_instances_to_go_back_to() {
        problems(Rollback.of(BETA), blueServing())
                .containsExactly("expected 3 instances of beta-green in service to go back to, found 0");
        problems(Rollback.of(BETA).withScaleUp(true), blueServing()).isEmpty();
        problems(Rollback.of(BETA), blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3))
                .isEmpty();
    }

    @Test
    void a_rollback_needs_a_color_to_leave() {
        problems(Rollback.of(BETA), nothingServing())
                .anyMatch(problem -> problem.contains("a color to roll back from"));
    }

    @Test
    void a_cleanup_waits_for_draining_targets() {
        problems(
                        Cleanup.of(BETA),
                        blueServing()
                                .fleet(Color.GREEN, new GroupSize(3, 10, 3), 3)
                                .registered("g", 3, State.DRAINING))
                .singleElement()
                .asString()
                .contains("found 3 of its instances still draining");
        problems(Cleanup.of(BETA), blueServing().suspended(Color.GREEN, "Terminate"))
                .hasSize(1);
        problems(Cleanup.of(BETA), blueServing()).isEmpty();
    }

    @Test
    void a_refusal_names_everything_that_stands_in_the_way() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Given.preimage(
                        DEPLOY,
                        blueServing().attached(Color.GREEN).unusedTargetGroup().snapshot()))
                .satisfies(refused -> assertThat(refused.findings()).hasSize(2))
                .withMessageContaining("attached")
                .withMessageContaining("; also ");
    }
}
