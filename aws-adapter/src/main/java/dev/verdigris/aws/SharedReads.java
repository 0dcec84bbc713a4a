package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets many who ask about different things at about the same time share one read: who asks waits for a moment whether others
 * ask, too, and whoever wakes up first reads for all. A read begins only when nobody joins it any more, so that no answer is
 * older than the question. Who is interrupted leaves the others alone: they read without it.
 *
 * @param <K> what is asked about
 * @param <V> what is said about it
 */
final class SharedReads<K, V> {
    /** How long it takes at most to notice that a read by somebody else is over. */
    private static final Duration NOTICE = Duration.ofMillis(20);

    private final int most;
    private final Duration window;
    private final TimeSource time;
    private final String operation;
    private final Function<Set<K>, Map<K, V>> read;
    private Batch open;

    /**
     * @param most the most that one read is about; who asks about more reads alone
     * @param window how long others are waited for
     * @param operation what the read is called
     */
    SharedReads(int most, Duration window, TimeSource time, String operation, Function<Set<K>, Map<K, V>> read) {
        this.most = most;
        this.window = window;
        this.time = time;
        this.operation = operation;
        this.read = read;
        this.open = new Batch(time.nanoTime());
    }

    /** Those who read together. */
    private final class Batch {
        private final Set<K> keys = new LinkedHashSet<>();
        private final long due;
        private boolean begun;
        private boolean ended;
        private @Nullable Map<K, V> answer;
        private @Nullable PortException failure;

        private Batch(long due) {
            this.due = due;
        }
    }

    /** What is said about those; of what there is not nothing is said. */
    Map<K, V> ask(Set<K> keys) {
        if (keys.size() > most) {
            return read.apply(keys);
        }
        while (true) {
            Batch batch = join(keys);
            sleep(Duration.ofNanos(batch.due - time.nanoTime()));
            if (begins(batch)) {
                perform(batch);
            }
            while (!ended(batch)) {
                sleep(NOTICE);
            }
            Map<K, V> answer = answer(batch);
            if (answer != null) {
                Map<K, V> ours = new HashMap<>(answer);
                ours.keySet().retainAll(keys);
                return ours;
            }
        }
    }

    private synchronized Batch join(Set<K> keys) {
        Set<K> all = new LinkedHashSet<>(open.keys);
        all.addAll(keys);
        if (open.begun || all.size() > most || open.keys.isEmpty()) {
            open = new Batch(time.nanoTime() + window.toNanos());
        }
        open.keys.addAll(keys);
        return open;
    }

    /** Whether it is for the caller to read; from here on nobody joins any more. */
    private synchronized boolean begins(Batch batch) {
        boolean first = !batch.begun;
        batch.begun = true;
        return first;
    }

    private synchronized boolean ended(Batch batch) {
        return batch.ended;
    }

    /** The answer; null if whoever read has not come to one, and it must be asked again. */
    private synchronized @Nullable Map<K, V> answer(Batch batch) {
        if (batch.failure != null) {
            throw batch.failure;
        }
        return batch.answer;
    }

    private void perform(Batch batch) {
        Map<K, V> answer = null;
        PortException failure = null;
        try {
            answer = read.apply(batch.keys);
        } catch (PortException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            failure = e;
        } finally {
            end(batch, answer, failure);
        }
    }

    private synchronized void end(Batch batch, @Nullable Map<K, V> answer, @Nullable PortException failure) {
        batch.answer = answer;
        batch.failure = failure;
        batch.ended = true;
    }

    private void sleep(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable(operation, "interrupted while waiting for others to ask, too", e);
        }
    }
}
