package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one way into the simulated cloud: each transmission of each port passes here, and the hooks with it. */
final class Seam {
    private final World world;
    private final Latency latency;
    private CallHook[] hooks = {};
    private int calls;
    private int changes;
    private int reads;

    Seam(World world, Latency latency) {
        this.world = world;
        this.latency = latency;
    }

    void install(CallHook hook) {
        CallHook[] more = Arrays.copyOf(hooks, hooks.length + 1);
        more[hooks.length] = hook;
        hooks = more;
    }

    void remove(CallHook hook) {
        hooks = Arrays.stream(hooks)
                .filter(installed -> !installed.equals(hook))
                .toArray(CallHook[]::new);
    }

    int changes() {
        return changes;
    }

    int reads() {
        return reads;
    }

    /** A call that only looks. */
    <T extends @Nullable Object> T read(String operation, Object subject, Supplier<T> answer) {
        return read(operation, subject, null, answer);
    }

    /** A call that only looks at something particular of its subject. */
    <T extends @Nullable Object> T read(String operation, Object subject, @Nullable Object detail, Supplier<T> answer) {
        reads++;
        return transmit(Call.Kind.READ, operation, subject, detail, answer);
    }

    /** A call that changes something, if the permit allows it at this moment. */
    <T extends @Nullable Object> T change(
            String operation, Object subject, @Nullable Object detail, Permit permit, Supplier<T> effect) {
        permit.check();
        changes++;
        return transmit(Call.Kind.CHANGE, operation, subject, detail, effect);
    }

    /** Makes a change that has nothing to answer. */
    void change(String operation, Object subject, @Nullable Object detail, Permit permit, Runnable effect) {
        change(operation, subject, detail, permit, () -> {
            effect.run();
            return subject;
        });
    }

    /** If a hook says so, the caller is told that there is no answer, and what it asked for happens later. */
    private void takeEffectLate(Call call, Supplier<?> effect) {
        for (CallHook hook : hooks) {
            Duration late = hook.late(call);
            if (late != null) {
                world.after(late.toNanos(), () -> appliedLate(call, effect));
                throw new PortException.Unavailable(call.operation(), "no answer within the call's time-out", null);
            }
        }
    }

    /** Tells the hooks of the moment in which a change takes effect. */
    private <T extends @Nullable Object> T applied(Call call, Supplier<T> effect) {
        for (CallHook hook : hooks) {
            hook.beforeEffect(call);
        }
        try {
            return effect.get();
        } finally {
            for (CallHook hook : hooks) {
                hook.afterEffect(call);
            }
        }
    }

    /** Nobody hears of a refusal. */
    private void appliedLate(Call call, Supplier<?> effect) {
        try {
            Object answer = applied(call, effect);
            world.log(call.subject(), call.operation() + " took effect late", answer);
        } catch (PortException refused) {
            world.log(call.subject(), call.operation() + " was refused late", refused.problem());
        }
    }

    private <T extends @Nullable Object> T transmit(
            Call.Kind kind, String operation, Object subject, @Nullable Object detail, Supplier<T> effect) {
        Call call = new Call(++calls, changes, reads, kind, operation, subject, detail);
        for (CallHook hook : hooks) {
            hook.before(call);
        }
        if (kind == Call.Kind.CHANGE) {
            takeEffectLate(call, effect);
        }
        world.pass(latency.nanos(world.random()));
        T answer = kind == Call.Kind.CHANGE ? applied(call, effect) : effect.get();
        if (kind == Call.Kind.CHANGE) {
            world.runDue();
        }
        for (CallHook hook : hooks) {
            hook.after(call, answer);
        }
        return answer;
    }
}
