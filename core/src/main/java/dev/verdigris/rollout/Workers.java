package dev.verdigris.rollout;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has something done to many environments, so many at once, on an executor of the user's. Whoever waits for it and is
 * interrupted interrupts all of it, and still waits until it has ended. An executor that runs what it is given at once, on
 * the calling thread, does one after the other.
 */
final class Workers {
    private final Executor executor;
    private final Set<Thread> at = new HashSet<>();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private boolean interrupted;

    Workers(Executor executor) {
        this.executor = executor;
    }

    /** Whether somebody has interrupted it, from outside or on a thread of it. */
    synchronized boolean interrupted() {
        return interrupted;
    }

    /**
     * Does something to each, until there is none left, it is interrupted, or it is to stop.
     *
     * @param action must not throw but what ends everything
     */
    <T> void each(List<T> tasks, int atOnce, BooleanSupplier stops, Consumer<T> action) {
        Pass<T> pass = new Pass<>(new ArrayDeque<>(tasks), stops, action, new Phaser(1));
        start(pass, Math.min(atOnce, tasks.size()));
        await(pass.atWork);
        rethrow();
    }

    /**
     * One time that something is done to each.
     *
     * @param left what is left to do
     * @param atWork whoever waits for its end, and those who are at it
     */
    private record Pass<T>(Queue<T> left, BooleanSupplier stops, Consumer<T> action, Phaser atWork) {}

    /** Starts so many threads, each by the one before, so that where threads take turns all are there in time. */
    private <T> void start(Pass<T> pass, int count) {
        if (count == 0) {
            return;
        }
        pass.atWork.register();
        try {
            executor.execute(() -> work(pass, count - 1));
        } catch (RejectedExecutionException e) {
            broken.compareAndSet(null, e);
            pass.atWork.arriveAndDeregister();
        }
    }

    private <T> void work(Pass<T> pass, int others) {
        enter();
        try {
            start(pass, others);
            T next = next(pass.left, pass.stops);
            while (next != null) {
                pass.action.accept(next);
                next = next(pass.left, pass.stops);
            }
        } catch (Throwable e) {
            broken.compareAndSet(null, e);
        } finally {
            leave();
            pass.atWork.arriveAndDeregister();
        }
    }

    private synchronized <T> @Nullable T next(Queue<T> left, BooleanSupplier stops) {
        interrupted |= Thread.currentThread().isInterrupted();
        return interrupted || broken.get() != null || stops.getAsBoolean() ? null : left.poll();
    }

    private synchronized void enter() {
        at.add(Thread.currentThread());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on nobody interrupts the thread, which is its executor's again. */
    private synchronized void leave() {
        at.remove(Thread.currentThread());
    }

    /** Interrupts everything that is at work, and lets nothing more begin. */
    private synchronized void interrupt() {
        interrupted = true;
        at.forEach(Thread::interrupt);
    }

    private void await(Phaser atWork) {
        int phase = atWork.arrive();
        boolean flag = false;
        boolean ended = false;
        while (!ended) {
            try {
                atWork.awaitAdvanceInterruptibly(phase);
                ended = true;
            } catch (InterruptedException e) {
                flag = true;
                interrupt();
            }
        }
        if (flag) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        Throwable thrown = broken.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
