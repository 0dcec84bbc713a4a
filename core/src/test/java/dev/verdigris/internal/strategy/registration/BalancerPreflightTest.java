package dev.verdigris.internal.strategy.registration;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.Given.blueServing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Preflight;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R4: what the target group and its load balancers must be before anything is registered. */
class BalancerPreflightTest {
    private static final Request DEPLOY = Deployment.of(BETA);

    private static List<Finding> findings(Request request, Given given, LoadBalancer... balancers) {
        Inquiry inquiry = new Inquiry() {
            @Override
            public int targetQuota() {
                return 1000;
            }

            @Override
            public List<LoadBalancer> loadBalancers(TargetGroup group) {
                return List.of(balancers);
            }
        };
        return Preflight.findings(request, given.snapshot(), Given.strategy(given.snapshot(), inquiry));
    }

    private static ListAssert<String> said(boolean warning, List<Finding> findings) {
        return assertThat(findings.stream()
                .filter(finding -> finding.warning() == warning)
                .map(Finding::toString)
                .toList());
    }

    private static LoadBalancer balancer(int others, String... zones) {
        return new LoadBalancer("arn:lb", "edge", Set.of(zones), others);
    }

    private static TargetGroup of(TargetGroup group, String kind, HealthyShare share) {
        return new TargetGroup(
                group.arn(), group.name(), group.port(), group.deregistrationDelay(), group.inUse(), kind, share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip", "lambda", "alb", "something-new"})
    void a_target_group_of_another_kind_is_refused_by_its_kind(String kind) {
        said(false, findings(DEPLOY, blueServing().targetGroup(group -> of(group, kind, group.healthyShare()))))
                .containsExactly("expected the targets of Beta to be instances, found a target group of kind '" + kind
                        + "'; name a target group of kind 'instance'");
    }

    @Test
    void a_zone_that_the_load_balancer_has_not_enabled_is_named() {
        Given given =
                blueServing().traits(Color.GREEN, GroupTraits.plain().withZones(Set.of("us-east-1a", "us-east-1e")));

        said(false, findings(DEPLOY, given, balancer(0, "us-east-1a", "us-east-1b")))
                .singleElement()
                .asString()
                .contains(
                        "zone of beta-green", "load balancer edge, found us-east-1e not among us-east-1a, us-east-1b");
        said(false, findings(DEPLOY, given, balancer(0, "us-east-1a", "us-east-1e")))
                .isEmpty();
        said(false, findings(DEPLOY, given, balancer(0))).as("not known").isEmpty();
        said(false, findings(DEPLOY, given)).as("no load balancer").isEmpty();
    }

    @Test
    void the_targets_of_other_target_groups_count_for_the_quota() {
        said(false, findings(DEPLOY, blueServing(), balancer(995)))
                .singleElement()
                .asString()
                .contains("room for 1001 targets", "995 of them in other target groups", "quota of 1000");
        said(false, findings(DEPLOY, blueServing(), balancer(994))).isEmpty();
    }

    @Test
    void a_rollback_to_what_runs_asks_nothing_of_the_load_balancer() {
        Given warm = blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3);

        said(false, findings(Rollback.of(BETA), warm, balancer(995))).isEmpty();
        said(false, findings(Rollback.of(BETA).withScaleUp(true), warm, balancer(995)))
                .hasSize(1);
    }

    @Test
    void a_healthy_share_that_no_step_is_small_enough_for_is_a_warning() {
        HealthyShare.Threshold ninety = new HealthyShare.Threshold(1, 90);
        Given strict = blueServing()
                .targetGroup(group -> of(group, "instance", new HealthyShare(HealthyShare.Threshold.ONE, ninety)));
        HealthyShare.Threshold sixty = new HealthyShare.Threshold(1, 60);
        Given loose = blueServing().targetGroup(group -> of(group, "instance", new HealthyShare(sixty, sixty)));

        said(true, findings(DEPLOY, strict))
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("warning: ")
                        .contains("asks for 1 target for DNS and 1 target and 90 % for routing and has 3 registered"));
        said(true, findings(DEPLOY, loose))
                .noneSatisfy(warning -> assertThat(warning).contains("healthy"));
    }

    @Test
    void a_port_that_few_are_on_is_a_warning_and_no_norm() {
        Given stray = blueServing()
                .targets(new TargetHealth(new Target(new InstanceId("i-b2"), 8080), TargetHealth.State.HEALTHY, null));

        said(true, findings(DEPLOY, stray))
                .anySatisfy(warning -> assertThat(warning).contains("on the same ports, 80, found besides i-b2:8080"));
        assertThat(PoolRoute.of(Given.preimage(DEPLOY, stray.snapshot()).route())
                        .ports())
                .containsExactly(80);
    }

    @Test
    void what_registration_cannot_do_is_said_where_the_fleet_may_be_scaled_in() {
        said(true, findings(DEPLOY, blueServing()))
                .singleElement()
                .asString()
                .contains("when the serving fleet is scaled in from 3 to 2");
        said(true, findings(DEPLOY, blueServing().fleet(Color.BLUE, new GroupSize(3, 10, 3), 3)))
                .isEmpty();
    }

    @Test
    void a_plan_shows_what_is_to_be_known() {
        Preflight preflight = Preflight.of(
                DEPLOY, blueServing().snapshot(), Given.strategy(blueServing().snapshot(), () -> 1000));

        assertThat(RecipePlan.of(Given.strategy(), DEPLOY, preflight.preimage(), Participants.none(), preflight.notes())
                        .toString())
                .contains(System.lineSeparator() + " note: expected members to drain before Auto Scaling ends them");
    }
}
