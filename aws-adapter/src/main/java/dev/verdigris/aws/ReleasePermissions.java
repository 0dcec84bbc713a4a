package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What IAM must allow besides {@link RequiredPermissions} where a release pointer is in use, by the place where that is.
 * Immutable.
 */
public final class ReleasePermissions {
    /** The resources on which an action is allowed to whoever only looks, and to whoever selects, too. */
    private final Map<String, String> looking;

    private final Map<String, String> selecting;
    private final Map<String, String> listing;

    private ReleasePermissions(
            Map<String, String> looking, Map<String, String> selecting, Map<String, String> listing) {
        this.looking = looking;
        this.selecting = selecting;
        this.listing = listing;
    }

    /** Where the pointer is in the parameter {@code PREFIX/NAME/release} of an environment. */
    public static ReleasePermissions parameterStore(Environment environment) {
        String parameter =
                "arn:PARTITION:ssm:PLACE:parameter" + environment.naming().releaseParameter(environment.name());
        return new ReleasePermissions(
                Map.of(SsmReleases.READ, parameter),
                Map.of(SsmReleases.WRITE, parameter, SsmReleases.DELETE, parameter),
                Map.of(SsmReleases.LIST, parameter));
    }

    /** Where the pointer is in an object of S3. */
    public static ReleasePermissions s3(String bucket, String key) {
        String object = "arn:PARTITION:s3:::" + bucket + "/" + key;
        return new ReleasePermissions(
                Map.of(S3Objects.READ, object, S3Objects.MISS, "arn:PARTITION:s3:::" + bucket),
                Map.of(S3Objects.WRITE, object, S3Objects.DELETE, object),
                Map.of());
    }

    /** Where the pointer is the default version of a launch template; it is found by the groups, whatever its id. */
    public static ReleasePermissions launchTemplates() {
        return new ReleasePermissions(
                Map.of(TemplateReleases.FIND, "*"),
                Map.of(TemplateReleases.MODIFY, "arn:PARTITION:ec2:PLACE:launch-template/*"),
                Map.of(TemplateReleases.LIST, "*"));
    }

    /** The actions of a status, a plan, a cleanup and a reconcile, sorted. */
    public SortedSet<String> look() {
        return new TreeSet<>(looking.keySet());
    }

    /** The actions of a deployment, a rollback, a resume, an abort, and of selecting a release, sorted. */
    public SortedSet<String> select() {
        SortedSet<String> actions = look();
        actions.addAll(selecting.keySet());
        return actions;
    }

    /** The actions that a list of the releases needs, sorted. */
    public SortedSet<String> list() {
        SortedSet<String> actions = new TreeSet<>(listing.keySet());
        return actions;
    }

    /**
     * An identity policy that allows all of these actions, and no more.
     *
     * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, …
     * @param region such as {@code eu-west-1}, or {@code *}
     * @param account 12 digits, or {@code *}
     * @return a JSON document
     */
    public String policy(String partition, String region, String account) {
        return Statement.document(statements(new EnvironmentPolicy.Place(partition, region, account), true));
    }

    /** Whether a verb selects; the others only look at what is selected. */
    static boolean selects(RequiredPermissions verb) {
        return switch (verb) {
            case STATUS, PLAN, CLEANUP, RECONCILE, UNLOCK -> false;
            case DEPLOY, ROLLBACK, REFRESH, RECOVER -> true;
        };
    }

    /** The statements for whoever selects and lists, too, or only looks. */
    List<Statement> statements(EnvironmentPolicy.Place place, boolean selects) {
        Map<String, String> all = new TreeMap<>(looking);
        if (selects) {
            all.putAll(selecting);
            all.putAll(listing);
        }
        Map<String, SortedSet<String>> byResource = new TreeMap<>();
        all.forEach((action, resource) ->
                byResource.computeIfAbsent(resource, any -> new TreeSet<>()).add(action));
        List<Statement> statements = new ArrayList<>();
        byResource.forEach((resource, actions) -> {
            String arn = resource.replace("PARTITION", place.partition()).replace("PLACE", place.within());
            statements.add(new Statement(id(resource), actions, List.of(arn)));
        });
        return statements;
    }

    private String id(String resource) {
        if (resource.equals("*")) {
            return "Look";
        }
        return selecting.containsValue(resource) ? "SelectRelease" : "MissRelease";
    }
}
