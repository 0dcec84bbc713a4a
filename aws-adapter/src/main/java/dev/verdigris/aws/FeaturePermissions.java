package dev.verdigris.aws;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What IAM must allow besides {@link RequiredPermissions} where something is asked for around the switch, and to which verbs:
 * an {@link EnvironmentPolicy} holds it with the rest. What is not here needs nothing: gates, hooks and followers of yours, and
 * probes of a URL that you name. Instances that do not come up are replaced by what {@link RequiredPermissions#DEPLOY} allows.
 * Immutable.
 */
public final class FeaturePermissions {
    private final Set<RequiredPermissions> verbs;
    private final Statement statement;

    private FeaturePermissions(Set<RequiredPermissions> verbs, Statement statement) {
        this.verbs = verbs;
        this.statement = statement;
    }

    /** Where alarms are watched while a deployment bakes, by {@link AwsAlarms}; a plan looks at them, too. */
    public static FeaturePermissions alarms() {
        return new FeaturePermissions(
                EnumSet.of(RequiredPermissions.PLAN, RequiredPermissions.DEPLOY, RequiredPermissions.RECOVER),
                Statement.everywhere(AwsAlarms.actions()));
    }

    /** Where instances are probed, whose addresses {@link AwsInstanceAddresses} finds. */
    public static FeaturePermissions instanceProbes() {
        return new FeaturePermissions(
                EnumSet.of(RequiredPermissions.DEPLOY, RequiredPermissions.RECOVER),
                Statement.everywhere(Set.of(AwsInstanceAddresses.ACTION)));
    }

    /** The actions that it takes to do this where that is asked for, in IAM's words, sorted; empty if it takes none. */
    public SortedSet<String> actions(RequiredPermissions verb) {
        return verbs.contains(verb) ? new TreeSet<>(statement.actions()) : new TreeSet<>();
    }

    /** The statements for whoever may do any of these. */
    List<Statement> statements(RequiredPermissions... allowed) {
        return Arrays.stream(allowed).anyMatch(verbs::contains) ? List.of(statement) : List.of();
    }
}
