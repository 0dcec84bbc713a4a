package dev.verdigris.internal.engine;

import dev.verdigris.event.Listener;
import dev.verdigris.hook.Check;
import dev.verdigris.internal.plan.RecipePlan;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import java.util.Map;

/** Performs plans. */
final class Engine {

    private Engine() {}

    /**
     * Performs a plan to its end, whatever that is, from where its deployment state says that it may be.
     *
     * @param lease the lease of the plan's environment, whose deployment state says that the plan has begun
     */
    static Outcome perform(Cloud cloud, RecipePlan plan, Lease lease, Map<String, Check> checks, Listener listener) {
        return new Run(cloud, plan, lease, checks, listener).perform();
    }
}
