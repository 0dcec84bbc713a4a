package dev.verdigris;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future of something that is done on an executor. Cancelled, it interrupts the thread that does it; one that has not begun
 * never does.
 *
 * @param <T> what comes of it
 */
final class OnExecutor<T> extends CompletableFuture<T> {
    private @Nullable Thread at;

    private OnExecutor() {}

    static <T> CompletableFuture<T> of(Supplier<T> action, Executor executor) {
        OnExecutor<T> future = new OnExecutor<>();
        executor.execute(() -> future.perform(action));
        return future;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            interrupt();
        }
        return cancelled;
    }

    private synchronized void interrupt() {
        if (at != null) {
            at.interrupt();
        }
    }

    private void perform(Supplier<T> action) {
        if (!begin()) {
            return;
        }
        try {
            complete(action.get());
        } catch (Throwable e) {
            completeExceptionally(e);
            if (e instanceof Error error) {
                throw error;
            }
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (isDone()) {
            return false;
        }
        at = Thread.currentThread();
        return true;
    }

    /** From here on nobody interrupts the thread, which is its executor's again. */
    private synchronized void end() {
        at = null;
    }
}
