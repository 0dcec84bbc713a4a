package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to promote what waits at a {@linkplain Gate gate}: the deployment goes on in the process that promotes it, once
 * what it had found before the gate is so again. Who promoted it, and why, is in the history. Once the gate has expired, what
 * it says for that is done instead. Immutable.
 */
public final class Promotion {
    /** The longest reason that is kept, in characters. */
    public static final int LONGEST_REASON = 100;

    private final Environment environment;
    private final Gate.@Nullable Point gate;
    private final @Nullable String reason;
    private final boolean takeOver;

    private Promotion(Environment environment, Gate.@Nullable Point gate, @Nullable String reason, boolean takeOver) {
        this.environment = environment;
        this.gate = gate;
        this.reason = reason;
        this.takeOver = takeOver;
    }

    /** A promotion of whatever gate it waits at, without a reason. */
    public static Promotion of(Environment environment) {
        return new Promotion(environment, null, null, false);
    }

    /**
     * This promotion of that gate alone: it is refused if the deployment waits at another one. For a program that promotes
     * what it has seen, and may come late or twice.
     */
    public Promotion withGate(Gate.Point gate) {
        return new Promotion(environment, gate, reason, takeOver);
    }

    /**
     * This promotion with a reason, which is in the history beside who promoted it.
     *
     * @param reason the reason, of at most {@value #LONGEST_REASON} characters
     * @throws IllegalArgumentException if it is blank or longer
     */
    public Promotion withReason(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("reason: expected 1 to " + LONGEST_REASON + " characters, found "
                    + (reason.isBlank() ? "none" : String.valueOf(reason.length())));
        }
        return new Promotion(environment, gate, reason, takeOver);
    }

    /**
     * This promotion with or without operator confirmation that whoever holds the deployment is dead; see {@link
     * Recovery#withTakeOver}. Nobody holds one that waits, unless a process has died that was about to resolve it.
     */
    public Promotion withTakeOver(boolean takeOver) {
        return new Promotion(environment, gate, reason, takeOver);
    }

    /** The environment, with the groups, the traffic and the parameter that are in the deployment state. */
    public Environment environment() {
        return environment;
    }

    /** The gate that is promoted; null, the default, for whichever it waits at. */
    public Gate.@Nullable Point gate() {
        return gate;
    }

    /** The reason; null, the default, if none is given. */
    public @Nullable String reason() {
        return reason;
    }

    /** Whether you, the operator, confirm that a holder is dead; by default you do not. */
    public boolean takeOver() {
        return takeOver;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Promotion that
                && environment.equals(that.environment)
                && gate == that.gate
                && Objects.equals(reason, that.reason)
                && takeOver == that.takeOver;
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, gate, reason, takeOver);
    }

    @Override
    public String toString() {
        return "Promotion[" + environment.name() + (gate == null ? "" : ", " + gate.label())
                + (reason == null ? "" : ", " + reason) + (takeOver ? ", taking over]" : "]");
    }
}
