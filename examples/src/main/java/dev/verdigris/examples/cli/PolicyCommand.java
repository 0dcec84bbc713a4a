package dev.verdigris.examples.cli;

import dev.verdigris.aws.EnvironmentPolicy;
import dev.verdigris.aws.FeaturePermissions;
import dev.verdigris.aws.ReleasePermissions;
import dev.verdigris.aws.RequiredPermissions;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Bake;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Prints the IAM policy of an environment. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Prints the IAM policy that allows every command for the environment as it is configured, and no action more:"
                        + " of the way that traffic moves, the store, the release pointer if --release names its place, alarms,"
                        + " probes, followers of queues and requests, metrics, and rolling refreshes with --strategy rolling. It connects to nothing.")
final class PolicyCommand implements Callable<Integer> {
    private static final String ANY = "*";

    private final Main main;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The AWS account that the policy is for, 12 digits; by default any.")
    private String account = ANY;

    @Option(
            names = "--strategy",
            paramLabel = "blue-green|rolling",
            defaultValue = RefreshCommand.BLUE_GREEN,
            description = "With 'rolling', what an instance refresh of the fleet that serves needs, too.")
    private String strategy = RefreshCommand.BLUE_GREEN;

    @Option(
            names = "--by-hand",
            description =
                    "With forwarding: neither group is attached to its target group, so that members are registered by"
                            + " the deployment.")
    private boolean byHand;

    @Option(
            names = "--from-group",
            paramLabel = "GROUP",
            description = "What 'adopt' from that Auto Scaling group needs, too.")
    private @Nullable String fromGroup;

    @Option(
            names = "--from-target-group",
            paramLabel = "TG",
            description =
                    "With --from-group and forwarding: the target group that its instances are in, if that is not the"
                            + " conventional one.")
    private @Nullable String fromTargetGroup;

    @Mixin
    private final BakeOptions trial = new BakeOptions();

    PolicyCommand(Main main) {
        this.main = main;
    }

    @Override
    public Integer call() {
        try {
            main.terminal().out().print(document(main.options()));
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private String document(Options options) {
        if (!account.matches("[*]|[0-9]{12}")) {
            throw new IllegalArgumentException("--account: expected 12 digits, found '" + account + "'");
        }
        EnvironmentPolicy policy = policy(options.environment(), options);
        String region = options.region();
        return region == null
                ? policy.in("aws", ANY, account).json()
                : policy.in(PartitionMetadata.of(Region.of(region)).id(), region, account)
                        .json();
    }

    private EnvironmentPolicy policy(Environment environment, Options options) {
        EnvironmentPolicy policy = stored(EnvironmentPolicy.of(environment, uses()), options.store());
        ReleasePermissions releases = releases(environment, options.releaseSaid());
        policy = releases == null ? policy : policy.with(releases);
        Bake bake = trial.bake();
        if (bake != null && !bake.alarms().isEmpty()) {
            policy = policy.with(FeaturePermissions.alarms());
        }
        if (options.probes().stream().anyMatch(probe -> probe.probe().ofInstances())) {
            policy = policy.with(FeaturePermissions.instanceProbes());
        }
        if (options.probes().stream().anyMatch(probe -> probe.probe().ofLoadBalancer())) {
            policy = policy.with(FeaturePermissions.loadBalancerProbes());
        }
        policy = policy.with(options.followers().stream()
                .flatMap(typed -> needed(typed).stream())
                .toArray(FeaturePermissions[]::new));
        policy = policy.with(options.publishers().stream()
                .map(typed -> FeaturePermissions.metrics(typed.where()))
                .toArray(FeaturePermissions[]::new));
        policy = byHand ? policy.byHand() : policy;
        return fromGroup == null ? policy : policy.adopting(adoption(environment, fromGroup));
    }

    private Adoption adoption(Environment environment, String group) {
        Adoption adoption = Adoption.of(environment, group);
        return fromTargetGroup == null ? adoption : adoption.withFromTargetGroup(fromTargetGroup);
    }

    private static List<FeaturePermissions> needed(TypedFollower typed) {
        if (typed instanceof TypedFollower.OfQueues queues) {
            return List.of(FeaturePermissions.queues(queues.blue(), queues.green()));
        }
        return typed instanceof TypedFollower.OfRequests ? List.of(FeaturePermissions.requests()) : List.of();
    }

    private RequiredPermissions[] uses() {
        Set<RequiredPermissions> all = EnumSet.allOf(RequiredPermissions.class);
        if (!RefreshCommand.rolls(strategy)) {
            all.remove(RequiredPermissions.REFRESH);
        }
        return all.toArray(RequiredPermissions[]::new);
    }

    private static EnvironmentPolicy stored(EnvironmentPolicy policy, Store store) {
        if (store instanceof Store.DynamoDb dynamoDb) {
            return policy.withStoreInDynamoDb(dynamoDb.table());
        }
        return store instanceof Store.S3 s3 ? policy.withStoreInS3(s3.bucket(), s3.prefix()) : policy;
    }

    /** What the place of the release pointer needs; null where none is named. */
    private static @Nullable ReleasePermissions releases(Environment environment, @Nullable ReleasePlace place) {
        if (place == null) {
            return null;
        }
        if (place instanceof ReleasePlace.S3 s3) {
            return ReleasePermissions.s3(s3.bucket(), s3.key());
        }
        return place instanceof ReleasePlace.LaunchTemplate
                ? ReleasePermissions.launchTemplates()
                : ReleasePermissions.parameterStore(environment);
    }
}
