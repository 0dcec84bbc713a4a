package dev.verdigris;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.engine.Audience;
import dev.verdigris.internal.engine.Deployments;
import dev.verdigris.internal.engine.Reconciler;
import dev.verdigris.internal.engine.Recoveries;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.StateStore;
import dev.verdigris.internal.store.TriedStore;
import dev.verdigris.internal.text.Holders;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Promotion;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deploys environments blue-green on a cloud.
 *
 * <pre>{@code
 * BlueGreen blueGreen = BlueGreen.on(cloud);
 * Environment beta = Environment.of("beta");
 *
 * SwitchPlan plan = blueGreen.plan(Deployment.of(beta));   // changes nothing
 * System.out.println(plan);
 * Outcome outcome = blueGreen.execute(plan);
 * }</pre>
 *
 * <p>Every verb blocks until it has ended. What may be expected to happen is a value, {@link Outcome}; before anything
 * is changed a verb may throw a {@link RefusedException}, or a {@link PortException} if the cloud could not be read. No
 * checked exceptions.
 *
 * <p>An interrupt of the calling thread rolls a deployment back; past the point of no return the deployment finishes
 * forward. The thread's interrupt flag is set again when the verb returns.
 *
 * <p>Every verb that changes something holds the environment's deployment state while it runs, so that one only runs at
 * a time, and puts in the deployment state what it is about to begin, so that the next process after a crash can {@link
 * #resume} or {@link #abort} it from any machine.
 *
 * <p>Immutable, and safe for use by several threads. It starts no thread, but in {@link #checkStore(Naming, int)}.
 */
public final class BlueGreen extends BlueGreenDefaults {
    private final Cloud cloud;
    private final TriedStore tried;
    private final StateStore states;
    private final Deployments deployments;
    private final Recoveries recoveries;
    private final Listener audience;

    private BlueGreen(Builder builder, DeploymentStore store) {
        this.cloud = builder.cloud;
        this.audience = new Audience(builder.listeners);
        this.tried = new TriedStore(store, cloud.time());
        String holder = builder.holder == null ? Holders.ofThisProcess() : builder.holder;
        this.states = new StateStore(store, cloud.time(), holder, builder.lease, cloud.callTimeout(), builder.ids);
        this.deployments = new Deployments(cloud, states, builder.registered, builder.waitTimeout, audience);
        this.recoveries = new Recoveries(cloud, states, deployments);
    }

    /**
     * A facade on a cloud, with every default.
     *
     * @throws IllegalStateException if the cloud has no deployment store
     */
    public static BlueGreen on(Cloud cloud) {
        return builder(cloud).build();
    }

    /** Begins a facade with listeners, checks, another store or another name. */
    public static Builder builder(Cloud cloud) {
        return new Builder(cloud);
    }

    /**
     * The plan for a request, made from the world as it is now. Changes nothing.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException naming everything that stands in the way
     * @throws PortException if the world could not be read
     */
    public SwitchPlan plan(Request request) {
        return deployments.plan(request);
    }

    /**
     * Performs a plan that {@link #plan} has made. Reads again first, and refuses if what the plan was made from is no
     * longer so.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException naming the differences, what stands in the way, or what the plan requires and is not
     *     registered here; or if something else has made the plan
     * @throws PortException if the world could not be read, or the deployment state not written, before the first
     *     change
     */
    public Outcome execute(SwitchPlan plan) {
        return deployments.execute(plan);
    }

    /**
     * Deploys: plans, and performs the plan at once.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException naming everything that stands in the way
     * @throws PortException if the world could not be read, or the deployment state not written, before the first
     *     change
     */
    @Override
    public Outcome deploy(Deployment deployment) {
        return deployments.deploy(deployment);
    }

    /**
     * Goes back to the other fleet and the instances it still has. It is a deployment like any other: gated, guarded,
     * and rolled back when it fails. It needs as much of that fleet as served before, or as much as it is asked for,
     * whatever the fleet has that it leaves.
     *
     * <p>From a deployment that is being finalized (past its point of no return, while its old fleet drains, for
     * instance) it takes over at once, whatever process that is in and however long it would be waited for otherwise:
     * that process makes no further change, and its verb ends as {@link Outcome.Interrupted}. Before the point of no
     * return {@link #abort} goes back.
     *
     * @throws BusyException if something else is in progress, and does not end in time
     * @throws RefusedException if that fleet has too few instances and may not start more, or anything else stands in
     *     the way
     * @throws PortException if the world could not be read, or the deployment state not written, before the first
     *     change
     */
    @Override
    public Outcome rollback(Rollback rollback) {
        return deployments.deploy(rollback);
    }

    /** Adopts an environment that one group serves today, as {@link #deploy(Deployment)} deploys: see {@link Adoption}. */
    @Override
    public Outcome adopt(Adoption adoption) {
        return deployments.deploy(adoption);
    }

    /**
     * Replaces the instances of the fleet that serves, some at a time, while both versions serve; see {@link
     * RollingRefresh}. {@link #resume} watches the same instance refresh, {@link #abort} rolls it back where AWS can, and
     * else cancels it and says that versions are mixed.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException naming everything that stands in the way
     * @throws PortException if the world could not be read, or the state not written, before the first change
     */
    public Outcome refresh(RollingRefresh refresh) {
        return deployments.deploy(refresh);
    }

    /**
     * Scales the idle fleet to zero. Doing it again changes nothing.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException while any of its instances still gets traffic, or if anything else stands in the way
     * @throws PortException if the world could not be read, or the deployment state not written, before the first
     *     change
     */
    @Override
    public Outcome cleanup(Cleanup cleanup) {
        return deployments.deploy(cleanup);
    }

    /**
     * Shuts an environment down: takes the color that serves out of traffic with nobody in its place, so that every request
     * is answered with 503, and scales both fleets to zero. What served is remembered, for {@link #start}. Until it is out
     * of traffic a failure, an interrupt or {@link #abort} has it serve again.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException if nobody serves, or anything else stands in the way
     * @throws PortException if the world could not be read, or the deployment state not written, before the first
     *     change
     */
    @Override
    public Outcome shutdown(Shutdown shutdown) {
        return deployments.deploy(shutdown);
    }

    /**
     * Serves from the recorded color again, where nobody serves: after a {@link #shutdown} from as many new instances as
     * served before it. It is a first deployment, gated and checked like any other.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException if somebody serves, or anything else stands in the way
     * @throws PortException if the world could not be read, or the deployment state not written, before the first
     *     change
     */
    @Override
    public Outcome start(Start start) {
        return deployments.deploy(start);
    }

    /**
     * Selects the release that instances boot with which are launched from now on; see {@link ReleaseSelection}. It changes
     * nothing else, and what would stand in the way of a deployment does not stand in its way. Selecting what is selected
     * changes nothing.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException if the cloud has no {@code releases}, or instances would not boot with what is selected
     * @throws PortException if the world could not be read, or the deployment state not written, before the change
     */
    public Outcome select(ReleaseSelection selection) {
        return deployments.deploy(selection);
    }

    /**
     * Resumes an interrupted deployment, in the direction that is in the deployment state, from any machine. A holder
     * that may still live is waited for until its lease has expired. What waits at a gate waits on; once that has expired,
     * what it says for that is done.
     *
     * @throws BusyException if the holder lives, or only an operator can confirm that it does not (see {@link
     *     Recovery#withTakeOver})
     * @throws RefusedException if nothing is in progress, if the environment is not the one in the deployment state, or
     *     if a check that must still pass is not registered here
     * @throws PortException if the deployment state could not be read or taken
     */
    @Override
    public Outcome resume(Recovery recovery) {
        return recoveries.resume(recovery);
    }

    /**
     * Promotes what waits at a gate, from any machine: it goes on here; see {@link Promotion}.
     *
     * @throws BusyException if somebody else resolves it at this moment
     * @throws RefusedException if nothing waits at a gate, or not at the one that is named; if the environment is not the one
     *     in the deployment state, or something that takes part is not registered here
     * @throws PortException if the deployment state could not be read or taken
     */
    @Override
    public Outcome promote(Promotion promotion) {
        return recoveries.promote(promotion);
    }

    /**
     * Rolls back an interrupted deployment, from any machine; a success is {@link Outcome.RolledBack}. A holder that
     * may still live is waited for until its lease has expired.
     *
     * @throws BusyException if it is past its point of no return, if the holder lives, or if an operator must confirm
     *     that it does not (see {@link Recovery#withTakeOver})
     * @throws RefusedException if nothing is in progress, or the environment is not the one in the deployment state
     * @throws PortException if the deployment state could not be read or taken
     */
    @Override
    public Outcome abort(Recovery recovery) {
        return recoveries.abort(recovery);
    }

    /**
     * Closes what differs between the environment and how it should be: members of the fleet that serves which are not
     * registered, targets of the color that should not serve, a recorded color that is not the one that traffic
     * reaches, followers that act on another one, minimums that an unlocked deployment held. It acts only on what every poll over a stabilization period
     * has shown, goes through the traffic guard, and reports what is not for a program to decide. Where a deployment waits at a
     * gate that has expired, it first does what the gate says. Made to be run on a schedule.
     *
     * @throws BusyException if a deployment is in progress, and does not end in time
     * @throws RefusedException if there is no such environment
     * @throws PortException if the world could not be read, or the deployment state not written
     */
    @Override
    public Reconciliation reconcile(Reconcile reconcile) {
        return recoveries.reconciled(
                reconcile, () -> new Reconciler(cloud, deployments, audience, reconcile).perform());
    }

    /**
     * Removes what is in progress from the deployment state, whoever holds it, without resolving it: for a deployment
     * state that can neither be resumed nor aborted. The sizes that it found are kept, and {@link #reconcile} restores
     * the minimums. The fleets and the traffic stay as they are.
     *
     * @param reason why, for the history; not blank
     * @return what is now in the history
     * @throws IllegalArgumentException if the reason is blank
     * @throws RefusedException if nothing is in progress, or somebody writes the deployment state at the same time
     * @throws PortException if the deployment state could not be read or written
     */
    public EndedDeployment unlock(Environment environment, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason: expected some text for the history, found none");
        }
        return states.unlock(environment, reason);
    }

    /**
     * The deployments that have ended, newest first; the last ten, or as many as the deployment state holds.
     *
     * @throws PortException if the deployment state could not be read
     */
    public List<EndedDeployment> history(Environment environment) {
        return states.read(environment).history();
    }

    /**
     * The deployment in progress on an environment; null if none is. Reads the deployment state, and nothing of the cloud;
     * {@link #status} tells it together with all else.
     *
     * @throws RefusedException if the deployment state cannot be read for what it says
     * @throws PortException if the deployment store could not be read
     */
    public @Nullable DeploymentInProgress inProgress(Environment environment) {
        CurrentDeployment current = states.read(environment).current();
        return current == null ? null : current.shown();
    }

    /**
     * The status of an environment. Changes nothing. The followers that are registered here are asked whether they still use
     * the idle color.
     *
     * @throws RefusedException if there is no such environment
     * @throws PortException if it could not be read
     */
    public Status status(Environment environment) {
        DeploymentState state = states.read(environment);
        Snapshot snapshot = deployments.observe(environment, state);
        return ObservedStatus.of(
                environment,
                snapshot,
                state,
                deployments.followers(environment, state, ObservedStatus.idle(snapshot)),
                cloud.time().now());
    }

    /**
     * The findings of an environment: what would stand in the way of a deployment now, and what differs from how it
     * should be, everything at once; empty if all is well. Changes nothing but entries of its own in the deployment
     * store, by which it tries, once for each {@code BlueGreen}, whether that gives back what it was given and refuses
     * what it must; see {@link #checkStore(Naming, int)}. Where the credentials do not allow that, it is left out.
     *
     * @throws RefusedException if there is no such environment
     * @throws PortException if it could not be read
     */
    public List<Finding> validate(Environment environment) {
        List<Finding> findings = new ArrayList<>(deployments.validate(environment));
        findings.addAll(tried.findings(environment.naming()));
        return findings;
    }

    @Override
    TriedStore tried() {
        return tried;
    }

    /**
     * A builder of the facade. What is set twice has the value that was set last; listeners and checks are added to those
     * that were there. Not thread-safe.
     */
    public static final class Builder extends BlueGreenOptions {

        private Builder(Cloud cloud) {
            super(cloud);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * The facade.
         *
         * @throws IllegalStateException if neither the cloud has a store nor one was given
         */
        public BlueGreen build() {
            if (store == null) {
                throw new IllegalStateException(
                        "expected a deployment store in the cloud or given to the builder, found none");
            }
            return new BlueGreen(this, store);
        }
    }
}
