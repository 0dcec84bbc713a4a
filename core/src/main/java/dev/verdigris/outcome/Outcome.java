package dev.verdigris.outcome;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import java.util.List;
import java.util.function.Function;

/**
 * How a deployment, a rollback or a cleanup ended. A refusal is not among them: then nothing was changed, and a
 * {@link dev.verdigris.error.RefusedException} was thrown.
 */
public sealed interface Outcome {

    /** What was done. */
    Report report();

    /**
     * Decides by outcome.
     *
     * @param succeeded what to do when it succeeded
     * @param rolledBack what to do when everything is as before
     * @param failedDirty what to do when something is left
     * @param interrupted what to do when it is left to be resumed or aborted
     */
    <T> T fold(
            Function<? super Succeeded, ? extends T> succeeded,
            Function<? super RolledBack, ? extends T> rolledBack,
            Function<? super FailedDirty, ? extends T> failedDirty,
            Function<? super Interrupted, ? extends T> interrupted);

    /**
     * Returns the report of a success.
     *
     * @throws DeploymentFailedException if it is anything else
     */
    default Report orThrow() {
        return fold(
                Succeeded::report,
                rolledBack -> {
                    throw new DeploymentFailedException(" was rolled back", rolledBack, rolledBack.cause());
                },
                failedDirty -> {
                    throw new DeploymentFailedException(
                            " failed, leaving " + failedDirty.residue(), failedDirty, failedDirty.cause());
                },
                interrupted -> {
                    throw new DeploymentFailedException(" was interrupted", interrupted, interrupted.cause());
                });
    }

    /**
     * It did what was asked.
     *
     * @param report what was done
     */
    record Succeeded(Report report) implements Outcome {
        @Override
        public <T> T fold(
                Function<? super Succeeded, ? extends T> succeeded,
                Function<? super RolledBack, ? extends T> rolledBack,
                Function<? super FailedDirty, ? extends T> failedDirty,
                Function<? super Interrupted, ? extends T> interrupted) {
            return succeeded.apply(this);
        }

        @Override
        public String toString() {
            return "Succeeded";
        }
    }

    /**
     * It failed, and everything is as before.
     *
     * @param report what was done
     * @param cause what went wrong first
     */
    record RolledBack(Report report, StepFailedException cause) implements Outcome {
        @Override
        public <T> T fold(
                Function<? super Succeeded, ? extends T> succeeded,
                Function<? super RolledBack, ? extends T> rolledBack,
                Function<? super FailedDirty, ? extends T> failedDirty,
                Function<? super Interrupted, ? extends T> interrupted) {
            return rolledBack.apply(this);
        }

        @Override
        public String toString() {
            return "RolledBack: " + cause.getMessage();
        }
    }

    /**
     * It failed, and something is left that could not be restored. It stays in progress: nothing else can be begun until
     * it has been resumed or aborted, or, past the point of no return, rolled back. Only a cleanup that failed is in nobody's
     * way.
     *
     * @param report what was done
     * @param cause what went wrong first; what went wrong while putting things back is suppressed in it
     * @param residue what is left, never empty
     */
    record FailedDirty(Report report, StepFailedException cause, List<Residue> residue) implements Outcome {

        /** Copies the residue. */
        public FailedDirty {
            residue = List.copyOf(residue);
            if (residue.isEmpty()) {
                throw new IllegalArgumentException("failed dirty: expected some residue, found none");
            }
        }

        @Override
        public <T> T fold(
                Function<? super Succeeded, ? extends T> succeeded,
                Function<? super RolledBack, ? extends T> rolledBack,
                Function<? super FailedDirty, ? extends T> failedDirty,
                Function<? super Interrupted, ? extends T> interrupted) {
            return failedDirty.apply(this);
        }

        @Override
        public String toString() {
            return "FailedDirty: " + cause.getMessage() + "; left: " + residue;
        }
    }

    /**
     * It was stopped where it was, because the deployment state could not be written or is not held any more: somebody has taken over,
     * such as a rollback while it was being finalized. Nothing further was changed; the deployment state says how far it may have
     * come, for whoever resumes or aborts it.
     *
     * @param report what was done
     * @param cause why it stopped, naming who holds the deployment state now if that is somebody else
     */
    record Interrupted(Report report, StepFailedException cause) implements Outcome {
        @Override
        public <T> T fold(
                Function<? super Succeeded, ? extends T> succeeded,
                Function<? super RolledBack, ? extends T> rolledBack,
                Function<? super FailedDirty, ? extends T> failedDirty,
                Function<? super Interrupted, ? extends T> interrupted) {
            return interrupted.apply(this);
        }

        @Override
        public String toString() {
            return "Interrupted: " + cause.getMessage();
        }
    }
}
