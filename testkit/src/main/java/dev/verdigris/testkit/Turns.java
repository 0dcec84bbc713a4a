package dev.verdigris.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share one virtual time: one of them runs at a time, until it waits; then the one goes on whose wait is over
 * first, and time passes until then. Each task has a thread of its own.
 */
final class Turns implements Executor {
    private final LongSupplier now;
    private final LongConsumer passUntil;
    private final PriorityQueue<Turn> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Turn turn) -> turn.at).thenComparingLong(turn -> turn.sequence));
    private final Lock lock = new ReentrantLock();
    private @Nullable Turn running;
    private long sequence;

    /**
     * @param now the virtual time, in nanoseconds
     * @param passUntil lets time pass until a moment; nothing if that is over
     */
    Turns(LongSupplier now, LongConsumer passUntil) {
        this.now = now;
        this.passUntil = passUntil;
    }

    /** A moment at which a thread goes on. */
    private static final class Turn {
        private final long sequence;
        private final Thread thread;
        private final Condition come;
        private long at;
        private boolean taken;

        private Turn(long at, long sequence, Thread thread, Condition come) {
            this.at = at;
            this.sequence = sequence;
            this.thread = thread;
            this.come = come;
        }
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            Turn[] first = new Turn[1];
            Thread thread = new Thread(() -> perform(first[0], task), "turn-" + sequence);
            thread.setDaemon(true);
            first[0] = queued(now.getAsLong(), thread);
            thread.start();
            if (running == null) {
                next();
            }
        } finally {
            lock.unlock();
        }
    }

    private void perform(Turn first, Runnable task) {
        if (await(first)) {
            Thread.currentThread().interrupt();
        }
        try {
            task.run();
        } finally {
            end();
        }
    }

    private void end() {
        lock.lock();
        try {
            next();
        } finally {
            lock.unlock();
        }
    }

    private Turn queued(long at, Thread thread) {
        Turn turn = new Turn(at, sequence++, thread, lock.newCondition());
        waiting.add(turn);
        return turn;
    }

    /** Whether the thread that asks is one of these. */
    boolean mine() {
        lock.lock();
        try {
            return running != null && running.thread == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the others go on until so much time has passed, or the thread is interrupted. */
    void sleep(long nanos) throws InterruptedException {
        Turn turn;
        lock.lock();
        try {
            turn = queued(now.getAsLong() + nanos, Thread.currentThread());
            next();
        } finally {
            lock.unlock();
        }
        boolean interrupted = await(turn);
        if (interrupted || Thread.interrupted()) {
            throw new InterruptedException("interrupted in virtual time");
        }
    }

    /** Hands over to whoever is due first. */
    private void next() {
        running = waiting.poll();
        if (running != null) {
            running.taken = true;
            running.come.signal();
        }
    }

    /** Waits for a turn; who is interrupted meanwhile is due at once. Says whether it was. */
    private boolean await(Turn turn) {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!turn.taken) {
                try {
                    turn.come.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    hurry(turn);
                }
            }
        } finally {
            lock.unlock();
        }
        passUntil.accept(turn.at);
        return interrupted;
    }

    private void hurry(Turn turn) {
        if (waiting.remove(turn)) {
            turn.at = now.getAsLong();
            waiting.add(turn);
        }
    }
}
