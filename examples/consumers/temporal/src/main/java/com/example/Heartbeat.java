package com.example;

import dev.verdigris.port.TimeSource;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The heart of an attempt, which beats whenever its deployment waits. What Temporal answers decides:
 *
 * <ul>
 *   <li>cancelled: the deployment is interrupted, so that it rolls back, and the activity ends as cancelled after that;
 *   <li>the worker shuts down, or the attempt has timed out and another one has begun: the deployment is left in progress as it
 *       is, for the next attempt to resume once the lease is over. Nothing is rolled back.
 * </ul>
 */
public final class Heartbeat {
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final ActivityExecutionContext context;
    private ActivityCanceledException cancelled;

    Heartbeat(ActivityExecutionContext context) {
        this.context = context;
    }

    /** What ends an attempt where it is, with nothing written: no code of a deployment's may catch this. */
    static final class LeftInProgress extends Error {
        private static final long serialVersionUID = 1L;

        private LeftInProgress(ActivityCompletionException why) {
            super("left in progress for the next attempt", why);
        }
    }

    /** A time by which the heart beats. */
    public TimeSource in(TimeSource time) {
        return new TimeSource() {
            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public long nanoTime() {
                return time.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                long until = time.nanoTime() + duration.toNanos();
                long left = duration.toNanos();
                while (left > 0) {
                    beat();
                    time.sleep(Duration.ofNanos(Math.min(left, BEAT.toNanos())));
                    left = until - time.nanoTime();
                }
            }
        };
    }

    private void beat() {
        if (cancelled != null) {
            return;
        }
        try {
            context.heartbeat(null);
        } catch (ActivityCanceledException e) {
            cancelled = e;
            Thread.currentThread().interrupt();
        } catch (ActivityCompletionException e) {
            throw new LeftInProgress(e);
        }
    }

    /** Does something; where the attempt was cancelled meanwhile, it ends as cancelled, rolled back or not. */
    <T> T during(Supplier<T> deployment) {
        T result;
        try {
            result = deployment.get();
        } catch (LeftInProgress e) {
            throw (ActivityCompletionException) e.getCause();
        } finally {
            // What interrupted the deployment is nothing to whoever has the thread next.
            Thread.interrupted();
        }
        if (cancelled != null) {
            throw cancelled;
        }
        return result;
    }
}
