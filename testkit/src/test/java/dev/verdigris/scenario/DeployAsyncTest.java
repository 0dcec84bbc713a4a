package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A deployment on an executor of the user's. */
class DeployAsyncTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();

    @Test
    void the_future_is_completed_by_its_outcome() {
        CompletableFuture<Outcome> future = ann.deployAsync(Deployment.of(BETA), Runnable::run);

        assertThat(future).isCompletedWithValueMatching(Outcome.Succeeded.class::isInstance);
        assertThat(stage.cloud.recorded(BETA)).isEqualTo("green");
    }

    @Test
    void a_refusal_completes_it_exceptionally() {
        stage.green.suspend("Launch");

        CompletableFuture<Outcome> future = ann.deployAsync(Deployment.of(BETA), Runnable::run);

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(future::join)
                .withCauseInstanceOf(RefusedException.class);
    }

    @Test
    void cancelled_while_it_runs_it_rolls_back() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        stage.when("await-healthy", () -> {
            reached.countDown();
            awaitUninterruptibly(cancelled);
        });
        ExecutorService executor = Executors.newSingleThreadExecutor();
        CompletableFuture<Outcome> future = ann.deployAsync(Deployment.of(BETA), executor);
        reached.await();

        assertThat(future.cancel(true)).isTrue();
        cancelled.countDown();
        executor.shutdown();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(stage).isAsBefore();
        assertThat(ann.history(BETA).get(0).toString()).contains("rolled back").contains("interrupted");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cancelled_before_it_has_begun_it_never_begins() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        CompletableFuture<Outcome> future = ann.deployAsync(Deployment.of(BETA), tasks::add);

        assertThat(future.cancel(true)).isTrue();
        tasks.remove().run();

        assertThat(stage.cloud.changes()).isZero();
    }

    @Test
    void cancelled_once_it_has_ended_it_stays_as_it_is() {
        CompletableFuture<Outcome> future = ann.deployAsync(Deployment.of(BETA), Runnable::run);

        assertThat(future.cancel(true)).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(future.join()).isInstanceOf(Outcome.Succeeded.class);
    }
}
