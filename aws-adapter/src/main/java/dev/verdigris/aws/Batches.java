package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a set into batches and sends them, several at once.
 *
 * @param size the most items of one batch
 * @param parallelism how many batches are under way at once
 * @param carrying what the sending of a batch is made into by the calling thread, before another one gets it
 */
record Batches(int size, int parallelism, UnaryOperator<Runnable> carrying) {

    /**
     * Sends all items and waits for every batch, also when one fails: then the first failure is thrown, in the order of
     * the batches, with the others suppressed. The threads end with the call. An interrupt ends the waiting: batches
     * that had not begun are not sent, and what those under way come to is not known.
     */
    <T> void each(Collection<T> items, Consumer<List<T>> send) {
        List<List<T>> batches = cut(List.copyOf(items));
        if (batches.size() <= 1) {
            batches.forEach(send);
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, batches.size()));
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (List<T> batch : batches) {
                sent.add(threads.submit(carrying.apply(() -> send.accept(batch))));
            }
            await(sent);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(List<Future<?>> sent) {
        RuntimeException first = null;
        for (Future<?> batch : sent) {
            RuntimeException failure = failure(batch);
            if (first == null) {
                first = failure;
            } else if (failure != null) {
                first.addSuppressed(failure);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException failure(Future<?> batch) {
        try {
            batch.get();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PortException.Unavailable("batches", "interrupted while some were under way", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                return failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private <T> List<List<T>> cut(List<T> items) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            batches.add(items.subList(from, Math.min(from + size, items.size())));
        }
        return batches;
    }
}
