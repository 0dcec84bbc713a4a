package dev.verdigris;

import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;

/** The verbs of the facade with every default, for an environment alone. */
abstract sealed class BlueGreenDefaults permits BlueGreen {

    abstract Outcome deploy(Deployment deployment);

    /** Deploys with every default; see {@link BlueGreen#deploy(Deployment)}. */
    public Outcome deploy(Environment environment) {
        return deploy(Deployment.of(environment));
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
}
