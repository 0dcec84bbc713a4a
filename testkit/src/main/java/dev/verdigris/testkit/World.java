package dev.verdigris.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Virtual time, and the queue of what is going to happen in it. Time passes event by event. */
final class World {
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final List<LogEntry> log = new ArrayList<>();
    private final SplittableRandom random;
    private Runnable[] watchers = {};
    private long now;
    private long sequence;

    /**
     * A world that is made so long before its beginning.
     *
     * @param ahead in nanoseconds; what is made then has been there for long when the world begins
     */
    World(long seed, long ahead) {
        this.random = new SplittableRandom(seed);
        this.now = -ahead;
    }

    /** Nanoseconds since the beginning; less than zero while the world is being made. */
    long now() {
        return now;
    }

    SplittableRandom random() {
        return random;
    }

    /** Lets something happen so much later; what is due at the same moment happens in the order it was asked for. */
    Event after(long nanos, Runnable action) {
        Event event = new Event(now + nanos, sequence++, action);
        queue.add(event);
        return event;
    }

    /** Lets something happen once a latency has passed. */
    Event after(Latency latency, Runnable action) {
        return after(latency.nanos(random), action);
    }

    /** Lets time pass. */
    void pass(long nanos) {
        long until = now + nanos;
        while (step(until)) {
            // Each step is an event that was due.
        }
        now = Math.max(now, until);
    }

    /** Lets time pass until it is over or the thread is interrupted. */
    void sleep(long nanos) throws InterruptedException {
        long until = now + nanos;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted in virtual time");
            }
        } while (step(until));
        now = Math.max(now, until);
    }

    /** Whatever an event does, running another one's events included, time only goes forward. */
    private boolean step(long until) {
        Event next = queue.peek();
        if (next == null || next.at > until) {
            return false;
        }
        queue.poll();
        if (!next.cancelled) {
            now = Math.max(now, next.at);
            next.action.run();
            changed();
        }
        return true;
    }

    /** Tells those who watch that something has happened. */
    void changed() {
        for (Runnable watcher : watchers) {
            watcher.run();
        }
    }

    /** Something was changed from outside: tells those who watch, and lets happen what is due at once. */
    void runDue() {
        changed();
        pass(0);
    }

    void watch(Runnable watcher) {
        Runnable[] more = java.util.Arrays.copyOf(watchers, watchers.length + 1);
        more[watchers.length] = watcher;
        watchers = more;
    }

    void log(Object subject, String verb, @Nullable Object detail) {
        log.add(new LogEntry(now, subject, verb, detail));
    }

    List<LogEntry> log() {
        return log;
    }

    /** Something that is going to happen, unless it is cancelled. */
    static final class Event implements Comparable<Event> {
        private final long at;
        private final long sequence;
        private final Runnable action;
        private boolean cancelled;

        private Event(long at, long sequence, Runnable action) {
            this.at = at;
            this.sequence = sequence;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }
}
