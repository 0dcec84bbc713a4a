package dev.verdigris.internal.state;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.text.Words;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The permission to change an environment, and its deployment state as it was last written by whoever has that
 * permission. A lease is lost when somebody else has claimed the deployment state; it is never given back after that.
 */
public final class Lease implements Permit {
    /**
     * The room that is kept, in bytes: a step (60), pins (60), what served (30), a cause of few words (200), and another
     * holder's name (300) and numbers (80) in the place of those that were there at the beginning.
     */
    static final int ROOM = 730;

    /** The room that is kept for each gate, in bytes: when it is promoted (80) and by whom (300); why is told where it fits. */
    static final int ROOM_OF_A_GATE = 380;

    /** The room for an instance that is replaced, in bytes; and for the word that says so. */
    private static final int REPLACED = 20;

    /** Longer than any pause. */
    private static final Duration SELDOM = Duration.ofDays(1);

    private final DeploymentStore store;
    private final TimeSource time;
    private final Duration callTimeout;
    private final CurrentDeployment opened;
    /** How long after a write the next one is due, and one that failed is tried again. */
    private final Duration half;

    private final Duration retry;
    private final @Nullable DeploymentInProgress taken;
    private final LastingText lasting = new LastingText();
    private DeploymentState state;
    private String revision;
    private Moment written;
    /** Why it is lost; null if it is not. */
    private @Nullable PermitDeniedException lost;
    /** Whether it has ended with its deployment. */
    private boolean ended;

    Lease(
            DeploymentStore store,
            TimeSource time,
            Duration callTimeout,
            CurrentDeployment opened,
            @Nullable DeploymentInProgress taken,
            DeploymentState state,
            String revision,
            Moment written) {
        this.store = store;
        this.time = time;
        this.callTimeout = callTimeout;
        this.opened = opened;
        this.half = opened.holding().lease().dividedBy(2);
        this.retry = opened.holding().lease().dividedBy(12);
        this.taken = taken;
        this.state = state;
        this.revision = revision;
        this.written = written;
    }

    /** The deployment in progress under this lease, as it was when the lease was taken. */
    public CurrentDeployment deployment() {
        return opened;
    }

    /** The deployment that was found in progress and is resumed; null if this one is new. */
    public @Nullable DeploymentInProgress taken() {
        return taken;
    }

    /** The deployment state as it was last written. */
    public synchronized DeploymentState state() {
        return state;
    }

    /** Whether it is lost, or has ended. */
    public synchronized boolean over() {
        return ended || lost != null;
    }

    private void requireNotOver() {
        if (lost != null) {
            throw lost;
        }
        if (ended) {
            throw new PermitDeniedException(
                    "expected the deployment to be in progress when a change is sent, found that it has ended",
                    "do not use a permit after its deployment");
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A change is only sent while what is left of the lease exceeds the time-out of its call; where it does not, the
     * lease is renewed first.
     */
    @Override
    public synchronized void check() {
        requireNotOver();
        try {
            if (mayBeTaken()) {
                requireHeld();
            }
            if (store.leasesExpire() && !lasting()) {
                write(UnaryOperator.identity());
                requireLasting();
            }
        } catch (PortException e) {
            throw new PermitDeniedException(
                    "expected to hold the deployment state of " + environment() + ", found that it cannot be said: "
                            + e.problem(),
                    e.remedy(),
                    e);
        }
    }

    /**
     * Whether somebody may take it at any moment: an operator where leases do not expire, and everywhere a rollback
     * from a deployment that is being finalized.
     */
    private boolean mayBeTaken() {
        CurrentDeployment current = state.current();
        return !store.leasesExpire() || (current != null && current.finalizing());
    }

    /** An answer that was long on its way says nothing of now, so it is asked for once more. */
    private void requireHeld() {
        for (int asked = 0; asked < 2; asked++) {
            Moment before = Moment.now(time);
            askHeld();
            if (before.passed(time).compareTo(callTimeout) <= 0) {
                return;
            }
        }
        throw new PermitDeniedException(
                "expected to hear within " + Words.duration(callTimeout) + " whether " + environment()
                        + " is still held, found that it took longer",
                "see why the deployment store is so slow");
    }

    /** A write of ours whose answer was lost is no other holder's. */
    private void askHeld() {
        if (store.held(key(), revision)) {
            return;
        }
        String own = store.leasesExpire() ? ownRevision() : null;
        if (own == null) {
            throw lose(null);
        }
        revision = own;
    }

    /** Whether what is left of it exceeds the time-out of a call. */
    private boolean lasting() {
        return opened.holding().lease().minus(elapsed()).compareTo(callTimeout) > 0;
    }

    /** Somebody may have taken the deployment state since, if its renewal took that long. */
    private void requireLasting() {
        if (!lasting()) {
            throw new PermitDeniedException(
                    "expected to renew the lease on " + environment() + " while it lasts, found that it took "
                            + Words.duration(elapsed()),
                    "see why the deployment store is so slow");
        }
    }

    /** Whether a heartbeat is due: once half of the lease has passed. Where leases do not expire, none ever is. */
    public synchronized boolean due() {
        return store.leasesExpire() && !over() && untilDue().isZero();
    }

    /** The longest wait until the next heartbeat, or until one that failed is tried again. */
    public synchronized Duration rhythm() {
        if (!store.leasesExpire()) {
            return SELDOM;
        }
        Duration left = untilDue();
        return left.compareTo(retry) > 0 ? left : retry;
    }

    private Duration untilDue() {
        Duration left = half.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration elapsed() {
        return written.passed(time);
    }

    /**
     * Writes the deployment state, which renews the lease.
     *
     * @throws PermitDeniedException if the lease is lost
     * @throws PortException if it could not be written
     */
    public synchronized void write(UnaryOperator<DeploymentState> change) {
        write(change, 0);
    }

    /**
     * Writes what is about to begin, while there is room on the deployment state for what may become of it.
     *
     * @throws PermitDeniedException if the lease is lost
     * @throws RefusedException if there is not
     * @throws PortException if it could not be written
     */
    public synchronized void begin(Execution begun) {
        begin(begun, UnaryOperator.identity());
    }

    /** Begins as {@link #begin(Execution)} does, in one write with what is to last beyond its end. */
    public synchronized void begin(Execution begun, UnaryOperator<DeploymentState> lasting) {
        write(
                state -> lasting.apply(state.with((state.current() == null ? opened : state.current()).with(begun))),
                room(opened));
    }

    private static int room(CurrentDeployment of) {
        int replacements = of.request() == null ? 0 : of.request().policy().replacements();
        return ROOM + ROOM_OF_A_GATE * of.gates().size() + (replacements == 0 ? 0 : REPLACED * (replacements + 1));
    }

    private void write(UnaryOperator<DeploymentState> change, int spare) {
        requireNotOver();
        DeploymentState next = change.apply(state);
        CurrentDeployment current = next.current();
        if (current != null) {
            next = next.with(current.with(current.holding().written()));
        }
        Moment writing = Moment.now(time);
        String text = StateText.write(environment(), next, spare, lasting);
        try {
            revision = replace(text, revision);
        } catch (PortException.Conflict e) {
            String own = ownRevision();
            if (own == null) {
                throw lose(e);
            }
            try {
                revision = replace(text, own);
            } catch (PortException.Conflict again) {
                throw lose(again);
            }
        }
        state = next;
        written = writing;
    }

    /**
     * Ends what is in progress under this lease in the history, and puts something else in the deployment state in its
     * place, already begun.
     *
     * @param next what is in progress from then on, held as this lease is
     * @param change what becomes of the rest of the deployment state
     * @return the lease of it; this one is at its end
     * @throws PermitDeniedException if the lease is lost
     * @throws RefusedException if there is no room on the deployment state for what may become of it
     * @throws PortException if it could not be written
     */
    public synchronized Lease succeeded(CurrentDeployment next, UnaryOperator<DeploymentState> change) {
        CurrentDeployment current = state.current() == null ? opened : state.current();
        CurrentDeployment held = next.with(current.holding());
        write(kept -> change.apply(kept).with(held), room(held));
        Lease successor = new Lease(store, time, callTimeout, held, opened.shown(), state, revision, written);
        ended = true;
        return successor;
    }

    /** Writes the deployment state with nothing in progress, which ends the lease. */
    public synchronized void close(UnaryOperator<DeploymentState> change) {
        DeploymentState closed = change.apply(state).closed();
        try {
            write(kept -> closed);
        } catch (PermitDeniedException e) {
            if (!ended(closed)) {
                throw e;
            }
        }
        ended = true;
    }

    /** Writes the deployment state as interrupted, to be resolved by the next process, which ends the lease. */
    public synchronized void leave(Execution begun) {
        write(state -> {
            CurrentDeployment current = state.current() == null ? opened : state.current();
            return state.with(current.with(begun).with(current.holding().leaving()));
        });
        ended = true;
    }

    private String replace(String text, String expected) {
        return Writing.once(store, key(), text, () -> store.replace(key(), text, expected));
    }

    /**
     * The revision of an earlier write of ours whose answer was lost; null if the deployment state is not ours any
     * more.
     */
    private @Nullable String ownRevision() {
        Sight sight = look();
        CurrentDeployment current = sight.state().current();
        return current != null
                        && sight.stored() != null
                        && current.holding().token().equals(token())
                ? sight.stored().revision()
                : null;
    }

    /**
     * Whether that very end of what was in progress is in the deployment state, though somebody has claimed the
     * deployment state since.
     */
    private boolean ended(DeploymentState closed) {
        EndedDeployment end =
                closed.history().isEmpty() ? null : closed.history().get(0);
        if (end == null || !end.id().equals(opened.id())) {
            return false;
        }
        return look().state().history().contains(end);
    }

    /** Reads what somebody else wrote; nothing of ours is in what cannot be read. */
    private Sight look() {
        try {
            return Sight.of(store, opened.environment());
        } catch (RefusedException e) {
            return new Sight(null, DeploymentState.BLANK);
        }
    }

    private PermitDeniedException lose(PortException.@Nullable Conflict conflict) {
        PermitDeniedException denied = new PermitDeniedException(
                "expected to hold the deployment state of " + environment() + ", found " + holderNow(),
                "see how the environment stands; if something is still in progress, resume or abort it");
        if (conflict != null) {
            denied.addSuppressed(conflict);
        }
        lost = denied;
        return denied;
    }

    private String holderNow() {
        try {
            DeploymentState now = look().state();
            CurrentDeployment current = now.current();
            if (current != null && current.tookOverFrom(opened.id())) {
                return "that a rollback has taken over, which "
                        + current.holding().holder() + " ordered while this deployment was being finalized";
            }
            for (EndedDeployment ended : now.history()) {
                if (ended.id().equals(opened.id()) && ended.ending() == EndedDeployment.Ending.SUPERSEDED) {
                    return "that a rollback has taken over and ended";
                }
            }
            return current == null
                    ? "that it has been resolved by somebody else"
                    : "it held by " + current.holding().holder();
        } catch (PortException e) {
            return "it claimed by somebody else, who cannot be read: " + e.problem();
        }
    }

    private String key() {
        return opened.environment().stateKey();
    }

    private String environment() {
        return opened.environment().name();
    }

    private String token() {
        return opened.holding().token();
    }
}
