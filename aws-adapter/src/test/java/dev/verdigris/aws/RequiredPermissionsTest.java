package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.plan.Cleanup;
import dev.verdigris.plan.Deployment;
import dev.verdigris.plan.Rollback;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** The permissions are those that the verbs use on Moto: every one, and no other. */
class RequiredPermissionsTest {
    private final MotoEnvironment beta =
            MotoWorld.fresh().environment("beta").blue(2, 10, 3).create();
    private final Environment environment = beta.environment();
    private final Operations used = new Operations();
    private final BlueGreen audited = BlueGreen.on(Clouds.on(beta.world(), used));
    private final BlueGreen unaudited = BlueGreen.on(Clouds.on(beta.world()));

    /** Registers so many strangers that a plan must know the quota. Moto's is 30, so it is refused then. */
    private void crowd() {
        beta.register(IntStream.range(0, 800).mapToObj("i-%017x"::formatted).toList());
    }

    @Test
    void status_uses_what_it_must_be_allowed() {
        audited.status(environment);

        assertThat(used.seen()).isEqualTo(RequiredPermissions.STATUS.actions());
    }

    @Test
    void planning_uses_what_it_must_be_allowed() {
        audited.plan(Deployment.of(environment));
        audited.validate(environment);
        crowd();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> audited.plan(Deployment.of(environment)))
                .withMessageContaining("quota");

        assertThat(used.seen()).isEqualTo(RequiredPermissions.PLAN.actions());
    }

    @Test
    void a_deployment_uses_what_it_must_be_allowed() {
        audited.execute(audited.plan(Deployment.of(environment))).orThrow();
        crowd();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> audited.deploy(environment));

        assertThat(used.seen()).isEqualTo(RequiredPermissions.DEPLOY.actions());
    }

    @Test
    void a_rollback_uses_what_it_must_be_allowed() {
        unaudited.deploy(environment).orThrow();
        audited.execute(audited.plan(Rollback.of(environment))).orThrow();
        unaudited.cleanup(environment).orThrow();
        audited.rollback(Rollback.of(environment).scalingUp()).orThrow();
        crowd();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> audited.rollback(environment));

        assertThat(used.seen()).isEqualTo(RequiredPermissions.ROLLBACK.actions());
    }

    @Test
    void a_cleanup_uses_what_it_must_be_allowed() {
        unaudited.deploy(environment).orThrow();
        audited.execute(audited.plan(Cleanup.of(environment))).orThrow();

        assertThat(used.seen()).isEqualTo(RequiredPermissions.CLEANUP.actions());
    }

    @ParameterizedTest
    @EnumSource
    void the_policy_allows_each_action_once(RequiredPermissions verb) {
        List<String> allowed = new ArrayList<>();
        for (JsonNode statement : statements(verb.policy(environment))) {
            assertThat(statement.field("Effect").orElseThrow().text()).isEqualTo("Allow");
            allowed.addAll(texts(statement, "Action"));
        }

        assertThat(allowed).containsExactlyInAnyOrderElementsOf(verb.actions());
    }

    @Test
    void what_changes_something_is_allowed_on_this_environment_only() {
        String policy = RequiredPermissions.DEPLOY.policy(environment, "aws-cn", "cn-north-1", "123456789012");

        assertThat(resources(policy, AutoScalingFleets.UPDATE))
                .containsExactly(
                        "arn:aws-cn:autoscaling:cn-north-1:123456789012:autoScalingGroup:*:autoScalingGroupName/beta-blue",
                        "arn:aws-cn:autoscaling:cn-north-1:123456789012:autoScalingGroup:*:autoScalingGroupName/beta-green");
        for (String action : List.of(ElbTargetGroups.REGISTER, ElbTargetGroups.DEREGISTER)) {
            assertThat(resources(policy, action))
                    .containsExactly("arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:targetgroup/Beta/*");
        }
        for (String action : List.of(SsmActiveColors.READ, SsmActiveColors.WRITE)) {
            assertThat(resources(policy, action))
                    .containsExactly(
                            "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/compiler-explorer/beta/active-asg");
        }
        SortedSet<String> everywhere = new TreeSet<>();
        for (String action : RequiredPermissions.DEPLOY.actions()) {
            if (resources(policy, action).contains("*")) {
                everywhere.add(action);
            }
        }
        assertThat(everywhere).isNotEmpty().allMatch(action -> action.contains(":Describe"));
    }

    @Test
    void a_target_group_given_by_its_arn_and_a_plain_parameter_are_named_as_they_are() {
        String arn = beta.targetGroupArn();
        Environment other = Environment.named("prod")
                .traffic(Traffic.registration(arn))
                .activeColorParameter("prod-color")
                .build();

        String policy = RequiredPermissions.DEPLOY.policy(other);

        assertThat(resources(policy, ElbTargetGroups.REGISTER)).containsExactly(arn);
        assertThat(resources(policy, SsmActiveColors.WRITE)).containsExactly("arn:aws:ssm:*:*:parameter/prod-color");
    }

    @Test
    void a_group_name_is_no_pattern_and_breaks_no_document() {
        Environment odd = Environment.named("odd")
                .blueGroup("odd*?$ \"blue\"")
                .greenGroup("odd\\green")
                .build();

        assertThat(resources(RequiredPermissions.CLEANUP.policy(odd), AutoScalingFleets.UPDATE))
                .containsExactly(
                        "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/odd${*}${?}${$} \"blue\"",
                        "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/odd\\green");
    }

    private static List<String> resources(String policy, String action) {
        for (JsonNode statement : statements(policy)) {
            if (texts(statement, "Action").contains(action)) {
                return texts(statement, "Resource");
            }
        }
        throw new AssertionError("expected " + action + " in " + policy);
    }

    private static List<JsonNode> statements(String policy) {
        JsonNode document = JsonNode.parser().parse(policy);
        assertThat(document.field("Version").orElseThrow().text()).isEqualTo("2012-10-17");
        return document.field("Statement").orElseThrow().asArray();
    }

    private static List<String> texts(JsonNode statement, String field) {
        return statement.field(field).orElseThrow().asArray().stream()
                .map(JsonNode::text)
                .toList();
    }
}
