package dev.verdigris.testkit;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.model.LifecycleHook.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lifecycle hooks of a group, and the lifecycle actions that wait for somebody to complete them. */
final class Hooks {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration EVER = Duration.ofDays(2);

    private final World world;
    private final GroupName group;
    private final Map<Transition, LifecycleHook> hooks = new EnumMap<>(Transition.class);
    private final Map<InstanceId, Action> actions = new HashMap<>();

    Hooks(World world, GroupName group) {
        this.world = world;
        this.group = group;
    }

    void put(LifecycleHook hook) {
        Duration heartbeat = hook.heartbeat();
        if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "heartbeat time-out: expected " + SHORTEST + " to " + LONGEST + ", found " + heartbeat);
        }
        hooks.put(hook.transition(), hook);
    }

    /** Removes a hook as DeleteLifecycleHook does: launches that wait are abandoned, terminations go on. */
    void remove(Transition transition) {
        hooks.remove(transition);
        for (Action action : List.copyOf(actions.values())) {
            if (action.transition == transition) {
                action.end(transition == Transition.LAUNCHING ? Result.ABANDON : Result.CONTINUE, "Hook Deleted");
            }
        }
    }

    /** The longest that an instance is held, however often somebody sends a heartbeat: 100 time-outs, at most 48 h. */
    private static Duration longest(LifecycleHook hook) {
        Duration hundred = hook.heartbeat().multipliedBy(100);
        return hundred.compareTo(EVER) < 0 ? hundred : EVER;
    }

    /** Whether instances are held on that way. */
    boolean hold(Transition transition) {
        return hooks.containsKey(transition);
    }

    Collection<LifecycleHook> all() {
        return hooks.values();
    }

    /** Holds an instance; what follows is told how that ended, and why. */
    void hold(InstanceId instance, Transition transition, Continuation then) {
        LifecycleHook hook = hooks.get(transition);
        if (hook == null) {
            throw new IllegalStateException("expected a hook for " + transition + " of " + group + ", found none");
        }
        actions.put(instance, new Action(instance, hook, then));
    }

    /** Somebody completes the lifecycle action of an instance. */
    void complete(InstanceId instance, Result result) {
        active(instance).end(result, "Lifecycle Action Completed with " + result + " Result");
    }

    /** Somebody says that an instance needs longer. */
    void heartbeat(InstanceId instance) {
        active(instance).expectHeartbeat();
    }

    private Action active(InstanceId instance) {
        Action action = actions.get(instance);
        if (action == null) {
            throw new IllegalArgumentException("expected an instance that a hook of " + group
                    + " holds, found No active Lifecycle Action found with instance ID " + instance + "; held: "
                    + new ArrayList<>(actions.keySet()));
        }
        return action;
    }

    /** The group ends an instance, whatever holds it on its way into service. */
    void giveUp(InstanceId instance, String why) {
        Action action = actions.get(instance);
        if (action != null) {
            action.end(Result.ABANDON, why);
        }
    }

    /** The continuation after a hook. */
    interface Continuation {
        void proceed(Result result, String why);
    }

    /** An instance that is held. */
    private final class Action {
        private final InstanceId instance;
        private final Transition transition;
        private final LifecycleHook hook;
        private final Continuation then;
        private final long latest;
        private World.@Nullable Event timeOut;

        Action(InstanceId instance, LifecycleHook hook, Continuation then) {
            this.instance = instance;
            this.transition = hook.transition();
            this.hook = hook;
            this.then = then;
            this.latest = world.now() + longest(hook).toNanos();
            expectHeartbeat();
        }

        private void expectHeartbeat() {
            if (timeOut != null) {
                timeOut.cancel();
            }
            long until = Math.min(world.now() + hook.heartbeat().toNanos(), latest);
            timeOut = world.after(until - world.now(), () -> end(hook.defaultResult(), "Heartbeat Timeout"));
        }

        private void end(Result result, String why) {
            if (timeOut != null) {
                timeOut.cancel();
            }
            actions.remove(instance);
            world.log(instance, result == Result.CONTINUE ? "let on by its hook:" : "abandoned by its hook:", why);
            then.proceed(result, why);
        }
    }
}
