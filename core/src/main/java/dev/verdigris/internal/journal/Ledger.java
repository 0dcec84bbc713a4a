package dev.verdigris.internal.journal;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.internal.text.Words;
import dev.verdigris.journal.EndedDeployment;
import dev.verdigris.journal.OpenDeployment;
import dev.verdigris.model.Environment;
import dev.verdigris.plan.Request;
import dev.verdigris.plan.Rollback;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where records are read, and where leases are taken.
 *
 * @param store where the records are
 * @param time the time
 * @param holder the name that a record shows as its holder's
 * @param lease how long a record stays its holder's without a sign of life
 * @param callTimeout the longest that one transmission of a change takes
 * @param ids where new ids come from, each different from all others
 */
public record Ledger(
        DeploymentStore store,
        TimeSource time,
        String holder,
        Duration lease,
        Duration callTimeout,
        Supplier<String> ids) {

    private static final Duration SLOWEST_POLL = Duration.ofSeconds(5);

    /** Told how long it waits for whom. */
    @FunctionalInterface
    public interface Waiting {
        /** It waits for that deployment, for so long at most. */
        void on(OpenDeployment open, Duration left);
    }

    /** The record of an environment. */
    public EnvironmentRecord read(Environment environment) {
        return look(environment).record();
    }

    private Sight look(Environment environment) {
        return Sight.of(store, environment.name());
    }

    /**
     * The record of an environment with nothing open.
     *
     * @param patience how long to wait for what is open to be settled
     * @throws BusyException if something is open and is not settled in time
     */
    public EnvironmentRecord settled(Environment environment, Duration patience, Waiting waiting) {
        return await(environment, patience, waiting).record();
    }

    /**
     * Takes the lease for something new.
     *
     * @param request what is asked for; null for a reconcile
     * @param patience how long to wait for what is open to be settled
     * @throws BusyException if something is open and is not settled in time
     */
    public Lease open(
            Environment environment,
            @Nullable Request request,
            List<String> checks,
            Duration patience,
            Waiting waiting) {
        long began = time.nanoTime();
        while (true) {
            Sight settled = await(environment, patience.minusNanos(time.nanoTime() - began), waiting);
            Open open = new Open(ids.get(), environment, request, checks, time.now(), holding(), null);
            Lease taken = claim(settled.record().with(open), open, null, settled.stored());
            if (taken != null) {
                return taken;
            }
        }
    }

    private Sight await(Environment environment, Duration patience, Waiting waiting) {
        long began = time.nanoTime();
        boolean lookedTwice = store.leasesExpire();
        while (true) {
            Sight sight = look(environment);
            EnvironmentRecord record = sight.record();
            if (record.open() == null) {
                return sight;
            }
            Duration left = patience.minusNanos(time.nanoTime() - began);
            OpenDeployment open = record.open().shown();
            if (!left.isNegative() && !left.isZero()) {
                waiting.on(open, left);
                pause(left);
            } else if (lookedTwice) {
                throw busy(open);
            }
            lookedTwice = true;
        }
    }

    /** Why nothing else can be begun. */
    public static BusyException busy(OpenDeployment open) {
        return new BusyException(
                "expected nothing open on " + open.environment() + ", found " + open,
                open.held()
                        ? "wait until it has ended; if its holder is dead, resume or abort it"
                        : "resume or abort it first",
                open);
    }

    /**
     * Takes the lease of what is open, to settle it.
     *
     * @param takeOver whether the operator says that the holder is dead, so that its lease need not be waited for
     * @throws RefusedException if nothing is open
     * @throws BusyException if its holder lives, or only an operator can say that it does not
     */
    public Lease recover(Environment environment, boolean takeOver, Waiting waiting) {
        Sight sight = look(environment);
        DeploymentStore.Stored first = sight.stored();
        EnvironmentRecord record = sight.record();
        Open open = opened(environment, record);
        if (!takeOver && !open.holding().left()) {
            if (!store.leasesExpire()) {
                throw new BusyException(
                        "expected what is open on " + environment.name() + " to be left by its holder, found "
                                + open.shown(),
                        "if you know that this holder is dead, take over from it (--take-over)",
                        open.shown());
            }
            outlive(environment, first, open, waiting);
        }
        Holding ours = holding();
        Lease taken = claim(record.with(open.with(ours)), open.with(ours), open.shown(), first);
        if (taken == null) {
            throw taken(environment);
        }
        return taken;
    }

    /**
     * Takes the lease of a deployment that is being finalized, at once: its holder asks before each of its changes whether
     * it is still held. A change that is under way may arrive late, by the holder's grace at most.
     *
     * @param may whether what is on record may be taken over from
     * @return what was taken; null if there is none, or it may not be
     * @throws RefusedException if the environment is not the one on record
     */
    public @Nullable Taken supersede(Environment environment, Predicate<Open> may) {
        while (true) {
            Sight sight = look(environment);
            Open open = sight.record().open();
            if (open == null || !may.test(open)) {
                return null;
            }
            Open ours = opened(environment, sight.record()).with(holding());
            Lease taken = claim(sight.record().with(ours), ours, open.shown(), sight.stored());
            if (taken != null) {
                return new Taken(taken, open);
            }
        }
    }

    /**
     * What was taken from a holder that may live.
     *
     * @param lease the lease
     * @param found what was open, held as it was before
     */
    public record Taken(Lease lease, Open found) {}

    /** A rollback that begins in the place of what it takes over from. */
    public Open next(Rollback rollback, Open.Superseded superseded, Begun begun) {
        return new Open(
                ids.get(), rollback.environment(), rollback, List.of(), time.now(), holding(), superseded, begun);
    }

    /** What is open on an environment, if it is the one on record; null if nothing is. */
    public @Nullable Open open(Environment environment) {
        EnvironmentRecord record = read(environment);
        return record.open() == null ? null : opened(environment, record);
    }

    /** Waits until a lease has expired, counted from the first sight of the record. */
    private void outlive(Environment environment, DeploymentStore.@Nullable Stored first, Open open, Waiting waiting) {
        Duration whole = open.holding().lease().plus(open.holding().grace());
        long began = time.nanoTime();
        Duration left = whole;
        while (!left.isNegative() && !left.isZero()) {
            waiting.on(open.shown(), left);
            pause(left);
            DeploymentStore.Stored now = store.find(environment.name());
            if (first == null || now == null || !now.revision().equals(first.revision())) {
                throw taken(environment);
            }
            left = whole.minusNanos(time.nanoTime() - began);
        }
    }

    /** Why the record is not ours to settle: whoever has it lives. */
    private RefusedException taken(Environment environment) {
        OpenDeployment open = opened(environment, read(environment)).shown();
        return new BusyException(
                "expected what is open on " + environment.name() + " to be left by its holder, found it alive: " + open,
                "wait until it has ended",
                open);
    }

    private static Open opened(Environment environment, EnvironmentRecord record) {
        Open open = record.open();
        if (open == null) {
            throw new RefusedException(
                    "expected something open on " + environment.name() + ", found nothing",
                    "deploy, roll back or clean up as you like");
        }
        if (!open.environment().withTags(environment.tags()).equals(environment)) {
            throw new RefusedException(
                    "expected the environment as it is on record, " + open.environment() + ", found " + environment,
                    "name the same groups, target group and parameter");
        }
        return open;
    }

    /**
     * Removes what is open from the record, whoever holds it, without settling it. Its originals are kept; that a fleet is
     * kept warm is not, since nobody can say any more what runs there.
     *
     * @throws RefusedException if nothing is open
     */
    public EndedDeployment unlock(Environment environment, String reason) {
        Sight sight = look(environment);
        EnvironmentRecord record = sight.record();
        Open open = opened(environment, record);
        EndedDeployment ended = ended(open, EndedDeployment.Ending.UNLOCKED, reason);
        EnvironmentRecord unlocked = record.remembering(ended).closed();
        if (open.begun() != null) {
            unlocked = unlocked.restoring(Originals.of(open.id(), open.begun().preimage()))
                    .keeping(null)
                    .serving(null);
        }
        try {
            String name = environment.name();
            String text = RecordText.write(name, unlocked.fenced(), 0);
            Writing.once(store, name, text, () -> store.claim(name, text, revision(sight.stored())));
        } catch (PortException.Conflict e) {
            throw new RefusedException(
                    "expected the record of " + environment.name() + " to stay as it was read, found it changed",
                    "look again, and decide anew");
        }
        return ended;
    }

    /** Something open as it is remembered once it has ended by our hand. */
    public EndedDeployment ended(Open open, EndedDeployment.Ending ending, String cause) {
        OpenDeployment shown = open.shown();
        return new EndedDeployment(
                open.id(),
                ending,
                shown.from(),
                shown.to(),
                holder,
                open.since(),
                age(open),
                Words.shortened(cause, EnvironmentRecord.LONGEST_CAUSE));
    }

    /** How long something has been open, by the clocks of two machines: never negative. */
    Duration age(Open open) {
        Duration age = Duration.between(open.since(), time.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private Holding holding() {
        return new Holding(holder, ids.get(), lease, callTimeout, 0, false);
    }

    /** Null if somebody else was faster. */
    private @Nullable Lease claim(
            EnvironmentRecord record,
            Open open,
            @Nullable OpenDeployment taken,
            DeploymentStore.@Nullable Stored stored) {
        EnvironmentRecord ours = record.fenced();
        long nanos = time.nanoTime();
        Instant at = time.now();
        try {
            String environment = open.environment().name();
            String text = RecordText.write(environment, ours, 0);
            String revision =
                    Writing.once(store, environment, text, () -> store.claim(environment, text, revision(stored)));
            Lease lease = new Lease(store, time, callTimeout, open, taken, ours, revision, nanos, at);
            confirm(lease, text);
            return lease;
        } catch (PortException.Conflict e) {
            return null;
        }
    }

    private static @Nullable String revision(DeploymentStore.@Nullable Stored stored) {
        return stored == null ? null : stored.revision();
    }

    /** Looks at what was claimed. Where that does not show it, what is new is given back, and what is taken up stays as it is. */
    private void confirm(Lease lease, String text) {
        Environment environment = lease.opened().environment();
        String token = lease.opened().holding().token();
        boolean ours;
        try {
            ours = Interrupts.deferred(() -> ReadBack.shows(store, environment.name(), text, token));
        } catch (VerdigrisException e) {
            if (lease.taken() == null) {
                giveBack(lease, e);
            }
            throw e;
        }
        if (!ours) {
            throw lost(environment);
        }
    }

    /** Somebody has claimed what was claimed here: at the same moment, or after it had not been looked at for long. */
    private RefusedException lost(Environment environment) {
        Open open = read(environment).open();
        return open == null
                ? new RefusedException(
                        "expected to hold " + environment.name() + " after claiming it, found that somebody else has"
                                + " taken it and ended",
                        "see how the environment stands, and decide anew")
                : busy(open.shown());
    }

    private static void giveBack(Lease lease, VerdigrisException why) {
        try {
            Interrupts.deferred(() -> {
                lease.close(UnaryOperator.identity());
                return lease;
            });
        } catch (VerdigrisException e) {
            why.addSuppressed(e);
        }
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
                    "interrupted while waiting for the record, with " + Words.duration(left) + " left",
                    "try again when nothing interrupts it");
        }
    }
}
