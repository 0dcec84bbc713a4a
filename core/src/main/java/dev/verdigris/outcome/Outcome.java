package dev.verdigris.outcome;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a deployment, or of whatever else has a plan: how it ended, as far as this run of it is concerned. A refusal
 * is no outcome: then nothing was changed, and a {@link dev.verdigris.error.RefusedException} was thrown.
 *
 * <p>There are five endings; another one may be added in a minor version. {@link #fold} decides among them:
 *
 * <pre>{@code
 * int code = outcome.<Integer>fold()
 *         .succeeded(done -> 0)
 *         .rolledBack(back -> 1)
 *         .orElse(other -> 2);
 * }</pre>
 *
 * <p>Immutable. The factories are there for tests of what decides by outcome.
 */
public abstract class Outcome {
    private final Report report;

    private Outcome(Report report) {
        this.report = report;
    }

    /** An outcome that did what was asked. */
    public static Succeeded succeeded(Report report) {
        return new Succeeded(report);
    }

    /** An outcome that failed, with everything as before; see {@link RolledBack}. */
    public static RolledBack rolledBack(Report report, StepFailedException cause) {
        return new RolledBack(report, cause);
    }

    /**
     * An outcome that failed and leaves something; see {@link FailedDirty}.
     *
     * @throws IllegalArgumentException if there is no residue
     */
    public static FailedDirty failedDirty(Report report, StepFailedException cause, List<Residue> residue) {
        return new FailedDirty(report, cause, residue);
    }

    /** An outcome that stopped where it was; see {@link Interrupted}. */
    public static Interrupted interrupted(Report report, Finding why, @Nullable Throwable cause) {
        return new Interrupted(report, why, cause);
    }

    /** An outcome that waits at a gate; see {@link Paused}. */
    public static Paused paused(Report report, String gate, @Nullable Instant expires) {
        return new Paused(report, gate, expires);
    }

    /** The report of what was done. */
    public final Report report() {
        return report;
    }

    /**
     * Begins a decision by outcome.
     *
     * @param <T> what is decided
     */
    public final <T> Fold<T> fold() {
        return new Fold<>(this);
    }

    /**
     * Returns the report of a success.
     *
     * @throws DeploymentFailedException if it is anything else, also if it is {@link Paused}: nothing has failed then,
     *     but what was asked for is not done
     */
    public final Report orThrow() {
        DeploymentFailedException failure = failure();
        if (failure != null) {
            throw failure;
        }
        return report;
    }

    /** The exception that {@link #orThrow} throws; null for a success. */
    abstract @Nullable DeploymentFailedException failure();

    /** The outcome of a deployment that did what was asked. */
    public static final class Succeeded extends Outcome {

        private Succeeded(Report report) {
            super(report);
        }

        @Override
        @Nullable
        DeploymentFailedException failure() {
            return null;
        }

        @Override
        public String toString() {
            return "Succeeded";
        }
    }

    /** The outcome of a deployment that failed, and everything is as before. */
    public static final class RolledBack extends Outcome {
        private final StepFailedException cause;

        private RolledBack(Report report, StepFailedException cause) {
            super(report);
            this.cause = cause;
        }

        /** The first cause. */
        public StepFailedException cause() {
            return cause;
        }

        @Override
        DeploymentFailedException failure() {
            return new DeploymentFailedException(" was rolled back", this, cause.problem(), cause.remedy(), cause);
        }

        @Override
        public String toString() {
            return "RolledBack: " + cause.getMessage();
        }
    }

    /**
     * The outcome of a deployment that failed, and something is left that could not be restored. It stays in progress:
     * nothing else can be begun until it has been resumed or aborted, or, past the point of no return, rolled back.
     * Only a cleanup that failed stands in nobody's way.
     */
    public static final class FailedDirty extends Outcome {
        private final StepFailedException cause;
        private final List<Residue> residue;

        private FailedDirty(Report report, StepFailedException cause, List<Residue> residue) {
            super(report);
            this.cause = cause;
            this.residue = List.copyOf(residue);
            if (residue.isEmpty()) {
                throw new IllegalArgumentException("failed dirty: expected some residue, found none");
            }
        }

        /** The first cause; what went wrong while rolling back is suppressed in it. */
        public StepFailedException cause() {
            return cause;
        }

        /** The residue: what is left, never empty. */
        public List<Residue> residue() {
            return residue;
        }

        @Override
        DeploymentFailedException failure() {
            return new DeploymentFailedException(
                    " failed, leaving " + residue, this, cause.problem(), cause.remedy(), cause);
        }

        @Override
        public String toString() {
            return "FailedDirty: " + cause.getMessage() + "; left: " + residue;
        }
    }

    /**
     * The outcome of a deployment that was interrupted where it was, because the deployment state could not be written
     * or is not held any more: somebody has taken over, such as a rollback while it was being finalized. No step need
     * have failed: the one that was under way is {@link dev.verdigris.report.Report.Step.State#STOPPED} in the report.
     * Nothing further was changed; the deployment state says how far it may have come, for whoever resumes or aborts it.
     */
    public static final class Interrupted extends Outcome {
        private final Finding why;
        private final @Nullable Throwable cause;

        private Interrupted(Report report, Finding why, @Nullable Throwable cause) {
            super(report);
            this.why = why;
            this.cause = cause;
        }

        /**
         * The reason why it stopped and what to do, naming who holds the deployment state now if that is somebody else.
         */
        public Finding why() {
            return why;
        }

        /** The exception that lies behind it; null if none does. */
        public @Nullable Throwable cause() {
            return cause;
        }

        @Override
        DeploymentFailedException failure() {
            return new DeploymentFailedException(" was interrupted", this, why.problem(), why.remedy(), cause);
        }

        @Override
        public String toString() {
            return "Interrupted: " + why;
        }
    }

    /**
     * The outcome of a deployment that has stopped at a gate until somebody promotes or aborts it; no process need run
     * meanwhile. Nothing has failed. See {@link dev.verdigris.request.Gate}.
     */
    public static final class Paused extends Outcome {
        private final String gate;
        private final @Nullable Instant expires;

        private Paused(Report report, String gate, @Nullable Instant expires) {
            super(report);
            this.gate = gate;
            this.expires = expires;
        }

        /** The name of the gate. */
        public String gate() {
            return gate;
        }

        /** The moment until which it waits, by the cloud's clock; null if for ever. */
        public @Nullable Instant expires() {
            return expires;
        }

        @Override
        DeploymentFailedException failure() {
            return new DeploymentFailedException(
                    " is not done",
                    this,
                    "expected a deployment that has ended, found it " + waiting(),
                    "promote or abort it",
                    null);
        }

        private String waiting() {
            return "paused at the gate '" + gate + "'" + (expires == null ? "" : " until " + expires);
        }

        @Override
        public String toString() {
            return "Paused: at the gate '" + gate + "'" + (expires == null ? "" : " until " + expires);
        }
    }

    /**
     * A decision by outcome: what to make of each ending, and of any other. Endings that are not named, and those that
     * a later version adds, come to {@link #orElse}, which ends the decision: nothing that was named is called before.
     *
     * <p>Of one thread, and used once.
     *
     * @param <T> what is decided
     */
    public static final class Fold<T> {
        private final Outcome outcome;
        private @Nullable Supplier<T> decided;

        private Fold(Outcome outcome) {
            this.outcome = outcome;
        }

        /** Says what to make of a success. */
        public Fold<T> succeeded(Function<? super Succeeded, ? extends T> then) {
            return on(Succeeded.class, then);
        }

        /** Says what to make of a failure that left everything as before. */
        public Fold<T> rolledBack(Function<? super RolledBack, ? extends T> then) {
            return on(RolledBack.class, then);
        }

        /** Says what to make of a failure that left something. */
        public Fold<T> failedDirty(Function<? super FailedDirty, ? extends T> then) {
            return on(FailedDirty.class, then);
        }

        /** Says what to make of a deployment that stopped where it was, to be resumed or aborted. */
        public Fold<T> interrupted(Function<? super Interrupted, ? extends T> then) {
            return on(Interrupted.class, then);
        }

        /** Says what to make of a deployment that waits at a gate. */
        public Fold<T> paused(Function<? super Paused, ? extends T> then) {
            return on(Paused.class, then);
        }

        private <O extends Outcome> Fold<T> on(Class<O> ending, Function<? super O, ? extends T> then) {
            if (ending.isInstance(outcome)) {
                decided = () -> then.apply(ending.cast(outcome));
            }
            return this;
        }

        /** Ends the decision: says what to make of every ending that was not named, and returns what was decided. */
        public T orElse(Function<? super Outcome, ? extends T> other) {
            Supplier<T> named = decided;
            return named != null ? named.get() : other.apply(outcome);
        }
    }
}
