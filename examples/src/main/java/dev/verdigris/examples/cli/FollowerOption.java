package dev.verdigris.examples.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option about what acts on the active color besides the load balancer. */
final class FollowerOption {

    @Option(
            names = "--follower",
            paramLabel = "F",
            split = ",(?=(?:http|sqs):https?://|alb-metrics)",
            splitSynopsisLabel = ",",
            scope = ScopeType.INHERIT,
            converter = FollowerReader.class,
            description =
                    "What acts on the active color besides the load balancer. As http:URL[,URL...], each address is told by a"
                            + " POST once traffic has moved, forward or back, and asked before a fleet is scaled down; all"
                            + " must confirm. As sqs:BLUE-URL,GREEN-URL[,D], a fleet is kept while its queue is not empty, and"
                            + " until it has been for 3m or D. As alb-metrics[:D], it is kept while its target group gets"
                            + " requests, in the last 5m or D. Say it once for each. From the first deployment on whoever"
                            + " changes the environment must say the same.")
    private @Nullable List<TypedFollower> followers;

    /**
     * The followers.
     *
     * @throws IllegalArgumentException if two are of the same
     */
    List<TypedFollower> followers() {
        List<TypedFollower> given = followers == null ? List.of() : followers;
        Set<String> names = new HashSet<>();
        for (TypedFollower follower : given) {
            if (!names.add(follower.name())) {
                throw new IllegalArgumentException("--follower: expected each once, found " + follower + " twice");
            }
        }
        return given;
    }

    /** Those that whoever goes on must say, too. */
    void each(BiConsumer<String, Object> option) {
        followers().forEach(follower -> option.accept("--follower", follower));
    }
}
