package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A policy as IAM evaluates it, in the region us-east-1 of the account 123456789012.
 *
 * @param allowances what it allows
 */
record IamPolicy(List<Allowance> allowances) {
    private static final String PLACE = "us-east-1:123456789012";

    /** One action of one statement of a policy. */
    record Allowance(String action, List<String> resources) {

        boolean allows(Operations.Used call) {
            String arn = arn(call);
            return action.equals(call.action()) && resources.stream().anyMatch(pattern -> matches(pattern, arn));
        }

        private static boolean matches(String pattern, String arn) {
            return arn.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
        }

        private static String arn(Operations.Used call) {
            return switch (call.action()) {
                case AutoScalingFleets.UPDATE,
                        AutoScalingFleets.TERMINATE,
                        AutoScalingAttachments.ATTACH,
                        AutoScalingAttachments.DETACH,
                        AutoScalingAttachments.DETACH_OLDER ->
                    "arn:aws:autoscaling:" + PLACE + ":autoScalingGroup:uuid:autoScalingGroupName/" + call.resource();
                case ElbTargetGroups.REGISTER,
                        ElbTargetGroups.DEREGISTER,
                        ElbListeners.MODIFY_RULE,
                        ElbListeners.MODIFY_LISTENER -> call.resource().replaceFirst(":[0-9]{12}:", ":123456789012:");
                case SsmActiveColors.READ,
                        SsmDeploymentStore.LIST,
                        SsmDeploymentStore.WRITE,
                        SsmDeploymentStore.DELETE -> "arn:aws:ssm:" + PLACE + ":parameter" + call.resource();
                default -> call.resource();
            };
        }
    }

    static IamPolicy parse(String json) {
        JsonNode document = JsonNode.parser().parse(json);
        assertThat(document.field("Version").orElseThrow().text()).isEqualTo("2012-10-17");
        List<Allowance> allowances = new ArrayList<>();
        for (JsonNode statement : document.field("Statement").orElseThrow().asArray()) {
            assertThat(statement.field("Effect").orElseThrow().text()).isEqualTo("Allow");
            for (String action : texts(statement, "Action")) {
                allowances.add(new Allowance(action, texts(statement, "Resource")));
            }
        }
        return new IamPolicy(List.copyOf(allowances));
    }

    private static List<String> texts(JsonNode statement, String field) {
        return statement.field(field).orElseThrow().asArray().stream()
                .map(JsonNode::text)
                .toList();
    }

    /** Evaluates it as IAM does: every call must be allowed by a statement, and every action of it serve a call. */
    void assertNeededFor(Operations used) {
        List<Allowance> idle = new ArrayList<>(allowances);
        List<String> denied = new ArrayList<>();
        for (Operations.Used call : used.seen()) {
            List<Allowance> allowing = allowances.stream()
                    .filter(allowance -> allowance.allows(call))
                    .toList();
            idle.removeAll(allowing);
            if (allowing.isEmpty()) {
                denied.add(call.toString());
            }
        }
        assertThat(denied).as("calls that the policy denies").isEmpty();
        assertThat(idle).as("allowed, and never needed").isEmpty();
    }

    /** All actions that it allows, on whatever. */
    Set<String> actions() {
        return allowances.stream().map(Allowance::action).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All resources that it names. */
    Set<String> resources() {
        return allowances.stream()
                .flatMap(allowance -> allowance.resources().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
