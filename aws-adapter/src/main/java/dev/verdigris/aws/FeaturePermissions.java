package dev.verdigris.aws;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What IAM must allow besides {@link RequiredPermissions} where something is asked for around the switch, and to which verbs:
 * an {@link EnvironmentPolicy} holds it with the rest. What is not here needs nothing: gates, hooks and followers of yours, and
 * probes of a URL that you name. Instances that do not come up are replaced by what {@link RequiredPermissions#DEPLOY} allows.
 * Immutable.
 */
public final class FeaturePermissions {
    /** Whoever scales a fleet down asks followers before, and a status asks them, too; the rest never does. */
    private static final Set<RequiredPermissions> ASKING =
            EnumSet.complementOf(EnumSet.of(RequiredPermissions.REFRESH, RequiredPermissions.UNLOCK));

    /** Whoever performs a plan, and whoever looks. */
    private static final Set<RequiredPermissions> PUBLISHING = EnumSet.complementOf(
            EnumSet.of(RequiredPermissions.PLAN, RequiredPermissions.RECONCILE, RequiredPermissions.UNLOCK));

    private final Set<RequiredPermissions> verbs;
    private final Function<EnvironmentPolicy.Place, Statement> statement;

    private FeaturePermissions(Set<RequiredPermissions> verbs, Function<EnvironmentPolicy.Place, Statement> statement) {
        this.verbs = verbs;
        this.statement = statement;
    }

    /** Where alarms are watched while a deployment bakes, by {@link AwsAlarms}; a plan looks at them, too. */
    public static FeaturePermissions alarms() {
        return new FeaturePermissions(
                EnumSet.of(RequiredPermissions.PLAN, RequiredPermissions.DEPLOY, RequiredPermissions.RECOVER),
                place -> Statement.everywhere(AwsAlarms.actions()));
    }

    /** Where instances are probed, whose addresses {@link AwsInstanceAddresses} finds. */
    public static FeaturePermissions instanceProbes() {
        return new FeaturePermissions(
                EnumSet.of(RequiredPermissions.DEPLOY, RequiredPermissions.RECOVER),
                place -> Statement.everywhere(Set.of(AwsInstanceAddresses.ACTION)));
    }

    /** Where users are probed through the load balancer, which is found by its target groups; a plan looks for it, too. */
    public static FeaturePermissions loadBalancerProbes() {
        return new FeaturePermissions(
                EnumSet.of(RequiredPermissions.PLAN, RequiredPermissions.DEPLOY, RequiredPermissions.RECOVER),
                place -> Statement.everywhere(ElbEntrances.ACTIONS));
    }

    /**
     * Where {@link AwsQueueFollower} is asked, on these two queues of the environment's own region.
     *
     * @throws IllegalArgumentException if one is no URL that ends with an account and the name of a queue
     */
    public static FeaturePermissions queues(URI blue, URI green) {
        List<String> queues = List.of(queue(blue), queue(green));
        return new FeaturePermissions(
                ASKING,
                place -> new Statement(
                        "AskQueues",
                        new TreeSet<>(Set.of(AwsQueueFollower.ACTION)),
                        queues.stream()
                                .map(queue -> "arn:" + place.partition() + ":sqs:" + place.region() + ":" + queue)
                                .toList()));
    }

    /** The account and the name of a queue, as they stand in its ARN. */
    private static String queue(URI url) {
        String[] path = String.valueOf(url.getPath()).split("/", -1);
        if (path.length < 3 || !path[path.length - 2].matches("[0-9]{12}") || path[path.length - 1].isEmpty()) {
            throw new IllegalArgumentException("queue: expected a URL that ends with /ACCOUNT/NAME, found " + url);
        }
        return path[path.length - 2] + ":" + path[path.length - 1];
    }

    /** Where {@link AwsRequestFollower} is asked. */
    public static FeaturePermissions requests() {
        return new FeaturePermissions(ASKING, place -> Statement.everywhere(AwsRequestFollower.actions()));
    }

    /**
     * Where {@link CloudWatchPublisher} publishes metrics, of deployments and of statuses: in this namespace alone.
     *
     * @throws IllegalArgumentException if CloudWatch takes no namespace such as this
     */
    public static FeaturePermissions metrics(String namespace) {
        String condition = JsonText.of(
                Map.of("StringEquals", Map.of("cloudwatch:namespace", CloudWatchPublisher.namespace(namespace))));
        return new FeaturePermissions(
                PUBLISHING,
                place -> new Statement("PublishMetrics", CloudWatchPublisher.actions(), List.of("*"), condition));
    }

    /** The actions that it takes to do this where that is asked for, in IAM's words, sorted; empty if it takes none. */
    public SortedSet<String> actions(RequiredPermissions verb) {
        return verbs.contains(verb)
                ? new TreeSet<>(
                        statement.apply(EnvironmentPolicy.Place.ANYWHERE).actions())
                : new TreeSet<>();
    }

    /** The statements for whoever may do any of these. */
    List<Statement> statements(EnvironmentPolicy.Place place, RequiredPermissions... allowed) {
        return Arrays.stream(allowed).anyMatch(verbs::contains) ? List.of(statement.apply(place)) : List.of();
    }
}
