package dev.verdigris.aws;

import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.model.LifecycleHook.Transition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates what the Auto Scaling API says about lifecycle hooks into the model's words. */
final class AutoScalingHooks {
    private static final String PREFIX = "autoscaling:EC2_INSTANCE_";

    /** AWS's own heartbeat time-out, in seconds, where a hook names none. */
    private static final int HOUR = 3600;

    private AutoScalingHooks() {}

    /** The hook; empty if it holds on a way that is not known. */
    static Optional<LifecycleHook> hook(software.amazon.awssdk.services.autoscaling.model.LifecycleHook hook) {
        return transition(hook.lifecycleTransition())
                .map(transition -> new LifecycleHook(
                        hook.lifecycleHookName(),
                        transition,
                        Duration.ofSeconds(hook.heartbeatTimeout() == null ? HOUR : hook.heartbeatTimeout()),
                        "CONTINUE".equals(hook.defaultResult()) ? Result.CONTINUE : Result.ABANDON));
    }

    private static Optional<Transition> transition(@Nullable String word) {
        for (Transition transition : Transition.values()) {
            if ((PREFIX + transition).equals(word)) {
                return Optional.of(transition);
            }
        }
        return Optional.empty();
    }
}
