package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.KeepWarm;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** How long fleets are kept warm in an exploration, and whether that is over in the end. */
final class ExploredWarmth {
    private final Environment environment;
    /** Draws for how long; null in a world where nobody says for how long. */
    private final @Nullable SplittableRandom random;

    ExploredWarmth(Environment environment, long seed) {
        this.environment = environment;
        this.random = WarmRules.played(seed) ? new SplittableRandom(31 * seed) : null;
    }

    /** Half of the fleets are kept warm for a time, where anybody says for how long. */
    KeepWarm keepWarm() {
        return random == null || random.nextBoolean()
                ? KeepWarm.forever()
                : KeepWarm.of(Duration.ofMinutes(1 + random.nextInt(20)));
    }

    /** Whether a cleanup ends only what is due. */
    boolean dueOnly() {
        return random != null && random.nextBoolean();
    }

    /** As much time passes as may be the end of a fleet's, where anybody says for how long it is kept warm. */
    void timePasses(ProcessRunner runner) {
        if (random != null && WarmRules.timed(runner.cloud(), environment) && random.nextBoolean()) {
            Duration time = Duration.ofMinutes(1 + random.nextInt(30));
            runner.tell("after ", time);
            runner.cloud().pass(time);
        }
    }

    /**
     * By when the time of every fleet is over, somebody reconciles. Answers whether one is kept warm all the same that no
     * follower used meanwhile.
     */
    boolean overdue(ProcessRunner runner) {
        runner.cloud().pass(random == null ? Duration.ofMinutes(6) : WarmRules.LONGEST);
        Set<Color> used = FollowerRules.used(runner.cloud());
        runner.reconcile();
        used.addAll(FollowerRules.used(runner.cloud()));
        runner.cloud().pass(Duration.ofMinutes(2));
        return WarmRules.overdue(runner.cloud(), environment, used);
    }
}
