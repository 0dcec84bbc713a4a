package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a schedule lets happen while processes are at work: faults, moves of the world, and processes that come in between. */
final class Incidents implements ProcessRunner.Disturbance {
    private static final int DEEPEST = 2;

    private final ProcessRunner runner;
    private final Environment environment;
    private final Consumer<ProcessVerb> rivals;
    private final List<Incident> ahead;
    private final List<ColorMove> moves = new ArrayList<>();
    private int depth;
    private int calls;
    private int struck;

    /**
     * @param runner where it happens
     * @param environment the environment whose world moves
     * @param schedule what happens, and when
     * @param rivals runs a process that comes while another one is paused
     */
    Incidents(ProcessRunner runner, Environment environment, Schedule schedule, Consumer<ProcessVerb> rivals) {
        this.runner = runner;
        this.environment = environment;
        this.rivals = rivals;
        this.ahead = new ArrayList<>(schedule.incidents());
    }

    /** How the world has moved. */
    List<ColorMove> moves() {
        return moves;
    }

    /** Whether somebody has set that minimum. */
    boolean set(int min) {
        return moves.stream()
                .anyMatch(move -> Integer.valueOf(min).equals(move.move().min()));
    }

    /** Whether the world has moved in no way that costs a request. */
    boolean harmless() {
        return moves.stream().allMatch(move -> move.move().harmless());
    }

    /** Runs a process in which they happen, each at its call. */
    ProcessEnd run(String name, Function<BlueGreen, Outcome> verb) {
        return run(name, false, verb);
    }

    /** Runs a process; left in peace, nothing happens in it. */
    ProcessEnd run(String name, boolean peace, Function<BlueGreen, Outcome> verb) {
        depth++;
        ProcessEnd end = runner.run(name, peace ? null : this, verb);
        depth--;
        return end;
    }

    @Override
    public void before(ProcessRunner.SimulatedProcess process, Call call) {
        count();
        Incident next = due();
        if (next instanceof Incident.Faulted strike) {
            switch (strike.fault()) {
                case KILLED_BEFORE -> {
                    ahead.remove(0);
                    runner.kill("killed", call);
                }
                case LATE -> {
                    if (Invariants.ofTheState(call)) {
                        fail(call, new PortException.Unavailable(call.operation(), "timed out", null));
                    }
                }
                case THROTTLED -> fail(call, new PortException.Throttled(call.operation(), "Rate exceeded", null));
                case DENIED -> fail(call, new PortException.Denied(call.operation(), "not authorized", null));
                default -> struck = call.number();
            }
        }
    }

    @Override
    public @Nullable Duration late(ProcessRunner.SimulatedProcess process, Call call) {
        if (due() instanceof Incident.Faulted strike && strike.fault() == Fault.LATE) {
            ahead.remove(0);
            runner.tell(strike, " at ", call);
            return ProcessRunner.LATENESS;
        }
        return null;
    }

    @Override
    public void after(ProcessRunner.SimulatedProcess process, Call call) {
        if (!call.isChange()) {
            count();
        }
        Incident next = due();
        if (next instanceof Incident.Moved move) {
            ahead.remove(0);
            moves.add(move.move());
            runner.tell("the world: ", move);
            move.move().happen(runner.cloud(), environment);
        } else if (next instanceof Incident.RivalCame visit) {
            ahead.remove(0);
            if (depth <= DEEPEST && !runner.underWay(call)) {
                runner.tell(process.name, " is paused after ", call);
                rivals.accept(visit.rival());
            }
        } else if (next instanceof Incident.Faulted strike && (struck == call.number() || !call.isChange())) {
            if (strike.fault().kills()) {
                ahead.remove(0);
                runner.kill("killed", call);
            }
            fail(call, new PortException.Unavailable(call.operation(), "connection reset", null));
        }
    }

    private void count() {
        calls++;
    }

    private @Nullable Incident due() {
        return ahead.isEmpty() || ahead.get(0).at() > calls ? null : ahead.get(0);
    }

    private void fail(Call call, PortException trouble) {
        ahead.remove(0);
        runner.fail(String.valueOf(trouble.getMessage()), call, trouble);
    }
}
