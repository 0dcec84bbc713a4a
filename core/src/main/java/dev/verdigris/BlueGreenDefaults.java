package dev.verdigris;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.store.TriedStore;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Promotion;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The verbs of the facade with every default, for an environment alone; and the check of its store, which is about none. */
abstract sealed class BlueGreenDefaults permits BlueGreen {

    abstract Outcome deploy(Deployment deployment);

    /** Deploys with every default; see {@link BlueGreen#deploy(Deployment)}. */
    public Outcome deploy(Environment environment) {
        return deploy(Deployment.of(environment));
    }

    /**
     * Deploys on a thread of an executor, and returns at once; see {@link BlueGreen#deploy(Deployment)}. A deployment spends its
     * time waiting: a virtual thread is enough, such as of {@code Executors.newVirtualThreadPerTaskExecutor()}.
     *
     * <p>Cancelling the future interrupts the deployment, which rolls back, or finishes if it is past its point of no return.
     * The future is cancelled at once; that thread, and whoever closes the executor, is done when the deployment is, and
     * listeners are told how it ended. Cancelled before its thread has begun, it never begins.
     *
     * @param executor yours; it is not shut down
     * @return what is completed by the outcome, or exceptionally by what {@link BlueGreen#deploy(Deployment)} throws
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more tasks
     */
    public CompletableFuture<Outcome> deployAsync(Deployment deployment, Executor executor) {
        return OnExecutor.of(() -> deploy(deployment), executor);
    }

    abstract Outcome adopt(Adoption adoption);

    /**
     * Adopts an environment with every default: blue takes over from the group that serves today, which is emptied; see {@link
     * BlueGreen#adopt(Adoption)}.
     *
     * @param fromGroup the name of that group
     * @throws IllegalArgumentException if it is malformed, or the group of a color
     */
    public Outcome adopt(Environment environment, String fromGroup) {
        return adopt(Adoption.of(environment, fromGroup));
    }

    abstract Outcome rollback(Rollback rollback);

    /** Rolls back with every default; see {@link BlueGreen#rollback(Rollback)}. */
    public Outcome rollback(Environment environment) {
        return rollback(Rollback.of(environment));
    }

    abstract Outcome cleanup(Cleanup cleanup);

    /** Cleans up with every default; see {@link BlueGreen#cleanup(Cleanup)}. */
    public Outcome cleanup(Environment environment) {
        return cleanup(Cleanup.of(environment));
    }

    abstract Outcome shutdown(Shutdown shutdown);

    /** Shuts down with every default; see {@link BlueGreen#shutdown(Shutdown)}. */
    public Outcome shutdown(Environment environment) {
        return shutdown(Shutdown.of(environment));
    }

    abstract Outcome start(Start start);

    /** Starts with every default; see {@link BlueGreen#start(Start)}. */
    public Outcome start(Environment environment) {
        return start(Start.of(environment));
    }

    abstract Outcome resume(Recovery recovery);

    /** Resumes, waiting for a holder that may live; see {@link BlueGreen#resume(Recovery)}. */
    public Outcome resume(Environment environment) {
        return resume(Recovery.of(environment));
    }

    abstract Outcome promote(Promotion promotion);

    /** Promotes whatever gate it waits at, without a reason; see {@link BlueGreen#promote(Promotion)}. */
    public Outcome promote(Environment environment) {
        return promote(Promotion.of(environment));
    }

    abstract Outcome abort(Recovery recovery);

    /** Aborts, waiting for a holder that may live; see {@link BlueGreen#abort(Recovery)}. */
    public Outcome abort(Environment environment) {
        return abort(Recovery.of(environment));
    }

    abstract Reconciliation reconcile(Reconcile reconcile);

    /** Reconciles with every default; see {@link BlueGreen#reconcile(Reconcile)}. */
    public Reconciliation reconcile(Environment environment) {
        return reconcile(Reconcile.of(environment));
    }

    abstract TriedStore tried();

    /**
     * Checks whether the deployment store keeps what deployments rely on: that it gives back what it was given, byte
     * for byte and at once, that a create or a replacement of what has changed is refused, and that of 16 who claim the
     * same at the same moment one wins, while others read whole texts. It uses entries of its own, {@code
     * PREFIX/_store-check-…}, and deletes them; no environment is touched. A store that lost an answer on the way is
     * not blamed.
     *
     * <p>It starts up to 18 threads, which have ended when it returns. Each of the two races takes 60 seconds at most,
     * and one round of each makes some 40 calls.
     *
     * @param naming the naming of the environments that those entries are to be beside
     * @param rounds how many rounds each race has, 50 to be nearly sure; 0 to try everything but the races
     * @throws IllegalArgumentException if it is negative
     * @throws RefusedException if it was interrupted
     * @throws PortException if the store does not answer, or its entries may not be read, written and deleted
     */
    public StoreVerdict checkStore(Naming naming, int rounds) {
        if (rounds < 0) {
            throw new IllegalArgumentException("rounds: expected 0 or more, found " + rounds);
        }
        return new TriedVerdict(tried().trial(naming).run(rounds));
    }

    /**
     * Checks the deployment store beside the environments of the standard prefix; see {@link #checkStore(Naming, int)}.
     */
    public StoreVerdict checkStore(int rounds) {
        return checkStore(Naming.standard(), rounds);
    }
}
