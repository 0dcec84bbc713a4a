package dev.verdigris.testkit;

/** The operations of the simulated cloud, in AWS's words. They are what a hook or a fault is told by. */
public final class Operations {
    /** What is added to an operation that is only rehearsed. */
    static final String REHEARSED = " (rehearsed)";

    /** Reads groups. */
    public static final String DESCRIBE_GROUPS = "autoscaling:DescribeAutoScalingGroups";
    /** Reads lifecycle hooks. */
    public static final String DESCRIBE_HOOKS = "autoscaling:DescribeLifecycleHooks";
    /** Reads launches. */
    public static final String DESCRIBE_ACTIVITIES = "autoscaling:DescribeScalingActivities";
    /** Changes a group's size. */
    public static final String UPDATE_GROUP = "autoscaling:UpdateAutoScalingGroup";
    /** Terminates a member of a group, for another one in its place. */
    public static final String TERMINATE_MEMBER = "autoscaling:TerminateInstanceInAutoScalingGroup";
    /** Reads instance refreshes. */
    public static final String DESCRIBE_REFRESHES = "autoscaling:DescribeInstanceRefreshes";
    /** Starts an instance refresh. */
    public static final String START_REFRESH = "autoscaling:StartInstanceRefresh";
    /** Cancels an instance refresh. */
    public static final String CANCEL_REFRESH = "autoscaling:CancelInstanceRefresh";
    /** Rolls an instance refresh back. */
    public static final String ROLL_BACK_REFRESH = "autoscaling:RollbackInstanceRefresh";
    /** Reads the attachments of a group. */
    public static final String DESCRIBE_ATTACHMENTS = "autoscaling:DescribeTrafficSources";
    /** Attaches a target group to a group. */
    public static final String ATTACH = "autoscaling:AttachTrafficSources";
    /** Detaches a target group from a group. */
    public static final String DETACH = "autoscaling:DetachTrafficSources";
    /** Finds out whether a target group may be detached. Whoever may not detach is told so by it, too. */
    public static final String REHEARSE_DETACHING = DETACH + Operations.REHEARSED;
    /** Finds a target group. */
    public static final String DESCRIBE_TARGET_GROUPS = "elasticloadbalancing:DescribeTargetGroups";
    /** Reads load balancers. */
    public static final String DESCRIBE_LOAD_BALANCERS = "elasticloadbalancing:DescribeLoadBalancers";
    /** Reads targets and their health. */
    public static final String DESCRIBE_HEALTH = "elasticloadbalancing:DescribeTargetHealth";
    /** Reads the quota of targets. */
    public static final String DESCRIBE_LIMITS = "elasticloadbalancing:DescribeAccountLimits";
    /** Registers a batch of targets. */
    public static final String REGISTER = "elasticloadbalancing:RegisterTargets";
    /** Deregisters a batch of targets. */
    public static final String DEREGISTER = "elasticloadbalancing:DeregisterTargets";
    /** Finds out whether targets may be deregistered. Whoever may not deregister is told so by it, too. */
    public static final String REHEARSE_DEREGISTRATION = DEREGISTER + Operations.REHEARSED;
    /** Reads listeners and their default actions. */
    public static final String DESCRIBE_LISTENERS = "elasticloadbalancing:DescribeListeners";
    /** Reads rules and their actions. */
    public static final String DESCRIBE_RULES = "elasticloadbalancing:DescribeRules";
    /** Replaces the default actions of a listener. */
    public static final String MODIFY_LISTENER = "elasticloadbalancing:ModifyListener";
    /** Replaces the actions of a rule. */
    public static final String MODIFY_RULE = "elasticloadbalancing:ModifyRule";
    /** Reads a parameter. */
    public static final String GET_PARAMETER = "ssm:GetParameter";
    /** Writes a parameter. */
    public static final String PUT_PARAMETER = "ssm:PutParameter";
    /** Selects a release. It is {@link #PUT_PARAMETER} with a condition, told apart from the recorded color. */
    public static final String SELECT_RELEASE = PUT_PARAMETER + " (release)";
    /** Reads the releases that were selected. */
    public static final String LIST_RELEASES = "ssm:GetParameterHistory";
    /** Reads alarms. */
    public static final String DESCRIBE_ALARMS = "cloudwatch:DescribeAlarms";
    /** Reads the addresses of instances. */
    public static final String DESCRIBE_INSTANCES = "ec2:DescribeInstances";
    /** Asks probes: as many requests over HTTP as are sent together. */
    public static final String PROBE = "http:Get";
    /** Reads the deployment state of an environment. */
    public static final String FIND_STATE = "deployments:Find";
    /** Takes the deployment state of an environment. */
    public static final String CLAIM_STATE = "deployments:Claim";
    /** Writes the deployment state of an environment that one holds. */
    public static final String REPLACE_STATE = "deployments:Replace";

    /** Tells a follower which color serves. */
    public static final String FOLLOW = "followers:Follow";
    /** Asks a follower whether it still uses a color. */
    public static final String ASK_FOLLOWER = "followers:Ask";

    /** Has a hook done. */
    public static final String PERFORM_HOOK = "hooks:Perform";
    /** Has a hook undone. */
    public static final String UNDO_HOOK = "hooks:Undo";

    private Operations() {}
}
