package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Recovery;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The gates of an exploration's deployments, and what becomes of them: promoted, left alone, or expired. Of a random of their
 * own, so that they make no other story of all that is drawn besides.
 */
final class ExploredGates {
    private static final Duration EXPIRY = Duration.ofMinutes(3);

    private final SplittableRandom random;
    private final boolean gated;

    ExploredGates(long seed) {
        this.random = new SplittableRandom(seed * 31 + 7);
        this.gated = random.nextInt(3) == 0;
    }

    /** Half of the deployments have gates, in a third of the worlds. */
    Deployment with(Deployment deployment) {
        if (!gated || random.nextBoolean()) {
            return deployment;
        }
        int which = random.nextInt(3);
        Deployment before = which == 1 ? deployment : deployment.withGate(expiring(Gate.beforeSwitch()));
        return which == 0 ? before : before.withGate(expiring(Gate.afterBake()));
    }

    private Gate expiring(Gate gate) {
        return switch (random.nextInt(3)) {
            case 0 -> gate;
            case 1 -> gate.abortedAfter(EXPIRY);
            default -> gate.promotedAfter(EXPIRY);
        };
    }

    /**
     * What somebody else does who comes to what waits: lets time pass, in which it may expire, and may reconcile it.
     *
     * @return whether it was reconciled
     */
    boolean wait(ProcessRunner runner) {
        if (!runner.waits()) {
            return false;
        }
        Duration time = Duration.ofMinutes(random.nextInt(6));
        runner.tell("it waits at a gate for ", time);
        runner.cloud().pass(time);
        return random.nextInt(4) == 0 && runner.reconcile();
    }

    /** Somebody who resumes may promote what waits, too. */
    Outcome resume(BlueGreen on, Environment environment) {
        Outcome resumed = on.resume(Recovery.of(environment));
        return random.nextBoolean() ? GateScenarios.promoted(on, environment, resumed) : resumed;
    }
}
