package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What IAM must allow to the credentials of the clients, by what they are used for, and no more than that. Each constant
 * stands alone: {@link #DEPLOY} holds what {@link #PLAN} needs.
 *
 * <p>A deployment never changes a group's launch template, so it needs neither {@code ec2:RunInstances} nor {@code
 * iam:PassRole}: Auto Scaling launches with its own service-linked role.
 */
public enum RequiredPermissions {
    /** {@code BlueGreen.status}. */
    STATUS,
    /** {@code BlueGreen.plan} and {@code validate}. */
    PLAN,
    /** {@code BlueGreen.deploy}, and {@code execute} of its plan. */
    DEPLOY,
    /** {@code BlueGreen.rollback}, and {@code execute} of its plan. */
    ROLLBACK,
    /** {@code BlueGreen.cleanup}, and {@code execute} of its plan. */
    CLEANUP;

    /** What actions are allowed on, and the id of the statement that allows them. */
    private enum Scope {
        LOOK("Look"),
        RESIZE("Resize"),
        MOVE_TRAFFIC("MoveTraffic"),
        RECORD("RecordColor");

        private final String id;

        Scope(String id) {
            this.id = id;
        }

        static Scope of(String action) {
            return switch (action) {
                case AutoScalingFleets.UPDATE -> RESIZE;
                case ElbTargetGroups.REGISTER, ElbTargetGroups.DEREGISTER -> MOVE_TRAFFIC;
                case SsmActiveColors.READ, SsmActiveColors.WRITE -> RECORD;
                default -> LOOK;
            };
        }
    }

    /** The actions, in IAM's words, such as {@code elasticloadbalancing:RegisterTargets}, sorted. */
    public SortedSet<String> actions() {
        SortedSet<String> actions = new TreeSet<>(Set.of(
                AutoScalingFleets.DESCRIBE,
                ElbTargetGroups.FIND,
                ElbTargetGroups.ATTRIBUTES,
                ElbTargetGroups.HEALTH,
                SsmActiveColors.READ));
        actions.addAll(
                switch (this) {
                    case STATUS -> Set.of();
                    case PLAN -> Set.of(ElbTargetGroups.LIMITS);
                    case DEPLOY, ROLLBACK ->
                        Set.of(
                                ElbTargetGroups.LIMITS,
                                AutoScalingFleets.ACTIVITIES,
                                AutoScalingFleets.UPDATE,
                                ElbTargetGroups.REGISTER,
                                ElbTargetGroups.DEREGISTER,
                                SsmActiveColors.WRITE);
                    case CLEANUP -> Set.of(AutoScalingFleets.UPDATE);
                });
        return actions;
    }

    /**
     * An identity policy that allows the actions on one environment, whatever the account and the region, in the
     * partition {@code aws}.
     *
     * @return a JSON document
     */
    public String policy(Environment environment) {
        return policy(environment, "aws", "*", "*");
    }

    /**
     * An identity policy that allows the actions on one environment. Auto Scaling and Elastic Load Balancing know no
     * resources for the actions that only look, so those are allowed on all.
     *
     * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, …
     * @param region such as {@code eu-west-1}, or {@code *}
     * @param account 12 digits, or {@code *}
     * @return a JSON document
     */
    public String policy(Environment environment, String partition, String region, String account) {
        String groups = arn(partition, "autoscaling", region, account) + "autoScalingGroup:*:autoScalingGroupName/";
        String parameter = environment.activeColorParameter().value();
        List<String> statements = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            List<String> allowed = actions().stream()
                    .filter(action -> Scope.of(action) == scope)
                    .toList();
            if (!allowed.isEmpty()) {
                statements.add(statement(
                        scope,
                        allowed,
                        switch (scope) {
                            case LOOK -> List.of("*");
                            case RESIZE ->
                                List.of(
                                        groups + literal(environment.blue().value()),
                                        groups + literal(environment.green().value()));
                            case MOVE_TRAFFIC ->
                                List.of(targetGroup(
                                        environment, arn(partition, "elasticloadbalancing", region, account)));
                            case RECORD ->
                                List.of(arn(partition, "ssm", region, account) + "parameter"
                                        + (parameter.startsWith("/") ? "" : "/") + parameter);
                        }));
            }
        }
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                %s
                  ]
                }
                """.formatted(String.join(",\n", statements));
    }

    private static String statement(Scope scope, List<String> allowed, List<String> resources) {
        return """
                {
                  "Sid": "%s",
                  "Effect": "Allow",
                  "Action": [%s],
                  "Resource": [%s]
                }
                """.formatted(scope.id, listed(allowed), listed(resources))
                .indent(4)
                .stripTrailing();
    }

    private static String listed(List<String> texts) {
        return texts.stream()
                .map(text -> "\n    \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "", "\n  "));
    }

    private static String arn(String partition, String service, String region, String account) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":";
    }

    private static String targetGroup(Environment environment, String prefix) {
        TargetGroupRef targetGroup = ((Traffic.Registration) environment.traffic()).targetGroup();
        return targetGroup.isArn() ? targetGroup.value() : prefix + "targetgroup/" + targetGroup + "/*";
    }

    /** A name in which IAM sees no wildcard and no variable. */
    private static String literal(String name) {
        return name.replaceAll("[*?$]", "\\${$0}");
    }
}
