package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.AwsAlarms;
import dev.verdigris.aws.AwsInstanceAddresses;
import dev.verdigris.aws.ReleasePermissions;
import dev.verdigris.aws.RequiredPermissions;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code environment policy} prints. That it suffices, and is no more than needed, other tests show on Moto. */
class PolicyCommandTest {
    private static final Pattern ACTION = Pattern.compile("\"([a-z0-9]+:[A-Z][A-Za-z]+)\"");

    private final Environment beta = Environment.of("beta");
    private final Cli cli = new Cli(SimulatedCloud.serving(beta, 3));

    @TempDir
    private Path folder;

    private Set<String> actions(String options) {
        return ACTION.matcher(cli.run("--env beta environment policy " + options)
                        .exiting(0)
                        .out())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> plain() {
        Set<String> plain = new TreeSet<>();
        for (RequiredPermissions use : RequiredPermissions.values()) {
            if (use != RequiredPermissions.REFRESH) {
                plain.addAll(use.actions(beta));
            }
        }
        return plain;
    }

    private Set<String> plainAnd(Set<String> more) {
        Set<String> actions = plain();
        actions.addAll(more);
        return actions;
    }

    @Test
    void without_more_it_is_what_the_commands_need_and_nothing_is_connected() {
        assertThat(actions("")).isEqualTo(plain()).doesNotContain("autoscaling:StartInstanceRefresh");
        assertThat(cli.connected()).isZero();
    }

    @Test
    void each_feature_that_is_said_adds_what_it_needs() {
        assertThat(actions("--bake 5m --alarm 5xx-{color}")).isEqualTo(plainAnd(AwsAlarms.actions()));
        assertThat(actions("--probe http:8080/health")).isEqualTo(plainAnd(Set.of(AwsInstanceAddresses.ACTION)));
        assertThat(actions("--probe alb:/health"))
                .isEqualTo(plainAnd(
                        Set.of("elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules")));
        assertThat(actions("--release ssm"))
                .isEqualTo(plainAnd(Set.of("ssm:DeleteParameter", "ssm:GetParameterHistory")));
        assertThat(actions("--release s3:builds/beta/version"))
                .isEqualTo(
                        plainAnd(ReleasePermissions.s3("builds", "beta/version").select()));
        assertThat(actions("--release launch-template"))
                .isEqualTo(plainAnd(Set.of(
                        "ec2:DescribeLaunchTemplateVersions",
                        "ec2:DescribeLaunchTemplates",
                        "ec2:ModifyLaunchTemplate")));
        assertThat(actions("--strategy rolling")).isEqualTo(plainAnd(RequiredPermissions.REFRESH.actions(beta)));
    }

    @Test
    void what_needs_nothing_of_AWS_adds_nothing() {
        assertThat(actions("--bake 5m --probe url:https://beta.example/ --follower http:http://router/active"))
                .isEqualTo(plain());
    }

    @Test
    void other_stores_and_strategies_have_policies_of_their_own() {
        assertThat(actions("--store dynamodb:deployments"))
                .contains("dynamodb:PutItem")
                .doesNotContain("ssm:GetParametersByPath");
        assertThat(actions("--store s3:states/team")).contains("s3:PutObject").doesNotContain("ssm:DeleteParameter");
        assertThat(actions("--traffic attachment")).contains("autoscaling:AttachTrafficSources");
        assertThat(actions("--traffic forwarding --route web:443"))
                .contains("elasticloadbalancing:ModifyListener")
                .doesNotContain("elasticloadbalancing:RegisterTargets");
        assertThat(actions("--traffic forwarding --route web:443 --by-hand"))
                .contains("elasticloadbalancing:RegisterTargets");
    }

    @Test
    void a_group_that_is_to_be_adopted_may_be_emptied_and_taken_out_of_its_target_group() {
        String printed = cli.run("--env beta environment policy --from-group legacy")
                .exiting(0)
                .out();

        assertThat(printed).contains("\"ResizeAdopted\"", "\"DetachAdopted\"", ":autoScalingGroupName/legacy\"");
        assertThat(actions("--from-group legacy"))
                .isEqualTo(plainAnd(Set.of(
                        "autoscaling:AttachTrafficSources",
                        "autoscaling:DescribeLoadBalancerTargetGroups",
                        "autoscaling:DescribeTrafficSources",
                        "autoscaling:DetachLoadBalancerTargetGroups",
                        "autoscaling:DetachTrafficSources")));
        assertThat(cli.run(
                                "--env beta --traffic forwarding --route web:443 environment policy --by-hand --from-group legacy"
                                        + " --from-target-group Legacy")
                        .exiting(0)
                        .out())
                .contains("\"DeregisterAdopted\"", ":targetgroup/Legacy/*\"");
    }

    @Test
    void the_group_of_a_color_is_not_adopted() {
        assertThat(cli.run("--env beta environment policy --from-group beta-blue")
                        .exiting(2)
                        .err())
                .contains("found 'beta-blue', which is the blue one");
    }

    @Test
    void the_features_are_those_of_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("environments.yml"), """
                environments:
                  beta:
                    strategy: rolling
                    bake: 5m
                    alarm: [5xx-blue, 5xx-green]
                    probe: http:8080/health
                    release: ssm
                    store: dynamodb:deployments
                """);

        assertThat(actions("--config " + file))
                .contains(
                        "autoscaling:StartInstanceRefresh",
                        "cloudwatch:DescribeAlarms",
                        "dynamodb:PutItem",
                        "ec2:DescribeInstances",
                        "ssm:GetParameterHistory");
    }

    @Test
    void it_is_for_the_region_and_the_account_that_are_said() {
        assertThat(cli.run("--env beta --region cn-north-1 environment policy --account 123456789012")
                        .exiting(0)
                        .out())
                .contains("\"arn:aws-cn:ssm:cn-north-1:123456789012:parameter/compiler-explorer/beta/active-asg\"")
                .doesNotContain("arn:aws:");
        assertThat(cli.run("--env beta environment policy").exiting(0).out())
                .contains("\"arn:aws:ssm:*:*:parameter/compiler-explorer/beta/active-asg\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--account 12", "--strategy canary", "--alarm 5xx", "--traffic forwarding"})
    void what_makes_no_sense_is_refused(String options) {
        Ran ran = cli.run("--env beta environment policy " + options).exiting(2);

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith(options.substring(0, options.indexOf(' ')))
                .contains(": expected ");
    }
}
