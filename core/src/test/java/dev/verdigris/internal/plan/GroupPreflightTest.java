package dev.verdigris.internal.plan;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.Given.blueServing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.Given;
import dev.verdigris.internal.strategy.registration.Inquiry;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.GroupTraits.WarmPool;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R4 and R31: what an Auto Scaling group must not be, each with the instance or the setting named. */
class GroupPreflightTest {
    private static final Request DEPLOY = Deployment.of(BETA);
    private static final Request ENDING_THE_OLD = Deployment.of(BETA).withKeepWarm(KeepWarm.none());
    private static final Request CLEANUP = Cleanup.of(BETA);
    private static final Request ROLLBACK = Rollback.of(BETA);
    private static final String LEGACY = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Legacy/1";

    private static List<Finding> findings(Request request, Given given, Inquiry inquiry, boolean warning) {
        List<Finding> findings =
                Preflight.findings(request, given.snapshot(), Given.strategy(given.snapshot(), inquiry)).stream()
                        .filter(finding -> finding.warning() == warning)
                        .toList();
        assertThat(findings).allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
        return findings;
    }

    private static ListAssert<String> refusals(Request request, Given given) {
        return assertThat(findings(request, given, () -> 1000, false).stream()
                .map(Finding::toString)
                .toList());
    }

    private static ListAssert<String> warnings(Request request, Given given) {
        return assertThat(findings(request, given, () -> 1000, true).stream()
                .map(Finding::toString)
                .toList());
    }

    /** Green is left from an earlier deployment with two members, one of them in that state. */
    private static Given greenHolding(Instance odd) {
        return blueServing()
                .fleet(Color.GREEN, new GroupSize(0, 10, 2), 2)
                .members(Color.GREEN, new Instance(new InstanceId("i-g1"), Lifecycle.IN_SERVICE, true), odd);
    }

    private static Instance g2(Lifecycle lifecycle, boolean guarded) {
        return new Instance(new InstanceId("i-g2"), lifecycle, true, 1, null, guarded);
    }

    @Nested
    class Attachments {

        @ParameterizedTest
        @EnumSource(Color.class)
        void attachments_of_either_group_are_refused_by_every_verb(Color color) {
            Given attached =
                    blueServing().fleet(Color.GREEN, new GroupSize(3, 10, 3), 3).attached(color, LEGACY);

            for (Request request : List.of(DEPLOY, ROLLBACK, CLEANUP)) {
                refusals(request, attached)
                        .singleElement()
                        .asString()
                        .contains(BETA.group(color) + " to serve through Beta alone, found it attached to " + LEGACY);
            }
        }

        @Test
        void here_and_elsewhere_are_two_findings() {
            String here = Given.TARGET_GROUP;

            refusals(DEPLOY, blueServing().attached(Color.GREEN, here, LEGACY)).hasSize(2);
        }
    }

    @Nested
    class RegisteredElsewhere {
        private final Given leftOver = blueServing().fleet(Color.GREEN, new GroupSize(0, 10, 2), 2);
        private final Inquiry inLegacy = FirstDeploymentTest.elsewhere(Map.of(LEGACY, Set.of(new InstanceId("i-g1"))));

        @Test
        void what_would_be_recycled_or_cleaned_up_is_refused_with_the_target_group_named() {
            for (Request request : List.of(DEPLOY, CLEANUP)) {
                assertThat(findings(request, leftOver, inLegacy, false))
                        .singleElement()
                        .asString()
                        .contains("serve nobody when they end", LEGACY + " (i-g1)");
            }
        }

        @Test
        void a_fleet_that_we_keep_warm_is_asked_about_other_target_groups() {
            for (Request request : List.of(DEPLOY, CLEANUP)) {
                assertThat(findings(request, leftOver.keptWarm(Color.GREEN, 0), inLegacy, false))
                        .singleElement()
                        .asString()
                        .contains("serve nobody when they end", LEGACY + " (i-g1)");
            }
        }

        @Test
        void where_no_instance_is_to_end_none_is_asked_about() {
            Inquiry silent = new Inquiry() {
                @Override
                public int targetQuota() {
                    return 1000;
                }

                @Override
                public Map<String, Set<InstanceId>> registeredElsewhere(TargetGroup group, Set<InstanceId> instances) {
                    throw new AssertionError("asked where else " + instances + " are");
                }
            };

            assertThat(findings(DEPLOY, blueServing(), silent, false)).isEmpty();
            assertThat(findings(Rollback.of(BETA), leftOver.keptWarm(Color.GREEN, 0), silent, false))
                    .isEmpty();
        }

        @Test
        void a_live_fleet_that_is_to_end_afterwards_is_asked_about() {
            Inquiry blueInLegacy = FirstDeploymentTest.elsewhere(Map.of(LEGACY, Set.of(new InstanceId("i-b1"))));

            assertThat(findings(ENDING_THE_OLD, blueServing(), blueInLegacy, false))
                    .singleElement()
                    .asString()
                    .contains("beta-blue", "i-b1");
            assertThat(findings(DEPLOY, blueServing(), blueInLegacy, false)).isEmpty();
        }
    }

    @Nested
    class WhatDoesNotEnd {

        @Test
        void an_instance_on_standby_is_refused_where_the_plan_must_end_it() {
            Given standby = greenHolding(g2(Lifecycle.STANDBY, false));

            for (Request request : List.of(DEPLOY, CLEANUP)) {
                refusals(request, standby)
                        .singleElement()
                        .asString()
                        .contains("every instance of beta-green to end", "found i-g2 on standby", "exit-standby");
            }
            refusals(Rollback.of(BETA).withScaleUp(true), standby).isEmpty();
        }

        @Test
        void a_protected_instance_is_refused_where_the_plan_must_terminate_it() {
            Given guarded = greenHolding(g2(Lifecycle.IN_SERVICE, true));

            refusals(DEPLOY, guarded)
                    .singleElement()
                    .asString()
                    .contains(
                            "found i-g2 protected from scale-in",
                            "--no-protected-from-scale-in",
                            "--instance-ids i-g2");
        }

        @Test
        void in_the_live_fleet_it_matters_only_if_that_ends_afterwards() {
            Given live = blueServing()
                    .members(
                            Color.BLUE,
                            new Instance(new InstanceId("i-b1"), Lifecycle.IN_SERVICE, true, 1, null, true),
                            new Instance(new InstanceId("i-b2"), Lifecycle.STANDBY, true),
                            new Instance(new InstanceId("i-b3"), Lifecycle.IN_SERVICE, true));

            refusals(DEPLOY, live).isEmpty();
            refusals(ENDING_THE_OLD, live).hasSize(2);
        }

        @ParameterizedTest
        @EnumSource(
                value = Lifecycle.class,
                names = {"LEAVING", "RETAINED"})
        void an_instance_that_is_terminating_stands_in_nobodys_way(Lifecycle lifecycle) {
            refusals(DEPLOY, greenHolding(g2(lifecycle, true))).isEmpty();
        }

        @Test
        void a_retained_instance_is_named_in_a_warning() {
            warnings(DEPLOY, greenHolding(g2(Lifecycle.RETAINED, false)))
                    .anySatisfy(warning -> assertThat(warning).contains("found i-g2 in Terminating:Retained"));
            warnings(
                            DEPLOY,
                            blueServing()
                                    .traits(Color.GREEN, GroupTraits.plain().withRetains(true)))
                    .anySatisfy(
                            warning -> assertThat(warning).contains("keeps those whose termination hook is abandoned"));
        }
    }

    @Nested
    class WarmPools {

        private Given pooled(Color color, boolean reused) {
            return blueServing()
                    .fleet(Color.GREEN, new GroupSize(3, 10, 3), 3)
                    .traits(color, GroupTraits.plain().withWarmPool(new WarmPool(2, reused)));
        }

        @Test
        void warm_pools_are_refused_where_new_instances_are_to_start() {
            refusals(DEPLOY, pooled(Color.GREEN, false))
                    .singleElement()
                    .asString()
                    .contains(
                            "beta-green to start new instances, found a warm pool with 2 instances",
                            "delete-warm-pool --force-delete --auto-scaling-group-name beta-green");
        }

        @Test
        void warm_pools_are_refused_where_instances_are_to_end() {
            refusals(CLEANUP, pooled(Color.GREEN, true))
                    .singleElement()
                    .asString()
                    .contains("takes them back");
            refusals(CLEANUP, pooled(Color.GREEN, false))
                    .singleElement()
                    .asString()
                    .contains("grows instead");
            refusals(ENDING_THE_OLD, pooled(Color.BLUE, false)).hasSize(1);
        }

        @Test
        void warm_pools_of_the_live_fleet_are_a_warning_of_the_next_deployment() {
            refusals(DEPLOY, pooled(Color.BLUE, false)).isEmpty();
            warnings(DEPLOY, pooled(Color.BLUE, false))
                    .anySatisfy(warning -> assertThat(warning).contains("the next deployment", "will be refused"));
        }

        @Test
        void do_not_stand_in_the_way_of_going_back_to_what_runs() {
            refusals(ROLLBACK, pooled(Color.GREEN, false)).isEmpty();
        }
    }

    @Test
    void a_group_with_an_operator_is_refused_by_every_verb() {
        Given operated = blueServing()
                .fleet(Color.GREEN, new GroupSize(3, 10, 3), 3)
                .traits(Color.GREEN, GroupTraits.plain().withOperator("eks.amazonaws.com"));

        for (Request request : List.of(DEPLOY, ROLLBACK, CLEANUP)) {
            refusals(request, operated).singleElement().asString().contains("eks.amazonaws.com operates it");
        }
    }

    @Test
    void a_group_that_protects_new_instances_is_refused_where_some_are_to_start() {
        Given protecting = blueServing()
                .fleet(Color.GREEN, new GroupSize(3, 10, 3), 3)
                .traits(Color.GREEN, GroupTraits.plain().withProtects(true));

        for (Request request : List.of(DEPLOY, Rollback.of(BETA).withScaleUp(true))) {
            refusals(request, protecting)
                    .singleElement()
                    .asString()
                    .contains(
                            "beta-green", "protects them from scale-in", "--no-new-instances-protected-from-scale-in");
        }
        refusals(ROLLBACK, protecting).isEmpty();
        refusals(CLEANUP, protecting).isEmpty();
    }

    @Nested
    class Units {
        private final GroupTraits vcpu = GroupTraits.plain().withUnit(CapacityUnit.VCPU);

        @Test
        void that_differ_are_refused() {
            refusals(DEPLOY, blueServing().traits(Color.GREEN, vcpu))
                    .singleElement()
                    .asString()
                    .contains("found instances in beta-blue and vcpu in beta-green");
            refusals(
                            DEPLOY,
                            blueServing()
                                    .traits(Color.GREEN, GroupTraits.plain().withWeights(Map.of("m5.large", 2))))
                    .singleElement()
                    .asString()
                    .contains("units of weight {m5.large=2} in beta-green");
        }

        @Test
        void that_nobody_knows_are_refused() {
            GroupTraits unknown = GroupTraits.plain().withUnit(CapacityUnit.OTHER);

            refusals(DEPLOY, blueServing().traits(Color.BLUE, unknown).traits(Color.GREEN, unknown))
                    .singleElement()
                    .asString()
                    .contains("what the size of beta-blue counts");
        }

        @Test
        void that_are_the_same_stand_in_nobodys_way() {
            refusals(DEPLOY, blueServing().traits(Color.BLUE, vcpu).traits(Color.GREEN, vcpu))
                    .isEmpty();
        }
    }

    @Nested
    class Tags {
        private final Given foreign = blueServing().tag(Color.BLUE, "Environment", "production");

        @Test
        void that_mean_something_else_are_refused_and_the_refusal_names_the_way_out() {
            refusals(DEPLOY, foreign).singleElement().asString().contains("found 'production'", "another key or none");
        }

        @Test
        void are_looked_for_under_the_keys_that_are_named() {
            Environment none = BETA.withTags(TagKeys.none());
            Environment stage = BETA.withTags(TagKeys.standard().withEnvironment("Stage"));

            refusals(Deployment.of(none), foreign).isEmpty();
            refusals(Deployment.of(stage), foreign).isEmpty();
            refusals(Deployment.of(stage), blueServing().tag(Color.BLUE, "Stage", "prod"))
                    .singleElement()
                    .asString()
                    .contains("the tag Stage of beta-blue to be 'beta'");
        }
    }
}
