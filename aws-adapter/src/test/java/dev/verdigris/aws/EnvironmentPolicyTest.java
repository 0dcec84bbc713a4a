package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.model.Environment;
import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** One document for what somebody may do, with what stands around the switch. */
class EnvironmentPolicyTest {
    private static final Environment BETA = Environment.of("beta");

    private static IamPolicy parsed(EnvironmentPolicy policy) {
        return IamPolicy.parse(policy.json());
    }

    @Test
    void the_policy_of_one_verb_is_that_verbs() {
        EnvironmentPolicy policy = EnvironmentPolicy.of(BETA, RequiredPermissions.DEPLOY);

        assertThat(policy.json()).isEqualTo(RequiredPermissions.DEPLOY.policy(BETA));
        assertThat(policy.actions()).isEqualTo(RequiredPermissions.DEPLOY.actions(BETA));
    }

    @Test
    void several_verbs_are_allowed_in_the_statements_of_one() {
        EnvironmentPolicy policy = EnvironmentPolicy.of(BETA, RequiredPermissions.values());
        TreeSet<String> all = new TreeSet<>();
        for (RequiredPermissions verb : RequiredPermissions.values()) {
            all.addAll(verb.actions(BETA));
        }

        assertThat(parsed(policy).actions()).isEqualTo(all);
        assertThat(policy.actions()).isEqualTo(all);
        assertThat(ids(policy))
                .containsExactlyInAnyOrder(
                        "Look", "Resize", "MoveTraffic", "WriteParameter", "KeepDeploymentState", "Refresh");
    }

    private static List<String> ids(EnvironmentPolicy policy) {
        return JsonNode.parser().parse(policy.json()).field("Statement").orElseThrow().asArray().stream()
                .map(statement -> statement.field("Sid").orElseThrow().text())
                .toList();
    }

    @Test
    void queues_are_allowed_by_their_own_names_and_metrics_wherever_they_are() {
        FeaturePermissions queues = FeaturePermissions.queues(
                URI.create("https://sqs.eu-west-1.amazonaws.com/123456789012/orders-blue"),
                URI.create("https://sqs.eu-west-1.amazonaws.com/123456789012/orders-green"));
        EnvironmentPolicy plain = EnvironmentPolicy.of(BETA, RequiredPermissions.STATUS);
        IamPolicy more =
                parsed(plain.with(queues, FeaturePermissions.requests()).in("aws-cn", "cn-north-1", "*"));

        assertThat(more.allowances().stream()
                        .filter(allowance -> allowance.action().equals(AwsQueueFollower.ACTION))
                        .flatMap(allowance -> allowance.resources().stream()))
                .containsExactlyInAnyOrder(
                        "arn:aws-cn:sqs:cn-north-1:123456789012:orders-blue",
                        "arn:aws-cn:sqs:cn-north-1:123456789012:orders-green");
        assertThat(more.actions()).containsAll(AwsRequestFollower.actions());
        for (RequiredPermissions verb : List.of(RequiredPermissions.UNLOCK, RequiredPermissions.REFRESH)) {
            assertThat(queues.actions(verb)).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FeaturePermissions.queues(URI.create("https://sqs/blue"), URI.create("https://sqs/green")))
                .withMessageContaining("expected a URL that ends with /ACCOUNT/NAME");
    }

    @Test
    void what_is_asked_for_around_the_switch_is_allowed_as_well_and_nothing_else() {
        EnvironmentPolicy plain = EnvironmentPolicy.of(BETA, RequiredPermissions.DEPLOY);
        EnvironmentPolicy more = plain.with(FeaturePermissions.alarms()).with(FeaturePermissions.instanceProbes());
        TreeSet<String> added = new TreeSet<>(more.actions());
        added.removeAll(plain.actions());

        assertThat(added).containsExactly("cloudwatch:DescribeAlarms", "ec2:DescribeInstances");
        assertThat(plain.with(FeaturePermissions.loadBalancerProbes()).actions())
                .containsAll(plain.actions())
                .contains("elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules");
        assertThat(parsed(more).actions()).isEqualTo(more.actions());
        assertThat(ids(more)).isEqualTo(ids(plain));
    }

    @Test
    void a_verb_that_has_no_use_of_it_is_allowed_no_more() {
        EnvironmentPolicy status = EnvironmentPolicy.of(BETA, RequiredPermissions.STATUS);

        assertThat(status.with(
                                FeaturePermissions.alarms(),
                                FeaturePermissions.instanceProbes(),
                                FeaturePermissions.loadBalancerProbes())
                        .json())
                .isEqualTo(status.json());
    }

    @Test
    void a_release_pointer_is_read_by_who_looks_and_written_by_who_deploys() {
        ReleasePermissions s3 = ReleasePermissions.s3("builds", "beta/version");
        EnvironmentPolicy looks = EnvironmentPolicy.of(BETA, RequiredPermissions.STATUS, RequiredPermissions.PLAN);
        EnvironmentPolicy deploys = EnvironmentPolicy.of(BETA, RequiredPermissions.STATUS, RequiredPermissions.DEPLOY);

        assertThat(looks.with(s3).actions()).containsAll(s3.look()).doesNotContain("s3:PutObject", "s3:DeleteObject");
        assertThat(deploys.with(s3).actions()).containsAll(s3.select());
        assertThat(ids(deploys.with(s3))).endsWith("MissRelease", "SelectRelease");
    }

    @Test
    void it_is_for_one_partition_region_and_account() {
        EnvironmentPolicy china = EnvironmentPolicy.of(BETA, RequiredPermissions.DEPLOY)
                .with(ReleasePermissions.parameterStore(BETA))
                .in("aws-cn", "cn-north-1", "123456789012");

        assertThat(parsed(china).resources())
                .contains("arn:aws-cn:ssm:cn-north-1:123456789012:parameter/compiler-explorer/beta/release")
                .allMatch(resource -> resource.equals("*") || resource.contains(":cn-north-1:123456789012:"));
    }

    @Test
    void another_store_takes_the_place_of_Parameter_Store() {
        EnvironmentPolicy all = EnvironmentPolicy.of(BETA, RequiredPermissions.values());
        EnvironmentPolicy table = all.withStoreInDynamoDb("deployments");
        EnvironmentPolicy bucket = all.withStoreInS3("states", "team");

        assertThat(table.actions())
                .contains("dynamodb:GetItem", "dynamodb:PutItem")
                .doesNotContain("ssm:GetParametersByPath", "ssm:DeleteParameter");
        assertThat(table.in("aws", "eu-west-1", "123456789012").json())
                .contains(
                        "\"arn:aws:dynamodb:eu-west-1:123456789012:table/deployments\"",
                        "{\"ForAllValues:StringEquals\": {\"dynamodb:LeadingKeys\": [\"compiler-explorer/beta\"]}}");
        assertThat(parsed(bucket).actions()).isEqualTo(bucket.actions()).doesNotContain("ssm:DeleteParameter");
        assertThat(parsed(bucket).resources())
                .contains("arn:aws:s3:::states/team/compiler-explorer/beta", "arn:aws:s3:::states");
        assertThat(parsed(all.withStoreInS3("states", "")).resources())
                .contains("arn:aws:s3:::states/compiler-explorer/beta");
    }

    @Test
    void whoever_only_looks_writes_no_store() {
        EnvironmentPolicy looks = EnvironmentPolicy.of(BETA, RequiredPermissions.STATUS, RequiredPermissions.PLAN);

        assertThat(looks.withStoreInDynamoDb("deployments").actions())
                .contains("dynamodb:GetItem")
                .doesNotContain("dynamodb:PutItem");
        assertThat(looks.withStoreInS3("states", "").actions())
                .contains("s3:GetObject", "s3:ListBucket")
                .doesNotContain("s3:PutObject");
    }
}
