package dev.verdigris.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alarm of CloudWatch, as it stands: a metric alarm, a composite one, or one of a log. Whether its actions are muted or
 * suppressed is of no concern: that keeps nobody from reading its state. Immutable.
 */
public final class Alarm {

    /** The state of an alarm. */
    public enum State {
        /** What the alarm watches is within its threshold. */
        OK,
        /** What it watches is beyond its threshold. */
        ALARM,
        /** There is not enough to tell; the state, too, of an alarm that has just been made. */
        INSUFFICIENT_DATA
    }

    private final String name;
    private final State state;
    private final String reason;
    private final @Nullable String unevaluated;

    private Alarm(String name, State state, String reason, @Nullable String unevaluated) {
        this.name = name;
        this.state = state;
        this.reason = reason;
        this.unevaluated = unevaluated;
    }

    /**
     * An alarm that was evaluated.
     *
     * @param reason why it is in that state, in CloudWatch's words; empty if it gives none
     */
    public static Alarm of(String name, State state, String reason) {
        return new Alarm(name, state, reason, null);
    }

    /**
     * This alarm, not evaluated, or not from all of its data: what its state says is old, or a guess.
     *
     * @param why in CloudWatch's words, such as {@code PARTIAL_DATA} or {@code EVALUATION_ERROR}
     */
    public Alarm withUnevaluated(String why) {
        return new Alarm(name, state, reason, why);
    }

    /** The name of the alarm. */
    public String name() {
        return name;
    }

    /** The state of the alarm. */
    public State state() {
        return state;
    }

    /** Why it is in that state, in CloudWatch's words; empty if it gives none. */
    public String reason() {
        return reason;
    }

    /** Why it was not evaluated, or not from all of its data; null if it was. */
    public @Nullable String unevaluated() {
        return unevaluated;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Alarm that
                && name.equals(that.name)
                && state == that.state
                && reason.equals(that.reason)
                && Objects.equals(unevaluated, that.unevaluated);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, state, reason, unevaluated);
    }

    /** {@code errors is ALARM: Threshold Crossed}, and whether it was evaluated. */
    @Override
    public String toString() {
        return name + " is " + state + (unevaluated == null ? "" : " (" + unevaluated + ")")
                + (reason.isBlank() ? "" : ": " + reason);
    }
}
