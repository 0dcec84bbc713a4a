package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold of a fleet that is kept warm: who makes it smaller that was not asked to, and when. */
final class WarmRules {
    /** The verbs by which no fleet is to become smaller. */
    private static final Set<String> STAYING = Set.of("reconcile", "select", "refresh");

    /** How much the clocks of two machines may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** By then the time of every fleet of an exploration is over, by whatever clock. */
    static final Duration LONGEST = Duration.ofMinutes(26);

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;

    WarmRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    /** A change has taken effect. */
    void effect(Sent sent, WorldNow before, WorldNow after) {
        for (Color color : Color.values()) {
            if (after.side(color).desired() < before.side(color).desired()) {
                shrinking(sent, color);
            }
        }
    }

    private void shrinking(Sent sent, Color color) {
        String state = String.valueOf(cloud.deploymentState(environment));
        if (sent.isVerb("rollback")) {
            if (color == sent.inProgress().to() && sent.inProgress().direction() == Direction.FORWARD) {
                violations.add(Invariant.KEPT_WARM, sent.call(), "a rollback makes the fleet smaller that it goes to");
            }
        } else if (STAYING.contains(sent.inProgress().verb()) || state.contains("\nrequest.due yes\n")) {
            Instant until = until(state, color);
            if (until == null || cloud.now().isBefore(until)) {
                violations.add(
                        Invariant.KEPT_WARM,
                        sent.call(),
                        "nobody has asked for it, and " + color + " is kept warm "
                                + (until == null ? "for no time that ends" : "until " + until));
            }
        }
    }

    /** Whether a fleet is kept warm for a time. */
    static boolean timed(SimulatedCloud cloud, Environment environment) {
        String state = String.valueOf(cloud.deploymentState(environment));
        return until(state, Color.BLUE) != null || until(state, Color.GREEN) != null;
    }

    /**
     * Whether a fleet is kept warm and its time is over, by whatever clock.
     *
     * @param used the colors that a follower used when somebody last looked: their fleets are kept however long that is
     */
    static boolean overdue(SimulatedCloud cloud, Environment environment, Set<Color> used) {
        String state = String.valueOf(cloud.deploymentState(environment));
        return Stream.of(Color.values())
                .filter(color -> !used.contains(color))
                .map(color -> until(state, color))
                .anyMatch(until -> until != null && until.plus(CLOCKS).isBefore(cloud.now()));
    }

    /** Whether fleets are kept warm for a time in the world that is explored by a seed. */
    static boolean played(long seed) {
        return seed % 6 == 4;
    }

    /** Until when a color is kept warm, by the deployment state; null if that says no time. */
    static @Nullable Instant until(String state, Color color) {
        String key = "\nkept-warm " + color + "\t";
        int line = state.indexOf(key);
        int time = line < 0 ? -1 : state.indexOf('\t', line + key.length());
        int end = line < 0 ? -1 : state.indexOf('\n', line + key.length());
        return time < 0 || time > end ? null : Instant.parse(state.substring(time + 1, end));
    }
}
