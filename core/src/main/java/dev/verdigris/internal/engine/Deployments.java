package dev.verdigris.internal.engine;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Preflight;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.StateStore;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.world.Followers;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Request;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins what has a plan: takes the lease, looks at the world under it, puts in the deployment
 * state what is about to begin, and only then lets a run change anything.
 */
public final class Deployments {
    private final Cloud cloud;
    private final StateStore states;
    private final Registered registered;
    private final Following following;
    private final Duration waitTimeout;
    private final Listener listener;

    /**
     * @param cloud the ports
     * @param states where the deployment states are
     * @param registered the user's own code, by name
     * @param waitTimeout how long to wait for what others have in progress
     * @param listener who is told
     */
    public Deployments(Cloud cloud, StateStore states, Registered registered, Duration waitTimeout, Listener listener) {
        this.cloud = cloud;
        this.states = states;
        this.registered = registered;
        this.following = new Following(registered);
        this.waitTimeout = waitTimeout;
        this.listener = listener;
    }

    /** Everything that is observed of an environment, with what is in the deployment state of it. */
    public Snapshot observe(Environment environment, DeploymentState state) {
        return new Looks(cloud).at(environment, state);
    }

    /** The preflight of a request's strategy, some of it made only when it is asked for. */
    TrafficPreflight preflight(Request request, Snapshot snapshot) {
        return strategy(request).preflight(cloud, snapshot);
    }

    /**
     * What of the hooks must be registered.
     *
     * @param forced why it is gone back, or finalized, without those that are not; null if it is not
     */
    RequiredHooks hooks(@Nullable String forced) {
        return new RequiredHooks(registered, forced);
    }

    /** What followers have to do with a request. */
    Following following() {
        return following;
    }

    /** The user's own code, by name. */
    Registered registered() {
        return registered;
    }

    static TrafficStrategy strategy(Request request) {
        return Strategies.of(request);
    }

    /** A plan, made from the world and the deployment state as they are. */
    public RecipePlan plan(Request request) {
        Participants names = following.participants(request);
        if (Verb.of(request).goesBack()) {
            return atOnce(
                    request,
                    waiting -> plan(request, names, states.idle(request.environment(), waiting, this::waitingToGoBack)),
                    Superseding::plan);
        }
        return plan(request, names, idle(request.environment()));
    }

    /** Everything that is odd, or stands in the way of a deployment. */
    public List<Finding> validate(Environment environment) {
        DeploymentState state = states.read(environment);
        Snapshot snapshot = new Looks(cloud).at(Deployment.of(environment), state);
        return Inspection.findings(
                environment,
                snapshot,
                state,
                preflight(Deployment.of(environment), snapshot),
                cloud.time().now(),
                following.names());
    }

    /** The deployment state of an environment, once nothing is in progress on it. */
    DeploymentState idle(Environment environment) {
        return states.idle(environment, waitTimeout, this::waiting);
    }

    /** The lease of a reconcile, once nothing is in progress on the environment. */
    Lease reconciling(Environment environment) {
        return states.take(environment, null, Participants.none(), waitTimeout, this::waiting);
    }

    RecipePlan plan(Request request, Participants names, DeploymentState state) {
        Finding unlocked = Inspection.unlocked(request.environment(), state);
        if (unlocked != null) {
            throw new RefusedException(List.of(unlocked));
        }
        OnlyOnce.require(request, state);
        Expiry.require(request, state, cloud.time().now());
        following.require(request, state);
        new Probing(cloud, registered).requireTaken(request, names);
        Snapshot snapshot = new Looks(cloud).at(request, state);
        Preflight preflight = Preflight.of(request, snapshot, preflight(request, snapshot));
        RecipePlan plan = RecipePlan.of(strategy(request), request, preflight.preimage(), names, preflight.notes());
        following.requireUnused(plan);
        return plan;
    }

    /** Plans under the lease, and performs the plan. */
    public Outcome deploy(Request request) {
        Participants names = following.participants(request);
        Lease lease = take(request, names, null);
        return lease.deployment().execution() != null
                ? goOn(lease)
                : perform(lease, planned(lease, () -> plan(request, names, lease.state())));
    }

    /** Performs a plan, if the world is still as it was when the plan was made. */
    public Outcome execute(SwitchPlan shown) {
        RecipePlan plan = RecipePlan.from(shown);
        requireRegistered(plan.participants());
        Lease lease = take(plan.request(), plan.participants(), plan);
        if (lease.deployment().execution() != null) {
            return goOn(lease);
        }
        return perform(lease, planned(lease, () -> {
            RecipePlan now = plan(plan.request(), plan.participants(), lease.state());
            requireSame(plan.preimage(), now.preimage());
            return plan;
        }));
    }

    /** Lets a rollback take over at once, before any waiting for what is in progress to end. */
    private <T> T atOnce(
            Request rollback, Function<Duration, T> otherwise, Function<Superseding, @Nullable T> takingOver) {
        try {
            return otherwise.apply(Duration.ZERO);
        } catch (BusyException e) {
            T taken = takingOver.apply(new Superseding(this, states, rollback));
            if (taken != null) {
                return taken;
            }
            if (rollsBack(e.deployment())) {
                throw e;
            }
            return otherwise.apply(waitTimeout);
        }
    }

    static void requireSame(Preimage planned, Preimage now) {
        List<String> differences = planned.differences(now);
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    "expected the world as it was when the plan was made, found that " + String.join("; ", differences),
                    "plan again");
        }
    }

    /** Performs what has begun, from where the deployment state says that it is. */
    private Outcome goOn(Lease lease) {
        return goOn(lease, null);
    }

    /**
     * Performs what has begun, as somebody resolves it.
     *
     * @param forced why it is done without hooks that are not registered here; null if it is not
     */
    Outcome goOn(Lease lease, @Nullable String forced) {
        return perform(lease, begun(lease.deployment()), forced);
    }

    /** The plan of what has begun. */
    static RecipePlan begun(CurrentDeployment current) {
        if (current.request() == null || current.execution() == null) {
            throw new IllegalStateException("expected a plan that has begun, found " + current.shown());
        }
        return RecipePlan.of(
                strategy(current.request()),
                current.request(),
                current.execution().preimage(),
                current.participants());
    }

    /** The lease of something new; or of a rollback that has taken over, and begun already. */
    private Lease take(Request request, Participants names, @Nullable RecipePlan expected) {
        Environment environment = request.environment();
        if (Verb.of(request).goesBack()) {
            return atOnce(
                    request,
                    waiting -> states.take(environment, request, names, waiting, this::waitingToGoBack),
                    superseding -> superseding.take(expected));
        }
        return states.take(environment, request, names, waitTimeout, this::waiting);
    }

    /** Makes a plan under a lease; if that cannot be done, gives the lease back, since nothing was changed. */
    RecipePlan planned(Lease lease, Supplier<RecipePlan> planning) {
        try {
            RecipePlan plan = planning.get();
            lease.begin(
                    Execution.at(
                            plan.preimage(),
                            plan.recipe().steps().get(0).planned().phase()),
                    state -> following.begins(plan, state));
            if (Verb.of(plan.request()).movesTraffic()) {
                rehearse(lease, plan);
            }
            return plan;
        } catch (RuntimeException e) {
            RuntimeException refused = e instanceof PermitDeniedException denied
                    ? new RefusedException(denied.problem(), denied.remedy())
                    : e;
            if (!lease.over()) {
                giveBack(lease, refused);
            }
            throw refused;
        }
    }

    /**
     * The permission that the cutover needs, and every way back from it, is found out before the first change. Where it
     * cannot be found out, the deployment continues: it would be undone as far as it can be.
     */
    private void rehearse(Lease lease, RecipePlan plan) {
        try {
            strategy(plan.request()).rehearse(cloud, Terms.of(plan.request(), plan.preimage()), lease);
        } catch (PortException.Denied e) {
            throw new RefusedException(
                    "expected the credentials to allow what the cutover needs, found " + e.problem(), e.remedy());
        } catch (PortException e) {
            listener.on(new Events.Noted(
                    cloud.time().now(),
                    plan.request().environment().name(),
                    lease.deployment().id(),
                    null,
                    "whether the credentials may deregister targets could not be found out: " + e.problem()));
        }
    }

    static void giveBack(Lease lease, RuntimeException why) {
        lastly(() -> lease.close(state -> state), why);
    }

    static void leave(Lease lease, Execution execution, RuntimeException why) {
        lastly(() -> lease.leave(execution), why);
    }

    private static void lastly(Runnable writing, RuntimeException why) {
        try {
            uninterrupted(writing);
        } catch (VerdigrisException e) {
            if (!e.equals(why)) {
                why.addSuppressed(e);
            }
        }
    }

    /** Lets an interrupt wait until something is done, since a call of an interrupted thread may be broken off. */
    static void uninterrupted(Runnable action) {
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The followers of an environment, each asked whether it still uses the idle color; null asks none. */
    public List<Followers.Seen> followers(Environment environment, DeploymentState state, @Nullable Color idle) {
        return new Followers(environment, registered).seen(state.followerNames(), idle);
    }

    void requireRegistered(Participants names) {
        List<Participant> missing = registered.missing(names);
        if (!missing.isEmpty()) {
            Participant first = missing.get(0);
            throw new RefusedException(
                    "expected the plan's " + first.kind().label() + " '" + first.name() + "' to be registered, found "
                            + registered.participants().of(first.kind()),
                    first.kind() == Kind.FOLLOWER ? Following.REMEDY : "register it on the builder, or plan again");
        }
    }

    Outcome perform(Lease lease, RecipePlan plan) {
        return perform(lease, plan, null);
    }

    private Outcome perform(Lease lease, RecipePlan plan, @Nullable String forced) {
        Outcome outcome = new Run(cloud, plan, lease, registered, forced, listener).perform();
        return Verb.of(plan.request()).dueOnly()
                ? outcome
                : expiry().after(outcome, plan.request().environment(), lease.state());
    }

    /** Scales down what is kept warm past its time, unless somebody else has begun something. */
    Expiry expiry() {
        Deployments atOnce = new Deployments(cloud, states, registered, Duration.ZERO, listener);
        return new Expiry(cloud.time(), listener, atOnce::deploy);
    }

    /** A rollback does not wait for another one to end: it would go to the color that this one leaves. */
    private void waitingToGoBack(DeploymentInProgress current, Duration left) {
        if (rollsBack(current)) {
            throw StateStore.busy(current);
        }
        waiting(current, left);
    }

    private static boolean rollsBack(@Nullable DeploymentInProgress current) {
        return current != null && current.verb().equals("rollback");
    }

    void waiting(DeploymentInProgress current, Duration left) {
        listener.on(new Events.LeaseWaiting(cloud.time().now(), current, left));
    }
}
