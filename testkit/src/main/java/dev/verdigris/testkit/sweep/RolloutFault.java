package dev.verdigris.testkit.sweep;

import dev.verdigris.error.PortException;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import org.jspecify.annotations.Nullable;

/** Does to the process of a rollout, at one of its calls to all regions, what a case says; and counts these. */
final class RolloutFault implements CallHook {
    private final int at;
    private final @Nullable Fault fault;
    private int calls;
    private int changes;
    private @Nullable Call met;

    /**
     * @param at at which call
     * @param fault what happens there; null if only calls are counted
     */
    RolloutFault(int at, @Nullable Fault fault) {
        this.at = at;
        this.fault = fault;
    }

    int calls() {
        return calls;
    }

    int changes() {
        return changes;
    }

    /** The call at which it happened; null if it did not come to that. */
    @Nullable
    Call met() {
        return met;
    }

    @Override
    public void before(Call call) {
        calls++;
        changes += call.isChange() ? 1 : 0;
        if (calls != at || fault == null) {
            return;
        }
        met = call;
        switch (fault) {
            case KILLED_BEFORE -> throw new ProcessKilled();
            case INTERRUPTED -> Thread.currentThread().interrupt();
            case THROTTLED -> throw new PortException.Throttled(call.operation(), "Rate exceeded", null);
            case DENIED -> throw new PortException.Denied(call.operation(), "not authorized", null);
            default -> {}
        }
    }

    @Override
    public void after(Call call, @Nullable Object answer) {
        if (calls != at || fault == null) {
            return;
        }
        switch (fault) {
            case KILLED_AFTER -> throw new ProcessKilled();
            case REPLY_LOST -> throw new PortException.Unavailable(call.operation(), "reply lost", null);
            default -> {}
        }
    }
}
