package dev.verdigris.rollout;

import dev.verdigris.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rollout, as far as this run of it is concerned. Immutable; printed, it reads as one line an environment.
 *
 * <p>{@link Rollouts} makes it. Facts may be added in a later version: implement it in tests only.
 */
public interface RolloutResult {

    /** The id of the rollout. */
    String rollout();

    /** The ending of this run. */
    Ending ending();

    /** The reason why it began nothing more; null if it came to its end. */
    @Nullable
    String stopped();

    /** What became of each environment, in the order of the waves. */
    List<OfEnvironment> environments();

    /** What became of one environment. */
    interface OfEnvironment {

        /** The name of its wave. */
        String wave();

        /** Its name in the rollout. */
        String environment();

        /** How it stands. */
        Standing standing();

        /** The id of what the rollout did there last; null if it has begun nothing there. */
        @Nullable
        String deployment();

        /** The outcome of what this run did there last; null if it did nothing, or was refused. */
        @Nullable
        Outcome outcome();

        /** What went wrong or is waited for, and what to do; null if there is nothing to say. */
        @Nullable
        String problem();
    }

    /** How an environment stands. */
    enum Standing {
        /** The rollout has done nothing there yet. */
        NOT_BEGUN,
        /** It was deployed by the rollout, in this run or an earlier one. */
        SUCCEEDED,
        /** Its deployment was refused, rolled back, or failed and left something; or somebody has rolled it back since. */
        FAILED,
        /** It succeeded, and the rollout has rolled it back. */
        WENT_BACK,
        /** It waits at a gate. Once somebody has promoted it, run the rollout again. */
        PAUSED,
        /** It was left in progress, or another process is at it. Run the rollout again. */
        IN_PROGRESS
    }

    /** The ending of a run. More may be added in a minor version. */
    enum Ending {
        /** Every environment has succeeded. */
        SUCCEEDED,
        /** At least one has failed; those that have succeeded stay so. */
        FAILED,
        /** It stopped because of failures, and every environment is as it was before. */
        ROLLED_BACK,
        /** At least one waits at a gate, and none has failed more than is tolerated. */
        PAUSED,
        /** It was interrupted, or has left something in progress: run it again. */
        INTERRUPTED
    }
}
