package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.model.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policies as documents. */
class RequiredPermissionsTest {
    private static final Environment BETA = Environment.of("beta");

    private static Environment forwarded(String... routes) {
        return Environment.named("beta")
                .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", routes))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void the_policy_allows_the_actions(RequiredPermissions verb) {
        for (Environment environment : List.of(BETA, forwarded("web:443", "web:443/beta/*"))) {
            assertThat(IamPolicy.parse(verb.policy(environment)).actions()).isEqualTo(verb.actions(environment));
        }
    }

    @Test
    void weights_are_written_where_the_routes_are_and_nowhere_else() {
        String rule = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/web/1/2/3";

        IamPolicy policy = IamPolicy.parse(
                RequiredPermissions.DEPLOY.policy(forwarded(rule, "other:443/beta/*", "other:80", "other:81")));

        assertThat(policy.allowances().stream()
                        .filter(allowance -> allowance.action().contains(":Modify"))
                        .map(IamPolicy.Allowance::action))
                .containsExactly("elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule");
        assertThat(policy.resources())
                .contains(
                        rule,
                        "arn:aws:elasticloadbalancing:*:*:listener-rule/app/other/*",
                        "arn:aws:elasticloadbalancing:*:*:listener/app/other/*")
                .noneMatch(resource -> resource.contains("targetgroup"));
    }

    @Test
    void rules_alone_need_no_writing_of_listeners_and_listeners_alone_none_of_rules() {
        assertThat(RequiredPermissions.DEPLOY.actions(forwarded("web:443/beta/*")))
                .contains("elasticloadbalancing:ModifyRule", "elasticloadbalancing:DescribeListeners")
                .doesNotContain("elasticloadbalancing:ModifyListener", "elasticloadbalancing:RegisterTargets");
        assertThat(RequiredPermissions.DEPLOY.actions(forwarded("web:443")))
                .contains("elasticloadbalancing:ModifyListener")
                .doesNotContain("elasticloadbalancing:ModifyRule");
        assertThat(RequiredPermissions.STATUS.actions(forwarded("web:443")))
                .doesNotContain("elasticloadbalancing:DescribeRules", "elasticloadbalancing:ModifyListener");
    }

    @Test
    void routes_named_by_their_arns_need_no_load_balancers_to_be_found() {
        String listener = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/1/2";

        assertThat(RequiredPermissions.STATUS.actions(forwarded(listener)))
                .doesNotContain("elasticloadbalancing:DescribeLoadBalancers");
        assertThat(RequiredPermissions.STATUS.actions(forwarded("web:443")))
                .contains("elasticloadbalancing:DescribeLoadBalancers");
    }

    @ParameterizedTest
    @EnumSource
    void only_what_looks_is_allowed_everywhere(RequiredPermissions verb) {
        assertThat(IamPolicy.parse(verb.policy(BETA)).allowances().stream()
                        .filter(allowance -> allowance.resources().contains("*"))
                        .map(IamPolicy.Allowance::action))
                .allMatch(action -> action.contains(":Describe"));
    }

    @Test
    void a_policy_is_for_one_partition_region_and_account() {
        assertThat(IamPolicy.parse(RequiredPermissions.DEPLOY.policy(BETA, "aws-cn", "cn-north-1", "123456789012"))
                        .resources())
                .containsExactlyInAnyOrder(
                        "*",
                        "arn:aws-cn:autoscaling:cn-north-1:123456789012:autoScalingGroup:*:autoScalingGroupName/beta-blue",
                        "arn:aws-cn:autoscaling:cn-north-1:123456789012:autoScalingGroup:*:autoScalingGroupName/beta-green",
                        "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:targetgroup/Beta/*",
                        "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/compiler-explorer/beta/active-asg",
                        "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/compiler-explorer/beta/deployment",
                        "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/compiler-explorer/beta/deployment/*");
    }

    @Test
    void the_parameters_are_those_below_the_prefix_of_the_environment() {
        Environment acme =
                Environment.named("beta").naming(Naming.prefix("/acme/web")).build();

        assertThat(IamPolicy.parse(RequiredPermissions.DEPLOY.policy(acme)).resources())
                .contains(
                        "arn:aws:ssm:*:*:parameter/acme/web/beta/active-asg",
                        "arn:aws:ssm:*:*:parameter/acme/web/beta/deployment",
                        "arn:aws:ssm:*:*:parameter/acme/web/beta/deployment/*")
                .noneMatch(resource -> resource.contains("compiler-explorer"));
    }

    @Test
    void a_target_group_given_by_its_arn_and_a_plain_parameter_are_named_as_they_are() {
        String arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/Prod/0123456789abcdef";
        Environment other = Environment.named("prod")
                .traffic(Traffic.registration(arn))
                .activeColorParameter("prod-color")
                .build();

        assertThat(IamPolicy.parse(RequiredPermissions.DEPLOY.policy(other)).resources())
                .contains(arn, "arn:aws:ssm:*:*:parameter/prod-color");
    }

    @Test
    void a_group_name_is_no_pattern_and_breaks_no_document() {
        Environment odd = Environment.named("odd")
                .blueGroup("odd*?$ \"blue\"")
                .greenGroup("odd\\green")
                .build();

        assertThat(IamPolicy.parse(RequiredPermissions.CLEANUP.policy(odd)).resources())
                .contains(
                        "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/odd${*}${?}${$} \"blue\"",
                        "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/odd\\green");
    }
}
