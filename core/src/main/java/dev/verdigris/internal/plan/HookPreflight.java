package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.model.LifecycleHook.Transition;
import java.time.Duration;

/** Warns of launch hooks that may hold new instances for longer than they are waited for. */
final class HookPreflight {

    private HookPreflight() {}

    static void check(Survey survey, Terms terms) {
        Fleet fleet = survey.fleet(terms.to());
        Duration patience = terms.deadlines().inService();
        for (LifecycleHook hook : survey.snapshot.hooks(terms.to(), Transition.LAUNCHING)) {
            if (hook.heartbeat().compareTo(patience) >= 0) {
                survey.warn(
                        "expected new instances of " + fleet.group() + " in service within "
                                + Words.duration(patience) + ", found that its launch hook " + hook.name()
                                + " holds each for up to " + Words.duration(hook.heartbeat()) + ", and then "
                                + (hook.defaultResult() == Result.ABANDON ? "ends it" : "lets it on"),
                        "see that somebody completes the hook before, or wait for longer: Deadlines.withInService"
                                + " (--in-service-timeout)");
            }
        }
    }
}
