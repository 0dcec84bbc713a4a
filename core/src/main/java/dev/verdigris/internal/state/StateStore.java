package dev.verdigris.internal.state;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Request;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads deployment states, and takes leases on them. */
public final class StateStore {
    private static final Duration SLOWEST_POLL = Duration.ofSeconds(5);

    private final DeploymentStore store;
    private final TimeSource time;
    private final String holder;
    private final Duration lease;
    private final Duration callTimeout;
    private final Supplier<String> ids;
    private final Claims claims;
    private final LastingFacts lasting = new LastingFacts();

    /**
     * @param store where the deployment states are
     * @param time the time
     * @param holder the name that a deployment state shows as its holder's
     * @param lease how long a deployment state stays its holder's without a heartbeat
     * @param callTimeout the longest that one transmission of a change takes
     * @param ids where new ids come from, each different from all others
     */
    public StateStore(
            DeploymentStore store,
            TimeSource time,
            String holder,
            Duration lease,
            Duration callTimeout,
            Supplier<String> ids) {
        this.store = store;
        this.time = time;
        this.holder = holder;
        this.lease = lease;
        this.callTimeout = callTimeout;
        this.ids = ids;
        this.claims = new Claims(store, time, callTimeout);
    }

    /** Told how long it waits for whom. */
    @FunctionalInterface
    public interface Waiting {
        /** Told that a deployment is waited for, for so long at most. */
        void on(DeploymentInProgress current, Duration left);
    }

    /** The name that a deployment state shows as its holder's. */
    public String holder() {
        return holder;
    }

    /** The deployment state of an environment. */
    public DeploymentState read(Environment environment) {
        return look(environment).state();
    }

    private Sight look(Environment environment) {
        return Sight.of(store, environment, lasting);
    }

    /**
     * The deployment state of an environment with nothing in progress.
     *
     * @param waitTimeout how long to wait for what is in progress to be resolved
     * @throws BusyException if something is in progress and does not end in time
     */
    public DeploymentState idle(Environment environment, Duration waitTimeout, Waiting waiting) {
        return await(environment, waitTimeout, waiting).state();
    }

    /**
     * Takes the lease for something new.
     *
     * @param request what is asked for; null for a reconcile
     * @param waitTimeout how long to wait for what is in progress to be resolved
     * @throws BusyException if something is in progress and does not end in time
     */
    public Lease take(
            Environment environment,
            @Nullable Request request,
            Participants participants,
            Duration waitTimeout,
            Waiting waiting) {
        long began = time.nanoTime();
        while (true) {
            Sight resolved = await(environment, waitTimeout.minusNanos(time.nanoTime() - began), waiting);
            CurrentDeployment current =
                    new CurrentDeployment(id(request), environment, request, participants, time.now(), holding(), null);
            Lease taken = claims.claim(resolved.state().with(current), current, null, resolved.stored());
            if (taken != null) {
                return taken;
            }
        }
    }

    private String id(@Nullable Request request) {
        String own = request == null ? null : request.id();
        return own == null ? ids.get() : own;
    }

    private Sight await(Environment environment, Duration waitTimeout, Waiting waiting) {
        long began = time.nanoTime();
        boolean lookedTwice = store.leasesExpire();
        while (true) {
            Sight sight = look(environment);
            DeploymentState state = sight.state();
            if (state.current() == null) {
                awaitVisible(state);
                return sight;
            }
            Duration left = waitTimeout.minusNanos(time.nanoTime() - began);
            DeploymentInProgress current = state.current().shown();
            if (!left.isNegative() && !left.isZero()) {
                waiting.on(current, left);
                pause(left);
            } else if (lookedTwice) {
                throw busy(current);
            }
            lookedTwice = true;
        }
    }

    /** Waits until every read shows what the deployment that ended last has changed. */
    private void awaitVisible(DeploymentState state) {
        Visible visible = Visible.of(state, time);
        Duration left = visible.in(time);
        while (!left.isZero()) {
            pause(left);
            left = visible.in(time);
        }
    }

    private static String remedy(DeploymentInProgress current) {
        DeploymentInProgress.Waiting waiting = current.waitingFor();
        if (current.held()) {
            return "wait until it has ended; if its holder is dead, resume or abort it";
        }
        if (waiting == null) {
            return "resume or abort it first";
        }
        return "promote or abort it first" + (waiting.until() == null ? "" : "; once it has expired, resume it");
    }

    /** The refusal to begin anything else. */
    public static BusyException busy(DeploymentInProgress current) {
        return new BusyException(
                "expected nothing in progress on " + current.environment() + ", found " + current,
                remedy(current),
                current);
    }

    /**
     * What was found in progress, to be resolved.
     *
     * @param environment the environment
     * @param sight the deployment state
     * @param current what is in progress
     */
    public record Found(Environment environment, Sight sight, CurrentDeployment current) {}

    /**
     * Finds what is in progress, to resolve it.
     *
     * @throws RefusedException if nothing is in progress, or the environment is not the one in the deployment state
     */
    public Found inProgress(Environment environment) {
        Sight sight = look(environment);
        return new Found(environment, sight, opened(environment, sight.state()));
    }

    /**
     * Takes the lease of what was found in progress, to resolve it.
     *
     * @param takeOver whether the operator says that the holder is dead, so that its lease need not be waited for
     * @throws BusyException if its holder lives, or only an operator can say that it does not
     */
    public Lease recover(Found found, boolean takeOver, Waiting waiting) {
        Environment environment = found.environment;
        CurrentDeployment current = found.current;
        DeploymentStore.Stored first = found.sight.stored();
        if (!takeOver && !current.holding().left()) {
            if (!store.leasesExpire()) {
                throw new BusyException(
                        "expected nobody to hold what is in progress on " + environment.name() + ", found "
                                + current.shown(),
                        "if you know that this holder is dead, take over from it (--take-over)",
                        current.shown());
            }
            outlive(environment, first, current, waiting);
        }
        CurrentDeployment ours = current.with(holding());
        Lease taken = claims.claim(found.sight.state().with(ours), ours, current.shown(), first);
        if (taken == null) {
            throw taken(environment);
        }
        return taken;
    }

    /**
     * Takes the lease of a deployment that is being finalized, at once: its holder asks before each of its changes
     * whether it is still held. A change that is under way may arrive late, by the holder's grace at most.
     *
     * @param may whether what is in the deployment state may be taken over from
     * @return what was taken; null if there is none, or it may not be
     * @throws RefusedException if the environment is not the one in the deployment state
     */
    public @Nullable Taken supersede(Environment environment, Predicate<CurrentDeployment> may) {
        while (true) {
            Sight sight = look(environment);
            CurrentDeployment current = sight.state().current();
            if (current == null || !may.test(current)) {
                return null;
            }
            CurrentDeployment ours = opened(environment, sight.state()).with(holding());
            Lease taken = claims.claim(sight.state().with(ours), ours, current.shown(), sight.stored());
            if (taken != null) {
                return new Taken(taken, current);
            }
        }
    }

    /**
     * A lease that was taken from a holder that may live.
     *
     * @param lease the lease
     * @param found what was in progress, held as it was before
     */
    public record Taken(Lease lease, CurrentDeployment found) {}

    /** A rollback that begins in the place of what it takes over from. */
    public CurrentDeployment next(
            Request rollback, Participants participants, CurrentDeployment.Superseded superseded, Execution begun) {
        return new CurrentDeployment(
                id(rollback), rollback.environment(), rollback, participants, time.now(), holding(), superseded, begun);
    }

    /** The deployment in progress on an environment, if that is the one in the deployment state; null if nothing is. */
    public @Nullable CurrentDeployment current(Environment environment) {
        DeploymentState state = read(environment);
        return state.current() == null ? null : opened(environment, state);
    }

    /** Waits until a lease has expired, counted from the first sight of the deployment state. */
    private void outlive(
            Environment environment,
            DeploymentStore.@Nullable Stored first,
            CurrentDeployment current,
            Waiting waiting) {
        Duration whole = current.holding().lease().plus(current.holding().grace());
        long began = time.nanoTime();
        Duration left = whole;
        while (!left.isNegative() && !left.isZero()) {
            waiting.on(current.shown(), left);
            pause(left);
            DeploymentStore.Stored now = store.find(environment.stateKey());
            if (first == null || now == null || !now.revision().equals(first.revision())) {
                throw taken(environment);
            }
            left = whole.minusNanos(time.nanoTime() - began);
        }
    }

    /** The refusal to resolve a deployment state whose holder lives. */
    private RefusedException taken(Environment environment) {
        DeploymentInProgress current = opened(environment, read(environment)).shown();
        return new BusyException(
                "expected nobody to hold what is in progress on " + environment.name() + ", found its holder alive: "
                        + current,
                "wait until it has ended",
                current);
    }

    private static CurrentDeployment opened(Environment environment, DeploymentState state) {
        CurrentDeployment current = state.current();
        if (current == null) {
            throw new RefusedException(
                    "expected something in progress on " + environment.name() + ", found nothing",
                    "deploy, roll back or clean up as you like");
        }
        if (!current.environment().withTags(environment.tags()).equals(environment)) {
            throw new RefusedException(
                    "expected the environment as it is in the deployment state, " + current.environment() + ", found "
                            + environment,
                    "name the same groups, target group and parameter");
        }
        return current;
    }

    /**
     * Removes what is in progress from the deployment state, whoever holds it, without resolving it. Its originals are
     * kept; that a fleet is kept warm is not, since nobody can say any more what runs there. What changes no size leaves
     * both as they were.
     *
     * @throws RefusedException if nothing is in progress
     */
    public EndedDeployment unlock(Environment environment, String reason) {
        Sight sight = look(environment);
        DeploymentState state = sight.state();
        CurrentDeployment current = opened(environment, state);
        EndedDeployment ended = ended(current, EndedDeployment.Ending.UNLOCKED, reason + current.adopted());
        DeploymentState unlocked = state.remembering(ended).closed();
        if (current.execution() != null) {
            unlocked = unlocked.releasing(current.unresolved() == null ? state.released() : current.unresolved());
            unlocked = unlocked.unconfirmed(current.participants().of(Participant.Kind.FOLLOWER));
            if (current.resizes()) {
                unlocked = unlocked.restoring(current.originals()).keeping(null).serving(null);
            }
        }
        try {
            String key = environment.stateKey();
            String text = StateText.write(environment.name(), unlocked.fenced(), 0);
            Writing.once(store, key, text, () -> store.claim(key, text, Claims.revision(sight.stored())));
        } catch (PortException.Conflict e) {
            throw new RefusedException(
                    "expected the deployment state of " + environment.name()
                            + " to stay as it was read, found it changed",
                    "read it again, and decide anew");
        }
        return ended;
    }

    /** A deployment as it is remembered once it has ended by our hand. */
    public EndedDeployment ended(CurrentDeployment current, EndedDeployment.Ending ending, String cause) {
        DeploymentInProgress shown = current.shown();
        return new Ended(
                current.id(),
                shown.verb(),
                ending,
                shown.from(),
                shown.to(),
                holder,
                current.since(),
                age(current),
                Words.shortened(cause, DeploymentState.LONGEST_CAUSE),
                current.release(),
                current.promoted());
    }

    /** The time for which something has been in progress, by the clocks of two machines: never negative. */
    Duration age(CurrentDeployment current) {
        Duration age = Duration.between(current.since(), time.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private Holding holding() {
        return new Holding(holder, ids.get(), lease, callTimeout, 0, false);
    }

    private void pause(Duration left) {
        Duration poll = lease.dividedBy(4);
        if (poll.compareTo(SLOWEST_POLL) > 0) {
            poll = SLOWEST_POLL;
        }
        try {
            time.sleep(poll.compareTo(left) < 0 ? poll : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(
                    "interrupted while waiting for the deployment state, with " + Words.duration(left) + " left",
                    "try again when nothing interrupts it");
        }
    }
}
