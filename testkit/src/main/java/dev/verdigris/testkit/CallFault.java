package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A hook that makes calls of one operation fail: at first every one, or those that {@link #skipping} and {@link #times}
 * leave. Counts by itself, so one object serves one cloud.
 */
public final class CallFault implements CallHook {

    private interface Failure {
        PortException of(String operation);
    }

    private final String operation;
    private final Failure failure;
    private final boolean takesEffect;
    /** Whether a rehearsal of the calls finds it out. */
    private boolean rehearsed;

    private @Nullable Duration delay;
    private int skip;
    private int left = Integer.MAX_VALUE;

    private CallFault(String operation, boolean takesEffect, Failure failure) {
        this.operation = operation;
        this.takesEffect = takesEffect;
        this.failure = failure;
    }

    /** A fault by which calls are throttled, and have no effect. */
    public static CallFault throttled(String operation) {
        return new CallFault(
                operation, false, op -> new PortException.Throttled(op, "ThrottlingException: Rate exceeded", null));
    }

    /** A fault by which calls get no answer, and have no effect. */
    public static CallFault unavailable(String operation) {
        return new CallFault(
                operation, false, op -> new PortException.Unavailable(op, "no answer: connection refused", null));
    }

    /** A fault by which calls take effect, and get no answer. */
    public static CallFault lostReply(String operation) {
        return new CallFault(
                operation, true, op -> new PortException.Unavailable(op, "no answer: connection reset", null));
    }

    /**
     * A fault by which changes are given up by their caller, and take effect so much later: an interrupt or a
     * time-out does not call back what is on its way.
     */
    public static CallFault appliedLate(String operation, Duration delay) {
        CallFault late = new CallFault(
                operation,
                false,
                op -> new PortException.Unavailable(op, "no answer within the call's time-out", null));
        late.delay = delay;
        return late;
    }

    /** The credentials do not allow the calls, which a rehearsal of them finds out. */
    public static CallFault denied(String operation) {
        CallFault denied = new CallFault(
                operation,
                false,
                op -> new PortException.Denied(op, "AccessDenied: not authorized to perform " + op, null));
        denied.rehearsed = operation.equals(Operations.DEREGISTER) || operation.equals(Operations.DETACH);
        return denied;
    }

    /** A fault by which calls are refused as invalid, in those words. */
    public static CallFault invalid(String operation, String problem) {
        return new CallFault(operation, false, op -> new PortException.Invalid(op, problem, null));
    }

    /** This fault of only so many calls; those after them do not fail. */
    public CallFault times(int calls) {
        left = calls;
        return this;
    }

    /** This fault, after so many calls that do not fail. */
    public CallFault skipping(int calls) {
        skip = calls;
        return this;
    }

    @Override
    public void before(Call call) {
        if (!takesEffect && delay == null) {
            fail(call);
        }
    }

    @Override
    public @Nullable Duration late(Call call) {
        return delay != null && call.operation().equals(operation) && meets() ? delay : null;
    }

    @Override
    public void after(Call call) {
        if (takesEffect) {
            fail(call);
        }
    }

    private void fail(Call call) {
        if (rehearsed && call.operation().equals(operation + Operations.REHEARSED)) {
            if (skip == 0 && left > 0) {
                throw failure.of(operation);
            }
            return;
        }
        if (!call.operation().equals(operation)) {
            return;
        }
        if (meets()) {
            throw failure.of(operation);
        }
    }

    /** Whether it is the turn of a call to fail. */
    private boolean meets() {
        if (skip > 0) {
            skip--;
            return false;
        }
        return left > 0 && left-- > 0;
    }
}
