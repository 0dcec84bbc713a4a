package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The actions that IAM must allow to the credentials of the clients, by their use, and no more. Each constant stands
 * alone: {@link #DEPLOY} holds what {@link #PLAN} needs. What is asked for around the switch needs more, by {@link
 * FeaturePermissions}; an {@link EnvironmentPolicy} holds all of it in one document. The deployment state of the environment is taken to be in
 * Parameter Store, where it is by default.
 *
 * <p>A deployment never changes a group's launch template, so it needs neither {@code ec2:RunInstances} nor {@code
 * iam:PassRole}: Auto Scaling launches with its own service-linked role. A rolling refresh that names a version of the
 * template does change it, and AWS asks for what that template needs; it is in no policy here.
 */
public enum RequiredPermissions {
    /** The actions of {@code BlueGreen.status} and {@code history}. */
    STATUS,
    /** The actions of {@code BlueGreen.plan} and {@code validate}. */
    PLAN,
    /** The actions of {@code BlueGreen.deploy}, and {@code execute} of its plan. */
    DEPLOY,
    /** The actions of {@code BlueGreen.rollback}, and {@code execute} of its plan. */
    ROLLBACK,
    /** The actions of {@code BlueGreen.cleanup}, and {@code execute} of its plan. */
    CLEANUP,
    /** The actions of {@code BlueGreen.refresh}, {@code execute} of its plan, and {@code resume} and {@code abort} of it. */
    REFRESH,
    /**
     * The actions of {@code BlueGreen.resume}, {@code promote} and {@code abort}, of a rolling refresh aside. What was killed before it had
     * begun is planned anew.
     */
    RECOVER,
    /** The actions of {@code BlueGreen.reconcile}. */
    RECONCILE,
    /** The actions of {@code BlueGreen.unlock}. */
    UNLOCK;

    /** The id of the statement about the deployment state. */
    static final String KEEP_DEPLOYMENT_STATE = "KeepDeploymentState";

    /** The resources that actions are allowed on. */
    private enum Scope {
        EVERYTHING("Look"),
        GROUPS("Resize"),
        REFRESHES("Refresh"),
        TRAFFIC("MoveTraffic"),
        COLOR("WriteParameter"),
        DEPLOYMENT_STATE(KEEP_DEPLOYMENT_STATE);

        /** The id of the statement that allows them. */
        private final String id;

        Scope(String id) {
            this.id = id;
        }
    }

    /**
     * The actions, in IAM's words, such as {@code elasticloadbalancing:RegisterTargets}, sorted.
     *
     * @param environment whose traffic decides what moves it
     */
    public SortedSet<String> actions(Environment environment) {
        return actions(TrafficPermissions.of(environment.traffic()));
    }

    /**
     * The actions for an environment whose members a deployment registers one by one although traffic is forwarded, since
     * neither Auto Scaling group is attached to its target group; for any other traffic those of {@link #actions}.
     *
     * @param environment whose traffic decides what moves it
     */
    public SortedSet<String> actionsByHand(Environment environment) {
        return actions(TrafficPermissions.byHand(environment.traffic()));
    }

    private SortedSet<String> actions(TrafficPermissions traffic) {
        SortedSet<String> actions = new TreeSet<>();
        for (Scope scope : Scope.values()) {
            actions.addAll(actionsOn(scope, traffic));
        }
        return actions;
    }

    /** Whether anything is changed by it. */
    boolean changes() {
        return this != STATUS && this != PLAN;
    }

    private SortedSet<String> actionsOn(Scope scope, TrafficPermissions traffic) {
        boolean changes = changes();
        boolean starts = this == PLAN || this == DEPLOY || this == RECOVER;
        boolean plans = starts || this == ROLLBACK;
        boolean switches = this == DEPLOY || this == ROLLBACK || this == RECOVER;
        boolean movesTraffic = switches || this == RECONCILE;
        SortedSet<String> actions = new TreeSet<>();
        switch (scope) {
            case EVERYTHING -> {
                if (this != UNLOCK) {
                    actions.add(AutoScalingFleets.DESCRIBE);
                    actions.addAll(traffic.look());
                    actions.addAll(traffic.find());
                }
                if (plans) {
                    actions.addAll(traffic.examine());
                }
                if (plans || this == REFRESH) {
                    actions.add(AutoScalingRefreshes.DESCRIBE);
                }
                if (starts) {
                    actions.add(AutoScalingFleets.HOOKS);
                }
                if (switches || this == REFRESH) {
                    actions.add(AutoScalingFleets.ACTIVITIES);
                }
                if (movesTraffic) {
                    actions.addAll(traffic.follow());
                }
            }
            case GROUPS -> {
                if (changes && this != UNLOCK && this != REFRESH) {
                    actions.add(AutoScalingFleets.UPDATE);
                }
                if (changes && starts) {
                    actions.add(AutoScalingFleets.TERMINATE);
                }
            }
            case REFRESHES -> {
                if (this == REFRESH) {
                    actions.addAll(Set.of(
                            AutoScalingRefreshes.START, AutoScalingRefreshes.CANCEL, AutoScalingRefreshes.ROLL_BACK));
                }
            }
            case TRAFFIC -> {
                if (movesTraffic) {
                    actions.addAll(traffic.move());
                }
                if (this == CLEANUP) {
                    actions.addAll(traffic.retire());
                }
            }
            case COLOR -> {
                if (this != UNLOCK) {
                    actions.add(SsmActiveColors.READ);
                }
                if (movesTraffic) {
                    actions.add(SsmActiveColors.WRITE);
                }
            }
            case DEPLOYMENT_STATE -> {
                actions.add(SsmDeploymentStore.LIST);
                if (changes) {
                    actions.addAll(Set.of(SsmDeploymentStore.WRITE, SsmDeploymentStore.DELETE));
                }
            }
        }
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
     * resources for the actions that only read, so those are allowed on all.
     *
     * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, …
     * @param region such as {@code eu-west-1}, or {@code *}
     * @param account 12 digits, or {@code *}
     * @return a JSON document
     */
    public String policy(Environment environment, String partition, String region, String account) {
        return EnvironmentPolicy.of(environment, this)
                .in(partition, region, account)
                .json();
    }

    /** The statements of a policy that allows the actions on one environment. */
    List<Statement> statements(Environment environment, TrafficPermissions traffic, EnvironmentPolicy.Place place) {
        List<Statement> statements = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            SortedSet<String> allowed = actionsOn(scope, traffic);
            if (!allowed.isEmpty()) {
                statements.add(new Statement(scope.id, allowed, resources(scope, environment, traffic, place)));
            }
        }
        return statements;
    }

    private static List<String> resources(
            Scope scope, Environment environment, TrafficPermissions traffic, EnvironmentPolicy.Place where) {
        String partition = where.partition();
        String place = where.within();
        String parameters = "arn:" + partition + ":ssm:" + place + ":parameter";
        List<String> both = List.of(
                group(where, environment.blue().value()),
                group(where, environment.green().value()));
        return switch (scope) {
            case EVERYTHING -> List.of("*");
            case GROUPS, REFRESHES -> both;
            case TRAFFIC -> traffic.onGroups() ? both : traffic.resources(partition, place);
            case COLOR ->
                List.of(parameters + rooted(environment.activeColorParameter().value()));
            case DEPLOYMENT_STATE -> {
                String path = parameters + SsmDeploymentStore.path(environment.stateKey());
                yield List.of(path, path + "/*");
            }
        };
    }

    /** The ARN of an Auto Scaling group. */
    static String group(EnvironmentPolicy.Place place, String name) {
        return "arn:" + place.partition() + ":autoscaling:" + place.within()
                + ":autoScalingGroup:*:autoScalingGroupName/" + literal(name);
    }

    /** The name of a parameter as it stands in an ARN. */
    private static String rooted(String parameter) {
        return parameter.startsWith("/") ? parameter : "/" + parameter;
    }

    /** A name in which IAM sees no wildcard and no variable. */
    private static String literal(String name) {
        return name.replaceAll("[*?$]", "\\${$0}");
    }
}
