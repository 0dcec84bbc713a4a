package dev.verdigris.rollout;

import dev.verdigris.plan.SwitchPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout would do if it were run now. Immutable; printed, it reads as a list of waves.
 *
 * <p>{@link Rollouts} makes it. Facts may be added in a later version: implement it in tests only.
 */
public interface RolloutPlan {

    /** The rollout. */
    Rollout rollout();

    /** What would be done to each environment, in the order of the waves. */
    List<OfEnvironment> environments();

    /** What would be done to one environment. */
    interface OfEnvironment {

        /** The name of its wave. */
        String wave();

        /** Its name in the rollout. */
        String environment();

        /** How it stands now. */
        RolloutResult.Standing standing();

        /** The plan of its deployment; null if there is nothing to deploy, or it would be refused. */
        @Nullable
        SwitchPlan plan();

        /** Why it would be refused; null if it would not. */
        @Nullable
        String refusal();

        /** What would be done, in words. */
        String sentence();
    }
}
