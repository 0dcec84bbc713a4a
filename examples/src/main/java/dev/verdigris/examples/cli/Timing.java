package dev.verdigris.examples.cli;

import dev.verdigris.request.Deadlines;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.request.Policy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options about time: how long each kind of waiting may take, what ends it early, and how often to look meanwhile.
 */
final class Timing {

    @Option(
            names = "--change-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long a change may take to be accepted by AWS, retries included; by default 2m.")
    private @Nullable Duration change;

    @Option(
            names = "--in-service-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long new instances may take to be in service, launch hooks included; by default 15m.")
    private @Nullable Duration inService;

    @Option(
            names = "--health-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long new targets may take to become healthy; by default 300s.")
    private @Nullable Duration healthy;

    @Option(
            names = "--drain-margin",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long draining may take beyond the target group's deregistration delay; by default 60s.")
    private @Nullable Duration drainMargin;

    @Option(
            names = "--gone-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long instances that are scaled in may take to leave their group; by default 15m.")
    private @Nullable Duration gone;

    @Option(
            names = "--check-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long a check of your own may take to pass, where there is one; by default 5m.")
    private @Nullable Duration check;

    @Option(
            names = "--follow-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long a follower may take to confirm which color serves; by default 5m.")
    private @Nullable Duration follow;

    @Option(
            names = "--unused-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long followers may go on using a color whose fleet is to end; by default 15m.")
    private @Nullable Duration unused;

    @Option(
            names = "--hook-timeout",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long each --hook may take to be done, and to be undone; by default 5m.")
    private @Nullable Duration hook;

    @Option(
            names = "--poll-interval",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description =
                    "A fixed pause between any two polls; by default 5s, and longer where what is awaited cannot be so"
                            + " yet.")
    private @Nullable Duration pollInterval;

    @Option(
            names = "--launch-failures",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description =
                    "How many launches in a row AWS must have refused before a deployment gives up; by default 3.")
    private @Nullable Integer launchFailures;

    @Option(
            names = "--launch-failures-for",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description =
                    "For how long at least AWS must have refused launches before a deployment gives up; by default"
                            + " 10m. A reason that no waiting cures, such as a missing image, ends it at once.")
    private @Nullable Duration launchFailuresFor;

    /**
     * The policy that they make.
     *
     * @throws IllegalArgumentException if a duration or a number is zero
     */
    Policy policy() {
        Policy policy = Policy.defaults();
        Deadlines defaults = policy.deadlines();
        Deadlines deadlines = defaults.withChange(or(change, defaults.change()))
                .withInService(or(inService, defaults.inService()))
                .withHealthy(or(healthy, defaults.healthy()))
                .withDrainMargin(or(drainMargin, defaults.drainMargin()))
                .withGone(or(gone, defaults.gone()))
                .withCheck(or(check, defaults.check()))
                .withFollow(or(follow, defaults.follow()))
                .withUnused(or(unused, defaults.unused()))
                .withHook(or(hook, defaults.hook()));
        LaunchTolerance launches = policy.launches();
        policy = pollInterval == null ? policy : policy.withPollInterval(pollInterval);
        return policy.withDeadlines(deadlines)
                .withLaunches(launches.withRefusals(or(launchFailures, launches.refusals()))
                        .withDuring(or(launchFailuresFor, launches.during())));
    }

    private static <T> T or(@Nullable T given, T byDefault) {
        return given == null ? byDefault : given;
    }
}
