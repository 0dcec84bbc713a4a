package dev.verdigris.internal.engine;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The scaling down of what is kept warm past its time: a cleanup of its own, by whoever has changed something else and
 * succeeded. So it never comes before what was asked for, such as a rollback to that very fleet, and never fails it.
 */
final class Expiry {
    private final TimeSource time;
    private final Listener listener;
    private final Function<Cleanup, Outcome> cleanups;

    /**
     * @param time the time
     * @param listener who is told
     * @param cleanups performs a cleanup, if nothing else is in progress
     */
    Expiry(TimeSource time, Listener listener, Function<Cleanup, Outcome> cleanups) {
        this.time = time;
        this.listener = listener;
        this.cleanups = cleanups;
    }

    /**
     * Refuses a cleanup of what is due while nothing is.
     *
     * @throws RefusedException naming what is kept warm, and until when
     */
    static void require(Request request, DeploymentState state, Instant now) {
        KeptWarm warm = state.keptWarm();
        if (Verb.of(request).dueOnly() && (warm == null || !warm.due(now))) {
            throw new RefusedException(
                    "expected a fleet of " + request.environment().name() + " to be kept warm past its time, found "
                            + (warm == null
                                    ? "none kept warm"
                                    : warm.color() + " kept warm "
                                            + (warm.until() == null
                                                    ? "until somebody ends it"
                                                    : "until " + warm.until())),
                    "to end the idle fleet in any case, clean up");
        }
    }

    /** How a cleanup ended: with an outcome, or before it had begun. */
    private record Ending(
            String warm,
            @Nullable Outcome outcome,
            @Nullable VerdigrisException refused) {

        String note() {
            if (refused != null) {
                return warm + " is not scaled down: " + refused.getMessage();
            }
            return outcome instanceof Outcome.Succeeded
                    ? warm + " is scaled down"
                    : warm + " is not scaled down in full: " + outcome;
        }
    }

    /** The outcome, once what is due has been scaled down where it is a success. */
    Outcome after(Outcome outcome, Environment environment, DeploymentState state) {
        if (!(outcome instanceof Outcome.Succeeded)) {
            return outcome;
        }
        Ending ending = end(environment, state, Policy.defaults());
        return ending == null ? outcome : Outcome.succeeded(told(outcome.report(), ending));
    }

    private Report told(Report report, Ending ending) {
        listener.on(new Events.Noted(time.now(), report.environment(), report.deployment(), null, ending.note()));
        return RunReport.noting(report, ending.note());
    }

    /** The result of a reconcile, once what is due has been scaled down where it could close all that it may. */
    Reconciliation after(Reconciliation done, Reconcile request, DeploymentState state) {
        if (!done.succeeded()) {
            return done;
        }
        Policy policy = Policy.defaults().withPollInterval(request.pollInterval());
        Ending ending = end(request.environment(), state, policy);
        return ending == null ? done : with(done, ending);
    }

    private static Reconciliation with(Reconciliation done, Ending ending) {
        List<String> changes = new ArrayList<>(done.changes());
        List<Residue> residue = new ArrayList<>(done.residue());
        List<Finding> unresolved = new ArrayList<>(done.unresolved());
        if (ending.refused != null) {
            unresolved.add(new Finding(
                    ending.warm + " is not scaled down: " + ending.refused.problem(), ending.refused.remedy()));
        }
        if (ending.outcome != null) {
            ending.outcome
                    .<Boolean>fold()
                    .succeeded(ended -> changes.add(ending.outcome.report().title()))
                    .failedDirty(ended -> residue.addAll(ended.residue()))
                    .interrupted(ended -> residue.add(
                            new Residue(ended.why().problem(), ended.why().remedy())))
                    .orElse(ended -> false);
        }
        return new Reconciled(done.environment(), done.differences(), changes, residue, unresolved);
    }

    /** Scales down what is due; null if nothing is, or somebody wants to stop. */
    private @Nullable Ending end(Environment environment, DeploymentState state, Policy policy) {
        KeptWarm warm = state.keptWarm();
        if (warm == null || !warm.due(time.now()) || Thread.currentThread().isInterrupted()) {
            return null;
        }
        String told = environment.group(warm.color()) + ", kept warm until " + warm.until() + ",";
        try {
            return new Ending(
                    told,
                    cleanups.apply(Cleanup.of(environment).withDueOnly(true).withPolicy(policy)),
                    null);
        } catch (RefusedException | PortException e) {
            return new Ending(told, null, e);
        }
    }
}
