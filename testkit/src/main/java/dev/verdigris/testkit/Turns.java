package dev.verdigris.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
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
        private long at;
        private final long sequence;
        private final Thread thread;
        private boolean taken;

        private Turn(long at, long sequence, Thread thread) {
            this.at = at;
            this.sequence = sequence;
            this.thread = thread;
        }
    }

    @Override
    public synchronized void execute(Runnable task) {
        Turn[] first = new Turn[1];
        Thread thread = new Thread(
                () -> {
                    begin(first[0]);
                    try {
                        task.run();
                    } finally {
                        end();
                    }
                },
                "turn-" + sequence);
        thread.setDaemon(true);
        first[0] = queued(now.getAsLong(), thread);
        thread.start();
        if (running == null) {
            next();
        }
    }

    private synchronized Turn queued(long at, Thread thread) {
        Turn turn = new Turn(at, sequence++, thread);
        waiting.add(turn);
        return turn;
    }

    /** Whether the thread that asks is one of these. */
    synchronized boolean mine() {
        return running != null && running.thread == Thread.currentThread();
    }

    /** Lets the others go on until so much time has passed, or the thread is interrupted. */
    synchronized void sleep(long nanos) throws InterruptedException {
        Turn turn = queued(now.getAsLong() + nanos, Thread.currentThread());
        next();
        boolean interrupted = await(turn);
        if (interrupted || Thread.interrupted()) {
            throw new InterruptedException("interrupted in virtual time");
        }
    }

    private synchronized void begin(Turn turn) {
        if (await(turn)) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        next();
    }

    /** Hands over to whoever is due first. */
    private synchronized void next() {
        running = waiting.poll();
        if (running != null) {
            running.taken = true;
        }
        notifyAll();
    }

    /** Waits for a turn; who is interrupted meanwhile is due at once. Says whether it was. */
    private synchronized boolean await(Turn turn) {
        boolean interrupted = false;
        while (!turn.taken) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                hurry(turn);
            }
        }
        passUntil.accept(turn.at);
        return interrupted;
    }

    private synchronized void hurry(Turn turn) {
        if (waiting.remove(turn)) {
            turn.at = now.getAsLong();
            waiting.add(turn);
        }
    }
}
