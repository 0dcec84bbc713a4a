package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.aws.moto.CfnLint;
import dev.verdigris.examples.Project;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** The template as cfn-lint sees it, and its policy as {@code environment policy} prints it. */
class CloudFormationTemplateTest {

    @TempDir
    private Path folder;

    @Test
    void the_linter_finds_nothing_in_the_template() {
        assertThat(CfnLint.findings(Project.root().resolve(StackedBeta.TEMPLATE)))
                .isEmpty();
    }

    /** That is left to validate. */
    @Test
    void the_linter_finds_a_wrong_priority_but_takes_any_weights() throws IOException {
        String template = StackedBeta.template(1000, 0).replace("Priority: !Ref Priority", "Priority: 60000");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), template);

        assertThat(CfnLint.findings(wrong))
                .anyMatch(finding -> finding.contains(":E3034:60000"))
                .noneMatch(finding -> finding.contains("1000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Strategy=forwarding |",
                "Strategy=registration,WatchAlarms=yes,ProbeLoadBalancer=yes,DeploymentsTable=deployments |"
                        + " --probe alb:/ --bake 5m --alarm beta-5xx --store dynamodb:deployments",
                "Strategy=attachment,ProbeInstances=yes,SelectReleases=yes,RollingRefreshes=yes |"
                        + " --probe http:80/ --release ssm --strategy rolling"
            })
    void the_policy_of_the_stack_is_what_the_command_prints(String parameters, String options) throws IOException {
        StackedBeta beta = StackedBeta.create(parameters(parameters));
        List<String> command = new ArrayList<>(List.of("policy", "--region", "us-east-1", "--account"));
        command.add(beta.world().account());
        command.addAll(options == null ? List.of() : List.of(options.split(" ", -1)));

        assertThat(allowed(ofTheStack(beta)))
                .isEqualTo(allowed(
                        beta.here(command.toArray(String[]::new)).exiting(0).out()));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : text.split(",", -1)) {
            parameters.put(each.split("=", -1)[0], each.split("=", -1)[1]);
        }
        return parameters;
    }

    private static String ofTheStack(StackedBeta beta) {
        String arn = beta.output("DeployerPolicy");
        try (IamClient iam = beta.world()
                .connected(IamClient.builder())
                .region(Region.AWS_GLOBAL)
                .build()) {
            return URLDecoder.decode(
                    iam.getPolicyVersion(request -> request.policyArn(arn).versionId("v1"))
                            .policyVersion()
                            .document(),
                    UTF_8);
        }
    }

    /** What a policy allows: each action on each resource, under its condition. */
    private static Set<String> allowed(String policy) throws IOException {
        Set<String> allowed = new TreeSet<>();
        for (Object each : (List<?>) JSON.std.mapFrom(policy).get("Statement")) {
            Map<?, ?> statement = (Map<?, ?>) each;
            for (Object action : several(statement.get("Action"))) {
                for (Object resource : several(statement.get("Resource"))) {
                    allowed.add(statement.get("Effect") + " " + action + " on " + resource + " if "
                            + statement.get("Condition"));
                }
            }
        }
        return allowed;
    }

    private static Collection<?> several(Object one) {
        return one instanceof Collection<?> some ? some : List.of(one);
    }
}
