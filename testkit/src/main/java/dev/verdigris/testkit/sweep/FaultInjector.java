package dev.verdigris.testkit.sweep;

import dev.verdigris.error.PortException;
import dev.verdigris.testkit.Call;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does to a process what a case says, where it says so. */
final class FaultInjector implements ProcessRunner.Disturbance {
    private final ProcessRunner runner;
    private final int at;
    private final Fault fault;
    private final @Nullable Resolution meanwhile;
    private final @Nullable ColorMove move;
    private final int read;
    private boolean resolvedMeanwhile;
    private @Nullable String denied;

    /**
     * @param at at which change, or after which call if the process is paused
     * @param meanwhile how it is resolved while the process is paused; null if it is not
     * @param move what the world does; null if nothing
     * @param read after which read it does so
     */
    FaultInjector(
            ProcessRunner runner,
            int at,
            Fault fault,
            @Nullable Resolution meanwhile,
            @Nullable ColorMove move,
            int read) {
        this.runner = runner;
        this.at = at;
        this.fault = fault;
        this.meanwhile = meanwhile;
        this.move = move;
        this.read = read;
    }

    /** A process that is stopped in a world that does not move. */
    FaultInjector(ProcessRunner runner, int at, Fault fault) {
        this(runner, at, fault, null, null, 0);
    }

    /** Whether somebody has resolved it while the process was paused. */
    boolean resolvedMeanwhile() {
        return resolvedMeanwhile;
    }

    /** The operation that was denied to the process; null if none was. */
    @Nullable
    String denied() {
        return denied;
    }

    @Override
    public void before(ProcessRunner.SimulatedProcess process, Call call) {
        if (process.changes != at) {
            return;
        }
        switch (fault) {
            case KILLED_BEFORE -> runner.kill(fault.name(), call);
            case KILLED_IN_FLIGHT -> {
                if (Invariants.ofTheState(call)) {
                    runner.kill(fault.name(), call);
                }
            }
            case LATE -> {
                if (Invariants.ofTheState(call)) {
                    PortException timedOut = new PortException.Unavailable(call.operation(), "timed out", null);
                    runner.fail(fault.name(), call, timedOut);
                }
            }
            case INTERRUPTED -> {
                runner.tell(fault, " at ", call);
                Thread.currentThread().interrupt();
            }
            case THROTTLED ->
                runner.fail(fault.name(), call, new PortException.Throttled(call.operation(), "Rate exceeded", null));
            case DENIED -> {
                denied = call.operation();
                runner.fail(fault.name(), call, new PortException.Denied(call.operation(), "not authorized", null));
            }
            default -> {}
        }
    }

    /** A write of the deployment state that is late is refused then: it compares and sets. No interrupt breaks it off. */
    @Override
    public @Nullable Duration late(ProcessRunner.SimulatedProcess process, Call call) {
        boolean late = fault == Fault.LATE || fault == Fault.KILLED_IN_FLIGHT || fault == Fault.INTERRUPTED;
        if (!late || process.changes != at || Invariants.ofTheState(call)) {
            return null;
        }
        runner.tell(fault, " at ", call);
        process.doomed = fault == Fault.KILLED_IN_FLIGHT;
        return ProcessRunner.LATENESS;
    }

    @Override
    public void after(ProcessRunner.SimulatedProcess process, Call call) {
        if (move != null && !call.isChange() && process.reads == read) {
            runner.tell("the world: ", move);
            move.happen(runner.cloud(), runner.environment());
        }
        if (fault == Fault.PAUSED
                && process.calls == at
                && meanwhile != null
                && runner.inProgress()
                && !runner.underWay(call)) {
            runner.tell(process.name, " is paused after ", call);
            ProcessEnd resolved = runner.run("meanwhile", null, on -> meanwhile.on(on, runner.environment()));
            resolvedMeanwhile = !(resolved instanceof ProcessEnd.Refused);
        }
        if (call.isChange() && process.changes == at) {
            if (fault == Fault.KILLED_AFTER) {
                runner.kill(fault.name(), call);
            } else if (fault == Fault.REPLY_LOST) {
                runner.fail(
                        fault.name(), call, new PortException.Unavailable(call.operation(), "connection reset", null));
            }
        }
    }
}
