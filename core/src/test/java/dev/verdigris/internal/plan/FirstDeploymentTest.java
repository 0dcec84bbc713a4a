package dev.verdigris.internal.plan;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.Given.blueServing;
import static dev.verdigris.internal.Given.nothingServing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.strategy.registration.Inquiry;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth.State;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** R3: an empty target group is no proof that nobody serves, and where nobody does it is said where a deployment goes. */
class FirstDeploymentTest {
    private static final Deployment TWO = Deployment.of(BETA).withCapacity(2);
    private static final String LEGACY = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Legacy/1";

    private static List<Finding> refusals(Request request, Given given, Inquiry inquiry) {
        return Preflight.findings(request, given.snapshot(), Given.strategy(given.snapshot(), inquiry)).stream()
                .filter(finding -> !finding.warning())
                .toList();
    }

    private static List<Finding> refusals(Request request, Given given) {
        return refusals(request, given, () -> 1000);
    }

    private static SwitchPlan plan(Deployment request, Given given) {
        Preimage preimage = Given.preimage(request, given.snapshot());
        return RecipePlan.of(Given.strategy(), request, preimage, Participants.none());
    }

    private static Terms terms(Deployment request, Given given) {
        return Terms.of(request, Given.preimage(request, given.snapshot()));
    }

    /** Blue runs with three members in service, and nothing is registered. */
    private static Given blueUnseen() {
        return nothingServing().fleet(Color.BLUE, new GroupSize(2, 10, 3), 3);
    }

    @Nested
    class AtZero {

        @Test
        void the_next_color_is_the_one_that_is_not_recorded() {
            SwitchPlan plan = plan(TWO, nothingServing());

            assertThat(plan.from()).isNull();
            assertThat(plan.to()).isEqualTo(Color.GREEN);
            assertThat(plan.title()).isEqualTo("Deploy beta: first deployment, to green");
            assertThat(plan(TWO, nothingServing().recorded("green")).to()).isEqualTo(Color.BLUE);
        }

        @Test
        void the_color_may_be_asked_for_by_name() {
            assertThat(plan(TWO.withTo(Color.BLUE), nothingServing()).to()).isEqualTo(Color.BLUE);
            assertThat(plan(TWO.withTo(Color.GREEN), nothingServing()).to()).isEqualTo(Color.GREEN);
        }

        @Test
        void nothing_is_recycled_whatever_the_fleet_is_meant_to_have() {
            assertThat(plan(TWO.withTo(Color.BLUE), nothingServing()).steps())
                    .extracting(PlannedStep::id)
                    .containsExactly(
                            "scale-up",
                            "await-in-service",
                            "register",
                            "await-healthy",
                            "write-parameter",
                            "restore-active-min");
        }

        @Test
        void the_fleet_has_as_many_as_any_of_its_bounds_asks_for_and_at_least_one() {
            Terms blue = terms(Deployment.of(BETA).withTo(Color.BLUE), nothingServing());
            Terms green = terms(TWO, nothingServing().fleet(Color.GREEN, new GroupSize(0, 10, 4), 0));

            assertThat(blue.activeMin()).isEqualTo(2);
            assertThat(blue.asked()).isEqualTo(2);
            assertThat(green.activeMin()).isOne();
            assertThat(green.asked()).isEqualTo(4);
        }

        @Test
        void a_capacity_of_zero_is_refused() {
            assertThat(refusals(Deployment.of(BETA), nothingServing()))
                    .singleElement()
                    .extracting(Finding::problem)
                    .asString()
                    .contains("how many instances to start", "beta-green at 0");
        }

        @Test
        void targets_of_neither_color_are_refused_by_name() {
            assertThat(refusals(TWO, nothingServing().registered("x", 2, State.HEALTHY)))
                    .singleElement()
                    .extracting(Finding::problem)
                    .asString()
                    .contains("found only others: i-x1:80, i-x2:80");
        }
    }

    @Nested
    class MembersThatNobodyRegistered {

        @Test
        void are_no_first_deployment_and_are_named() {
            assertThat(refusals(TWO, blueUnseen())).singleElement().satisfies(finding -> {
                assertThat(finding.problem())
                        .isEqualTo(
                                "expected nobody in service while traffic reaches no color through Beta, found 3 members of"
                                        + " beta-blue that may serve: i-b1, i-b2, i-b3");
                assertThat(finding.remedy()).contains("reconcile, which registers them");
            });
        }

        @Test
        void members_are_named_with_the_target_groups_that_they_are_in() {
            Inquiry inquiry = elsewhere(Map.of(LEGACY, Set.of(new InstanceId("i-b2"))));

            assertThat(refusals(TWO, blueUnseen(), inquiry)).singleElement().satisfies(finding -> {
                assertThat(finding.problem()).endsWith("registered in " + LEGACY + " (i-b2)");
                assertThat(finding.remedy()).startsWith("name the target group that they serve through");
            });
        }

        @Test
        void members_of_an_attached_group_need_no_further_question() {
            Inquiry silent = new Inquiry() {
                @Override
                public int targetQuota() {
                    return 1000;
                }

                @Override
                public Map<String, Set<InstanceId>> registeredElsewhere(
                        dev.verdigris.model.TargetGroup group, Set<InstanceId> instances) {
                    throw new AssertionError("asked where else " + instances + " are");
                }
            };

            assertThat(refusals(TWO, blueUnseen().attached(Color.BLUE, LEGACY), silent))
                    .extracting(Finding::problem)
                    .hasSize(2)
                    .anySatisfy(problem -> assertThat(problem).contains("beta-blue", "attached to " + LEGACY));
        }

        @Test
        void members_of_the_color_that_is_not_recorded_are_a_matter_for_a_person() {
            Given green = nothingServing().fleet(Color.GREEN, new GroupSize(1, 10, 1), 1);

            assertThat(refusals(TWO, green))
                    .singleElement()
                    .extracting(Finding::remedy)
                    .isEqualTo("if they serve nobody, scale beta-green to zero; if they are to serve, record green and"
                            + " reconcile");
        }

        @Test
        void members_that_nobody_registered_are_not_cleaned_up() {
            Given green = nothingServing().fleet(Color.GREEN, new GroupSize(1, 10, 1), 1);

            assertThat(refusals(Cleanup.of(BETA), green)).hasSize(1);
            assertThat(refusals(Cleanup.of(BETA), blueUnseen())).isEmpty();
        }

        @Test
        void give_a_rollback_nothing_to_leave() {
            assertThat(refusals(Rollback.of(BETA), blueUnseen())).isNotEmpty();
            assertThat(refusals(Rollback.of(BETA), nothingServing()))
                    .anySatisfy(finding -> assertThat(finding.problem()).contains("a color to roll back from"));
        }
    }

    @Nested
    class WhereAColorServes {

        @Test
        void the_other_one_may_be_asked_for() {
            assertThat(plan(Deployment.of(BETA).withTo(Color.GREEN), blueServing())
                            .to())
                    .isEqualTo(Color.GREEN);
        }

        @Test
        void asking_for_the_one_that_serves_is_refused() {
            assertThat(refusals(Deployment.of(BETA).withTo(Color.BLUE), blueServing()))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.problem()).contains("found blue asked for while traffic reaches blue");
                        assertThat(finding.remedy()).isEqualTo("go to green, or name no color");
                    });
        }
    }

    static Inquiry elsewhere(Map<String, Set<InstanceId>> registered) {
        return new Inquiry() {
            @Override
            public int targetQuota() {
                return 1000;
            }

            @Override
            public Map<String, Set<InstanceId>> registeredElsewhere(
                    dev.verdigris.model.TargetGroup group, Set<InstanceId> instances) {
                return registered;
            }
        };
    }
}
