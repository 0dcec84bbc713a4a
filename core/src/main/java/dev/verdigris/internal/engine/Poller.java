package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.GuardedException;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks how it stands, again and again, until it is done, cannot be, or its deadline has passed. */
final class Poller {
    private final Scene scene;
    private final Lease lease;
    private final Progression progression;
    private final Sleeper sleeper;
    private final TimeSource time;
    private final Narrator narrator;
    private final Duration interval;
    private boolean interruptible = true;
    private boolean stuck;
    /** What lies behind the last attempt's progress, if an exception does. */
    private @Nullable Throwable trouble;

    Poller(Scene scene, Lease lease, Progression progression, Sleeper sleeper, Narrator narrator, Duration interval) {
        this.scene = scene;
        this.lease = lease;
        this.progression = progression;
        this.sleeper = sleeper;
        this.time = sleeper.time();
        this.narrator = narrator;
        this.interval = interval;
    }

    /** From now on an interrupt does not end a wait. */
    void uninterruptible() {
        interruptible = false;
    }

    /** Something could not be undone: what the traffic guard blocks because of that is not waited for. */
    void stuck() {
        stuck = true;
    }

    /** Returns null if it is done. */
    @Nullable
    StepFailedException await(Function<Scene, Progress> attempt, Duration deadline) {
        long began = time.nanoTime();
        while (true) {
            if (sleeper.interrupted() && interruptible) {
                return narrator.failure(
                        "interrupted before it was done", "deploy again when nothing interrupts it", null);
            }
            Progress progress = attempt(attempt);
            if (progress instanceof Progress.Done) {
                return null;
            }
            if (progress instanceof Progress.Failed failure) {
                return narrator.failure(failure.problem(), failure.remedy(), trouble);
            }
            Progress.NotYet notYet = (Progress.NotYet) progress;
            Duration waited = Duration.ofNanos(time.nanoTime() - began);
            if (waited.compareTo(deadline) >= 0) {
                return narrator.failure(
                        notYet.problem() + " (within " + Words.duration(deadline) + ")", notYet.remedy(), trouble);
            }
            narrator.waits(notYet.waitingFor(), waited);
            pause(deadline.minus(waited));
        }
    }

    /** It must be found done in two consecutive polls: the first may be older than our own last change. */
    @Nullable
    StepFailedException awaitTwice(Function<Scene, Progress> attempt, Duration deadline) {
        AtomicBoolean found = new AtomicBoolean();
        return await(
                polled -> {
                    boolean before = found.getAndSet(false);
                    Progress progress = attempt.apply(polled);
                    if (!(progress instanceof Progress.Done) || before) {
                        return progress;
                    }
                    found.set(true);
                    return Progress.notYet(
                            "rolled back; looking once more", "look at the world: it may be as it was before");
                },
                deadline);
    }

    /**
     * Waits until no change that got no answer can still be applied. The service may apply one after it was given up, so
     * that what is undone before that is done again after it.
     */
    void awaitAnswers() {
        while (true) {
            Duration left = scene.unansweredFor();
            if (left.isZero()) {
                return;
            }
            narrator.waits(
                    "a change that got no answer, and may still be applied within " + Words.duration(left),
                    Duration.ZERO);
            pause(left);
        }
    }

    private Progress attempt(Function<Scene, Progress> attempt) {
        trouble = null;
        try {
            scene.beginPoll();
            return attempt.apply(scene);
        } catch (GuardedException e) {
            return stuck && !e.passing()
                    ? Progress.failed(
                            e.getMessage() + ", and what must be undone before that could not be",
                            "see what is left of that first")
                    : Progress.notYet(String.valueOf(e.getMessage()), e.remedy());
        } catch (PermitDeniedException e) {
            if (lease.over()) {
                throw narrator.stranded(e.problem(), e.remedy(), e);
            }
            trouble = e;
            return e.getCause() instanceof PortException unsaid && !unsaid.isTransient()
                    ? Progress.failed(e.problem(), e.remedy())
                    : Progress.notYet(e.problem(), e.remedy());
        } catch (PortException e) {
            trouble = e;
            return e.isTransient()
                    ? Progress.notYet(e.problem(), e.remedy())
                    : Progress.failed(e.problem(), e.remedy());
        } catch (RuntimeException e) {
            trouble = e;
            return Progress.failed("unexpected " + e, "see the stack trace; this may be a defect of a port or of ours");
        }
    }

    /** Until the next poll, or so long at most. The lease is renewed meanwhile. */
    private void pause(Duration left) {
        Duration rest = interval.compareTo(left) < 0 ? interval : left;
        scene.timePassed();
        do {
            progression.heartbeat();
            Duration slice = lease.rhythm().compareTo(rest) < 0 ? lease.rhythm() : rest;
            if (!sleeper.sleep(slice)) {
                return;
            }
            rest = rest.minus(slice);
        } while (!rest.isZero() && !rest.isNegative());
    }
}
