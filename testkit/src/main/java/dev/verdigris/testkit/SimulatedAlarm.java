package dev.verdigris.testkit;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Alarm.State;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An alarm of a simulated cloud: set by hand, or by what becomes of the requests. */
public final class SimulatedAlarm {
    private final String name;
    private final World world;
    private final SimulatedCloud cloud;
    private State state = State.OK;
    private String reason = "Unchecked: Initial alarm creation";
    private @Nullable String unevaluated;

    SimulatedAlarm(String name, World world, SimulatedCloud cloud) {
        this.name = name;
        this.world = world;
        this.cloud = cloud;
    }

    /** The name of the alarm. */
    public String name() {
        return name;
    }

    /** Somebody sets its state, for a reason; it was evaluated. */
    public void set(State state, String reason) {
        this.state = state;
        this.reason = reason;
        this.unevaluated = null;
        world.log("alarm " + name, state.name(), reason);
    }

    /**
     * Its state stays, and is not evaluated any more, or not from all of its data.
     *
     * @param why in AWS's words, such as {@code PARTIAL_DATA}, {@code EVALUATION_ERROR} or {@code EVALUATION_FAILURE}
     */
    public void stopEvaluating(String why) {
        this.unevaluated = why;
        world.log("alarm " + name, "is not evaluated", why);
    }

    /**
     * It is evaluated from now on at the end of each period: red if something that the report of the requests counts has
     * grown in it, else green.
     *
     * @param errors what is counted, such as the answers of a version that answers with errors
     */
    public void watch(ToLongFunction<TrafficReport> errors, Duration period) {
        evaluateAfter(errors, period.toNanos(), errors.applyAsLong(cloud.traffic()));
    }

    private void evaluateAfter(ToLongFunction<TrafficReport> errors, long period, long before) {
        world.after(period, () -> {
            long now = errors.applyAsLong(cloud.traffic());
            State next = now > before ? State.ALARM : State.OK;
            if (next != state) {
                set(
                        next,
                        "Threshold Crossed: 1 datapoint [" + (now - before) + "] was "
                                + (next == State.ALARM ? "" : "not ") + "greater than the threshold (0)");
            }
            evaluateAfter(errors, period, now);
        });
    }

    /** The alarm, as a read shows it. */
    public Alarm shown() {
        Alarm alarm = Alarm.of(name, state, reason);
        return unevaluated == null ? alarm : alarm.withUnevaluated(unevaluated);
    }
}
