package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.plan.Recipe;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Check;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Performs plans. */
public final class Engine {

    private Engine() {}

    /** Performs a plan to its end, whatever that is. What it was permitted to change, nobody may after it has ended. */
    public static Outcome perform(Cloud cloud, SwitchPlan plan, Map<String, Check> checks, List<Listener> listeners) {
        AtomicBoolean ended = new AtomicBoolean();
        Permit permit = () -> {
            if (ended.get()) {
                throw new PermitDeniedException(
                        "expected the deployment to be running when a change is sent, found that it has ended",
                        "do not use a permit after its deployment");
            }
        };
        Recipe recipe = Recipe.of(plan.request(), plan.preimage(), plan.checks());
        try {
            return new Run(cloud, plan, recipe, checks, permit, new Audience(listeners)).perform();
        } finally {
            ended.set(true);
        }
    }
}
