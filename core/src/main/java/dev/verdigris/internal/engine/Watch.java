package dev.verdigris.internal.engine;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches an environment for a stabilization period, and keeps what every look at it shows. */
final class Watch {
    private final TimeSource time;
    private final Poller poller;
    private final Subject subject;
    private final Duration stableFor;
    private final Supplier<List<Difference>> looks;

    /** The differences that all looks so far have in common; null before the first. */
    private @Nullable List<Difference> stable;

    Watch(TimeSource time, Poller poller, Subject subject, Duration stableFor, Supplier<List<Difference>> looks) {
        this.time = time;
        this.poller = poller;
        this.subject = subject;
        this.stableFor = stableFor;
        this.looks = looks;
    }

    /**
     * The differences that all looks have in common.
     *
     * @throws RefusedException if it was interrupted
     */
    List<Difference> differences() {
        long began = time.nanoTime();
        Failure failure = poller.await(subject, () -> poller.ask(subject, () -> look(began)), stableFor);
        if (failure != null) {
            throw thrown(failure);
        }
        return stable == null ? List.of() : stable;
    }

    private Progress look(long began) {
        List<Difference> now = looks.get();
        stable = stable == null ? now : still(stable, now);
        Duration left = stableFor.minusNanos(time.nanoTime() - began);
        return stable.isEmpty() || left.isZero() || left.isNegative()
                ? Progress.done()
                : Progress.notYet("watching what differs", "reconcile again");
    }

    private static List<Difference> still(List<Difference> earlier, List<Difference> later) {
        List<Difference> still = new ArrayList<>();
        for (Difference difference : earlier) {
            Difference now = difference.in(later);
            if (now != null) {
                still.add(now);
            }
        }
        return still;
    }

    /**
     * The exception for a failure. Where none lies behind it, the watch was interrupted: it is done once the period has
     * passed.
     */
    private static RuntimeException thrown(Failure failure) {
        return failure.cause() instanceof RuntimeException trouble
                ? trouble
                : new RefusedException("interrupted while it watched the environment", failure.remedy());
    }
}
