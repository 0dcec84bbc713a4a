package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Adoption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An identity policy for whoever may do several things with one environment, with what stands around the switch: one document
 * of {@link RequiredPermissions}, {@link FeaturePermissions} and {@link ReleasePermissions}. Immutable.
 *
 * <pre>{@code
 * String json = EnvironmentPolicy.of(prod, RequiredPermissions.DEPLOY, RequiredPermissions.ROLLBACK)
 *         .with(FeaturePermissions.alarms(), FeaturePermissions.instanceProbes())
 *         .in("aws", "eu-west-1", "123456789012")
 *         .json();
 * }</pre>
 */
public final class EnvironmentPolicy {
    private final Environment environment;
    private final RequiredPermissions[] verbs;
    private final boolean byHand;
    private final @Nullable StorePermissions store;
    private final List<FeaturePermissions> features;
    private final @Nullable ReleasePermissions releases;
    private final @Nullable AdoptionPermissions adoption;
    private final Place place;

    private EnvironmentPolicy(
            Environment environment,
            RequiredPermissions[] verbs,
            boolean byHand,
            @Nullable StorePermissions store,
            List<FeaturePermissions> features,
            @Nullable ReleasePermissions releases,
            @Nullable AdoptionPermissions adoption,
            Place place) {
        this.environment = environment;
        this.verbs = verbs;
        this.byHand = byHand;
        this.store = store;
        this.features = features;
        this.releases = releases;
        this.adoption = adoption;
        this.place = place;
    }

    /** Where the environment is, in the words of an ARN. */
    record Place(String partition, String region, String account) {
        static final Place ANYWHERE = new Place("aws", "*", "*");

        /** The region and the account. */
        String within() {
            return region + ":" + account;
        }
    }

    /** A policy that allows these, whatever the account and the region, in the partition {@code aws}. */
    public static EnvironmentPolicy of(Environment environment, RequiredPermissions... verbs) {
        return new EnvironmentPolicy(environment, verbs.clone(), false, null, List.of(), null, null, Place.ANYWHERE);
    }

    /**
     * This policy where a deployment registers members one by one although traffic is forwarded, since neither Auto Scaling group
     * is attached to its target group; of any other traffic it is the same.
     */
    public EnvironmentPolicy byHand() {
        return new EnvironmentPolicy(environment, verbs, true, store, features, releases, adoption, place);
    }

    /** This policy where the deployment state is in that table of DynamoDB, and not in Parameter Store. */
    public EnvironmentPolicy withStoreInDynamoDb(String table) {
        return with(new StorePermissions.InDynamoDb(table));
    }

    /**
     * This policy where the deployment state is in that bucket of S3, and not in Parameter Store.
     *
     * @param prefix what the keys begin with, without the last {@code /}; empty for none
     */
    public EnvironmentPolicy withStoreInS3(String bucket, String prefix) {
        return with(new StorePermissions.InS3(bucket, prefix));
    }

    private EnvironmentPolicy with(StorePermissions other) {
        return new EnvironmentPolicy(environment, verbs, byHand, other, features, releases, adoption, place);
    }

    /** This policy with what these need as well. */
    public EnvironmentPolicy with(FeaturePermissions... more) {
        List<FeaturePermissions> all = new ArrayList<>(features);
        all.addAll(Arrays.asList(more));
        return new EnvironmentPolicy(environment, verbs, byHand, store, List.copyOf(all), releases, adoption, place);
    }

    /**
     * This policy where a release pointer is in use. Who only looks ({@link RequiredPermissions#STATUS}, {@link
     * RequiredPermissions#PLAN}, {@link RequiredPermissions#CLEANUP}, {@link RequiredPermissions#RECONCILE}) may read it, who does
     * anything else may select.
     */
    public EnvironmentPolicy with(ReleasePermissions pointer) {
        return new EnvironmentPolicy(environment, verbs, byHand, store, features, pointer, adoption, place);
    }

    /**
     * This policy with what it takes to adopt the environment, for whoever may plan, deploy or recover: the group that serves
     * today is made empty, and leaves its target group by whichever way it is in there.
     */
    public EnvironmentPolicy adopting(Adoption adopted) {
        AdoptionPermissions more = new AdoptionPermissions(adopted, byHand);
        return new EnvironmentPolicy(environment, verbs, byHand, store, features, releases, more, place);
    }

    /**
     * This policy for one place.
     *
     * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, …
     * @param region such as {@code eu-west-1}, or {@code *}
     * @param account 12 digits, or {@code *}
     */
    public EnvironmentPolicy in(String partition, String region, String account) {
        return new EnvironmentPolicy(
                environment, verbs, byHand, store, features, releases, adoption, new Place(partition, region, account));
    }

    /** The actions that it allows, in IAM's words, sorted. */
    public SortedSet<String> actions() {
        SortedSet<String> actions = new TreeSet<>();
        statements().forEach(statement -> actions.addAll(statement.actions()));
        return actions;
    }

    /** The policy as a JSON document. */
    public String json() {
        return Statement.document(statements());
    }

    private List<Statement> statements() {
        TrafficPermissions traffic = byHand
                ? TrafficPermissions.byHand(environment.traffic())
                : TrafficPermissions.of(environment.traffic());
        List<Statement> all = new ArrayList<>();
        for (RequiredPermissions verb : verbs) {
            verb.statements(environment, traffic, place).forEach(each -> all.addAll(stored(each, verb)));
        }
        features.forEach(feature -> all.addAll(feature.statements(place, verbs)));
        if (adoption != null) {
            all.addAll(adoption.statements(place, verbs));
        }
        if (releases != null) {
            all.addAll(releases.statements(place, Arrays.stream(verbs).anyMatch(ReleasePermissions::selects)));
        }
        return all;
    }

    /** What is in the place of a statement of a verb, where the deployment state is elsewhere. */
    private List<Statement> stored(Statement statement, RequiredPermissions verb) {
        return store != null && statement.id().equals(RequiredPermissions.KEEP_DEPLOYMENT_STATE)
                ? store.statements(environment, verb.changes(), place)
                : List.of(statement);
    }
}
