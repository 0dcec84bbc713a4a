package dev.verdigris.examples.cli;

import dev.verdigris.policy.Deadlines;
import dev.verdigris.policy.Policy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options about time: how long each kind of waiting may take, and how often to look meanwhile. */
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
            names = "--poll-interval",
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description = "How long to wait between two looks; by default 5s.")
    private @Nullable Duration pollInterval;

    /**
     * The policy that they make.
     *
     * @throws IllegalArgumentException if a duration is zero
     */
    Policy policy() {
        Policy policy = Policy.defaults();
        Deadlines defaults = policy.deadlines();
        Deadlines deadlines = new Deadlines(
                or(change, defaults.change()),
                or(inService, defaults.inService()),
                or(healthy, defaults.healthy()),
                or(drainMargin, defaults.drainMargin()),
                or(gone, defaults.gone()),
                or(check, defaults.check()));
        return policy.withDeadlines(deadlines).withPollInterval(or(pollInterval, policy.pollInterval()));
    }

    private static Duration or(@Nullable Duration given, Duration byDefault) {
        return given == null ? byDefault : given;
    }
}
