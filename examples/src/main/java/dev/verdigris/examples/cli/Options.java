package dev.verdigris.examples.cli;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.Naming;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Policy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
final class Options {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    @Option(names = "--env", paramLabel = "NAME", scope = ScopeType.INHERIT, description = "The environment; required.")
    private String env = "";

    @Option(
            names = "--region",
            paramLabel = "R",
            scope = ScopeType.INHERIT,
            description = "The AWS region; by default the one that your AWS configuration names.")
    private @Nullable String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "An endpoint other than AWS's, such as a Moto server's.")
    private @Nullable URI endpoint;

    @Option(
            names = "--without-instance-refreshes",
            scope = ScopeType.INHERIT,
            description = "Do not look for instance refreshes, where a stand-in of AWS does not know them.")
    private boolean withoutInstanceRefreshes;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON object on standard output, and all else on standard error.")
    private boolean json;

    @Option(
            names = "--yes",
            scope = ScopeType.INHERIT,
            description = "Do not ask; needed where there is no terminal to ask on.")
    private boolean yes;

    @Option(
            names = "--blue-group",
            paramLabel = "G",
            scope = ScopeType.INHERIT,
            description = "The Auto Scaling group of the blue fleet; by default NAME-blue.")
    private @Nullable String blueGroup;

    @Option(
            names = "--green-group",
            paramLabel = "G",
            scope = ScopeType.INHERIT,
            description = "The Auto Scaling group of the green fleet; by default NAME-green.")
    private @Nullable String greenGroup;

    @Option(
            names = "--parameter",
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "The parameter that records the active color; by default PREFIX/NAME/active-asg.")
    private @Nullable String parameter;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            scope = ScopeType.INHERIT,
            description =
                    "What the parameters of the environment are below: the one that records the active color, unless"
                            + " --parameter names it, and the deployment state in any store; by default /compiler-explorer.")
    private @Nullable String prefix;

    @Option(
            names = "--tag-environment",
            paramLabel = "KEY|none",
            scope = ScopeType.INHERIT,
            description =
                    "The tag of the groups that says which environment they belong to; by default Environment. Say 'none' if"
                            + " there is no such tag, or if it means something else.")
    private @Nullable String tagEnvironment;

    @Option(
            names = "--tag-color",
            paramLabel = "KEY|none",
            scope = ScopeType.INHERIT,
            description = "The tag of the groups that says which color they are; by default Color.")
    private @Nullable String tagColor;

    @Option(
            names = "--store",
            paramLabel = "S",
            scope = ScopeType.INHERIT,
            converter = Store.Reader.class,
            description = "The store in which the deployment state is kept: 'ssm' (the default), 'dynamodb:TABLE' or"
                    + " 's3:BUCKET[/PREFIX]'. Everybody who deploys the environment must name the same.")
    private @Nullable Store store;

    @Option(
            names = "--release",
            paramLabel = "P",
            scope = ScopeType.INHERIT,
            converter = ReleasePlace.Reader.class,
            description =
                    "Where the release is selected that new instances boot with: 'ssm' (the default: the parameter"
                            + " PREFIX/NAME/release), 's3:BUCKET/KEY' or 'launch-template' (the default version of the"
                            + " groups' launch template). Nothing is read or written of it before a build was selected or"
                            + " asked for.")
    private @Nullable ReleasePlace release;

    @Option(
            names = "--lease",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long a command that changes something holds the environment without a heartbeat; by"
                    + " default 60s.")
    private @Nullable Duration lease;

    @Option(
            names = Configuration.FILE,
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "A YAML file that holds environments, each with its options by their names without the dashes, such as"
                            + " 'in-service-timeout'; --env chooses. Environment variables such as"
                            + " VERDIGRIS_IN_SERVICE_TIMEOUT come before it.")
    private @Nullable String config;

    @Mixin
    private final TrafficOptions traffic = new TrafficOptions();

    @Mixin
    private final Timing timing = new Timing();

    @Mixin
    private final NewFleetOptions newFleet = new NewFleetOptions();

    @Mixin
    private final FollowerOption follower = new FollowerOption();

    @Mixin
    private final PublishOption publish = new PublishOption();

    @Mixin
    private final HookOption hook = new HookOption();

    @Mixin
    private final ToldOptions told = new ToldOptions();

    /** The AWS region; null means that of the AWS configuration. */
    @Nullable
    String region() {
        return region;
    }

    /** The endpoint of AWS; null means its own. */
    @Nullable
    URI endpoint() {
        return endpoint;
    }

    boolean instanceRefreshes() {
        return !withoutInstanceRefreshes;
    }

    boolean json() {
        return json;
    }

    boolean yes() {
        return yes;
    }

    Store store() {
        return store == null ? new Store.ParameterStore() : store;
    }

    ReleasePlace release() {
        return release == null ? new ReleasePlace.ParameterStore() : release;
    }

    /** The place of the release pointer as it was said; null if nothing was said about it. */
    @Nullable
    ReleasePlace releaseSaid() {
        return release;
    }

    /** The time that a lease lasts; null means the library's default. */
    @Nullable
    Duration lease() {
        return lease;
    }

    /** The longest that one call to AWS may take: less than the lease, so that it can be renewed in time. */
    Duration callTimeout() {
        return lease == null || lease.dividedBy(3).compareTo(CALL_TIMEOUT) > 0 ? CALL_TIMEOUT : lease.dividedBy(3);
    }

    /** The name of the environment as given; it may still be malformed. */
    String name() {
        return env;
    }

    /**
     * The environment that the options name.
     *
     * @throws IllegalArgumentException if one of them is malformed
     */
    Environment environment() {
        requirePlace();
        if (env.isEmpty()) {
            throw new IllegalArgumentException("expected --env NAME, found none, nor VERDIGRIS_ENV in the environment");
        }
        Environment.Builder environment = Environment.named(env);
        if (blueGroup != null) {
            environment.blueGroup(blueGroup);
        }
        if (greenGroup != null) {
            environment.greenGroup(greenGroup);
        }
        Traffic moved = traffic.traffic(env);
        if (moved != null) {
            environment.traffic(moved);
        }
        if (parameter != null) {
            environment.activeColorParameter(parameter);
        }
        return environment.naming(naming()).tags(tags()).build();
    }

    /**
     * The naming that the options say.
     *
     * @throws IllegalArgumentException if the prefix is malformed
     */
    Naming naming() {
        return prefix == null ? Naming.standard() : Naming.prefix(prefix);
    }

    private TagKeys tags() {
        TagKeys tags = TagKeys.standard();
        if (tagEnvironment != null) {
            tags = tags.withEnvironment(key(tagEnvironment));
        }
        return tagColor == null ? tags : tags.withColor(key(tagColor));
    }

    private static @Nullable String key(String given) {
        return given.equals("none") ? null : given;
    }

    /**
     * Makes sure that what says where everything is makes sense.
     *
     * @throws IllegalArgumentException if it does not
     */
    void requirePlace() {
        boolean web = endpoint == null
                || (endpoint.getHost() != null
                        && String.valueOf(endpoint.getScheme()).matches("https?"));
        if (!web) {
            throw new IllegalArgumentException(
                    "--endpoint-url: expected a URL like http://127.0.0.1:5000, found '" + endpoint + "'");
        }
        if (region != null && !region.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("--region: expected a region like us-east-1, found '" + region + "'");
        }
        if (lease != null && lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("--lease: expected 1s or more, found " + Durations.text(lease));
        }
    }

    /**
     * The policy that the options name.
     *
     * @throws IllegalArgumentException if a duration is zero
     */
    Policy policy() {
        return newFleet.policy(timing.policy());
    }

    /** What is asked before the new fleet serves. */
    List<TypedProbe> probes() {
        return newFleet.probes();
    }

    /**
     * What acts on the active color besides the load balancer.
     *
     * @throws IllegalArgumentException if two are of the same, or one needs a target group of each color and there is one alone
     */
    List<TypedFollower> followers() {
        List<TypedFollower> given = follower.followers();
        if (given.stream().anyMatch(TypedFollower.OfRequests.class::isInstance)
                && environment().traffic().targetGroups().size() < Color.values().length) {
            throw new IllegalArgumentException(
                    "--follower " + TypedFollower.METRICS
                            + ": expected --traffic forwarding with it, by which each color has a target group, found another one");
        }
        return given;
    }

    /**
     * What is called at the points of a deployment.
     *
     * @throws IllegalArgumentException if one is there twice
     */
    List<TypedHook> hooks() {
        return hook.hooks();
    }

    /** Where deployments are recorded; null if nowhere. */
    @Nullable
    Recordings recordings() {
        return told.recordings();
    }

    /** The webhooks that are told. */
    List<TypedWebhook> webhooks() {
        return told.webhooks();
    }

    /** Where it is published what happens. */
    List<TypedPublisher> publishers() {
        return publish.publishers();
    }

    /** The words to type for another command about the same environment at the same place. */
    String commandLine(String command) {
        StringJoiner words = new StringJoiner(" ", "java -jar " + jar() + " ", " " + command);
        add(words, "--env", env);
        add(words, "--region", region);
        add(words, "--endpoint-url", endpoint);
        add(words, "--blue-group", blueGroup);
        add(words, "--green-group", greenGroup);
        traffic.each((option, value) -> add(words, option, value));
        add(words, "--parameter", parameter);
        add(words, "--prefix", prefix);
        add(words, "--tag-environment", tagEnvironment);
        add(words, "--tag-color", tagColor);
        add(words, "--store", store);
        add(words, "--release", release);
        add(words, "--lease", lease == null ? null : Durations.text(lease));
        newFleet.each((option, value) -> add(words, option, value));
        follower.each((option, value) -> add(words, option, value));
        hook.each((option, value) -> add(words, option, value));
        told.each((option, value) -> add(words, option, value));
        add(words, Configuration.FILE, config);
        return words.toString();
    }

    /** The jar as it was named to {@code java -jar}. */
    private static String jar() {
        String path = System.getProperty("java.class.path", "");
        return path.endsWith("verdigris.jar") ? quoted(path) : "verdigris.jar";
    }

    private static void add(StringJoiner words, String option, @Nullable Object value) {
        if (value != null) {
            words.add(option + " " + quoted(value.toString()));
        }
    }

    /** The word as a shell reads it back. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
