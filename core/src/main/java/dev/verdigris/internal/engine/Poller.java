package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.GuardedException;
import dev.verdigris.port.TimeSource;
import dev.verdigris.request.Policy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks how it stands, again and again, until it is done, cannot be, or its deadline has passed. Whatever waits for the
 * world waits here: pauses, interrupts and the renewal of the lease are the same for all.
 */
final class Poller {
    private final Sleeper sleeper;
    private final TimeSource time;
    private final Pulse pulse;
    private final Policy policy;

    /** Until it is said otherwise, once. */
    private boolean interruptible = true;

    /** Until it is said otherwise, once. */
    private boolean stuck;

    /** @param policy says how often to look, where nothing says when */
    Poller(Sleeper sleeper, Pulse pulse, Policy policy) {
        this.sleeper = sleeper;
        this.time = sleeper.time();
        this.pulse = pulse;
        this.policy = policy;
    }

    /** From now on an interrupt does not end a wait. */
    void uninterruptible() {
        interruptible = false;
    }

    /** Something could not be undone: what the traffic guard blocks because of that is not waited for. */
    void stuck() {
        stuck = true;
    }

    /**
     * Polls until the answer is that it is done.
     *
     * @param subject what is to be done
     * @param poll one poll, which may answer of something else that must be so first
     * @param deadline how long it is asked at most; once, if that is zero
     * @return null if it is done
     */
    @Nullable
    Failure await(Subject subject, Supplier<Answer> poll, Duration deadline) {
        long began = time.nanoTime();
        while (true) {
            if (sleeper.interrupted() && interruptible) {
                return new Failure(
                        subject, "interrupted before it was done", "try again when nothing interrupts it", null);
            }
            Answer answer = poll.get();
            if (answer.done()) {
                return null;
            }
            if (answer.progress() instanceof Progress.Failed failed) {
                return answer.failure(failed.problem(), failed.remedy());
            }
            if (answer.progress() instanceof Progress.Left left) {
                return answer.lastFailure(left.problem(), left.remedy());
            }
            Progress.NotYet notYet = (Progress.NotYet) answer.progress();
            Duration waited = Duration.ofNanos(time.nanoTime() - began);
            if (waited.compareTo(deadline) >= 0) {
                return answer.failure(notYet.problem() + within(deadline), notYet.remedy());
            }
            answer.subject().waits(notYet.waitingFor(), waited);
            pause(shorter(notYet.outlook().pause(policy, waited), deadline.minus(waited)));
        }
    }

    private static String within(Duration deadline) {
        return deadline.isZero() ? "" : " (within " + Words.duration(deadline) + ")";
    }

    /**
     * Awaits that a subject is found done in two consecutive polls: the first may be older than our own last change.
     */
    @Nullable
    Failure awaitTwice(Subject subject, Supplier<Answer> poll, Duration deadline) {
        AtomicBoolean found = new AtomicBoolean();
        return await(
                subject,
                () -> {
                    boolean before = found.getAndSet(false);
                    Answer answer = poll.get();
                    if (!answer.done() || before) {
                        return answer;
                    }
                    found.set(true);
                    return new Answer(
                            subject,
                            Progress.notYet(
                                    "rolled back; looking once more", "look at the world: it may be as it was before"));
                },
                deadline);
    }

    /** Asks once. What it throws is an answer, too, unless the lease is lost. */
    Answer ask(Subject subject, Supplier<Progress> question) {
        try {
            return new Answer(subject, question.get());
        } catch (GuardedException e) {
            return new Answer(subject, blocked(e));
        } catch (PermitDeniedException e) {
            if (pulse.over()) {
                throw new Stranded(new Failure(subject, e.problem(), e.remedy(), e));
            }
            boolean cured = !(e.getCause() instanceof PortException unsaid) || unsaid.isTransient();
            return new Answer(subject, later(cured, e.problem(), e.remedy()), e);
        } catch (PortException e) {
            return new Answer(subject, later(e.isTransient(), e.problem(), e.remedy()), e);
        } catch (RuntimeException e) {
            return new Answer(
                    subject,
                    Progress.failed(
                            "unexpected " + e, "see the stack trace; this may be a defect of a port or of ours"),
                    e);
        }
    }

    private Progress blocked(GuardedException e) {
        return stuck && !e.passing()
                ? Progress.failed(
                        e.getMessage() + ", and what must be undone before that could not be",
                        "see what is left of that first")
                : Progress.notYet(String.valueOf(e.getMessage()), e.remedy());
    }

    private static Progress later(boolean cured, String problem, String remedy) {
        return cured ? Progress.notYet(problem, remedy) : Progress.failed(problem, remedy);
    }

    /** Until the next poll. The lease is renewed meanwhile. */
    private void pause(Duration whole) {
        Duration rest = whole;
        do {
            pulse.beat();
            Duration slice = shorter(pulse.rhythm(), rest);
            if (!sleeper.sleep(slice)) {
                return;
            }
            rest = rest.minus(slice);
        } while (!rest.isZero() && !rest.isNegative());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
