package dev.verdigris.internal.world;

import dev.verdigris.hook.Hook;
import dev.verdigris.internal.plan.Occasion;
import dev.verdigris.internal.plan.PlacedHook;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Permit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls of hooks: each with its key, and none again once this run has heard that it is done. */
public final class HookCalls {
    private final Environment environment;
    private final Course course;
    private final Registered registered;
    private final Permit permit;
    private final InFlight inFlight;
    private final Set<String> done = new HashSet<>();
    private @Nullable String cause;

    HookCalls(Environment environment, Course course, Registered registered, Permit permit, InFlight inFlight) {
        this.environment = environment;
        this.course = course;
        this.registered = registered;
        this.permit = permit;
        this.inFlight = inFlight;
    }

    /** What a hook is told; the parameters are those of {@link Hook.Call}. */
    private record Told(
            Environment environment,
            String deployment,
            String verb,
            Hook.Point point,
            @Nullable Color from,
            @Nullable Color to,
            @Nullable String release,
            String idempotenceKey,
            @Nullable String cause)
            implements Hook.Call {}

    /** Everything goes back from now on, for a reason. */
    public void goBack(String why) {
        cause = why;
    }

    /** Whether a hook is registered here. */
    public boolean has(PlacedHook hook) {
        return registered.has(hook.participant());
    }

    /** Whether this run has heard that a hook has been performed. */
    public boolean performed(PlacedHook hook) {
        return done.contains(key(hook, "perform"));
    }

    /** Calls a hook, so that it is performed. */
    public Hook.Answer perform(PlacedHook hook, Occasion occasion) {
        String key = key(hook, "perform");
        return call(key, () -> registered.hook(hook).perform(told(hook, occasion, key, null)));
    }

    /** Calls a hook, so that it is undone. */
    public Hook.Answer undo(PlacedHook hook, Occasion occasion) {
        String key = key(hook, "undo");
        return call(key, () -> registered.hook(hook).undo(told(hook, occasion, key, cause)));
    }

    private String key(PlacedHook hook, String direction) {
        return course.deployment() + "/" + hook.point().label() + "/" + hook.name() + "/" + direction;
    }

    private Told told(PlacedHook hook, Occasion on, String key, @Nullable String why) {
        return new Told(
                environment, course.deployment(), on.verb(), hook.point(), on.from(), on.to(), on.release(), key, why);
    }

    /** A call of a hook. */
    @FunctionalInterface
    private interface Called {
        Hook.Answer answer() throws Exception;
    }

    /** What got no answer may still arrive. */
    private Hook.Answer call(String key, Called called) {
        if (done.contains(key)) {
            return Hook.Answer.done();
        }
        permit.check();
        try {
            Hook.Answer answer = called.answer();
            if (answer instanceof Hook.Answer.Done) {
                done.add(key);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered("interrupted");
        } catch (Exception e) {
            return unanswered(e.toString());
        }
    }

    private Hook.Answer unanswered(String why) {
        inFlight.unanswered();
        return Hook.Answer.notYet("no answer: " + why);
    }
}
