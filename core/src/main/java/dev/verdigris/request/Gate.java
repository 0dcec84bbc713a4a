package dev.verdigris.request;

import dev.verdigris.internal.text.Words;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A gate: a named point where a deployment stops, and where its process may end, until somebody promotes or aborts it, from
 * any machine. While it waits nothing is held but the deployment state: nobody has the lease, and nothing else can be
 * begun on the environment. Immutable.
 *
 * <pre>{@code
 * Deployment.of(beta).withGate(Gate.beforeSwitch());                                   // waits for as long as it takes
 * Deployment.of(beta).withGate(Gate.afterBake().abortedAfter(Duration.ofHours(4)));
 * }</pre>
 *
 * <p>A gate's time counts from when it was reached, by the clock of whoever reached it, also while no process runs. No one
 * watches it: once it has passed, the next {@code resume}, {@code promote} or {@code reconcile} does what the gate says.
 */
public final class Gate {
    private final Point point;
    private final @Nullable Duration expiry;
    private final AtExpiry atExpiry;

    private Gate(Point point, @Nullable Duration expiry, AtExpiry atExpiry) {
        this.point = point;
        this.expiry = expiry;
        this.atExpiry = atExpiry;
    }

    /** The points of a deployment that may have a gate. */
    public enum Point {
        /** The new fleet is in service and has passed its checks; it gets no request yet. */
        BEFORE_SWITCH("before-switch"),
        /** The new fleet serves alone and has baked; the old one still runs, at its size. */
        AFTER_BAKE("after-bake");

        private final String label;

        Point(String label) {
            this.label = label;
        }

        /** The point as it is typed and shown, such as {@code before-switch}. A stable string. */
        public String label() {
            return label;
        }

        /**
         * The point that is called so.
         *
         * @throws IllegalArgumentException if none is
         */
        public static Point parse(String label) {
            for (Point point : values()) {
                if (point.label.equals(label)) {
                    return point;
                }
            }
            throw new IllegalArgumentException("gate: expected before-switch or after-bake, found '" + label + "'");
        }
    }

    /** What becomes of a deployment whose gate has waited for its time. */
    public enum AtExpiry {
        /** It is rolled back. */
        ABORT,
        /** It continues, as if somebody had promoted it. */
        PROMOTE
    }

    /** A gate that waits for as long as it takes. */
    public static Gate at(Point point) {
        return new Gate(point, null, AtExpiry.ABORT);
    }

    /** A gate before the switch that waits for as long as it takes. */
    public static Gate beforeSwitch() {
        return at(Point.BEFORE_SWITCH);
    }

    /** A gate after the bake that waits for as long as it takes. */
    public static Gate afterBake() {
        return at(Point.AFTER_BAKE);
    }

    /**
     * This gate, at which the deployment is rolled back if nobody has promoted it in time.
     *
     * @param expiry the time, counted from when the gate is reached
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Gate abortedAfter(Duration expiry) {
        return new Gate(point, valid(expiry), AtExpiry.ABORT);
    }

    /**
     * This gate, at which the deployment continues if nobody has aborted it in time.
     *
     * @param expiry the time, counted from when the gate is reached
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Gate promotedAfter(Duration expiry) {
        return new Gate(point, valid(expiry), AtExpiry.PROMOTE);
    }

    private static Duration valid(Duration expiry) {
        if (expiry.isNegative() || expiry.isZero()) {
            throw new IllegalArgumentException("gate: expected an expiry above 0, found " + expiry);
        }
        return expiry;
    }

    /** The point where it stands. */
    public Point point() {
        return point;
    }

    /** The name of the gate: the label of its point. */
    public String name() {
        return point.label;
    }

    /** The time for which it waits, from when it is reached; null, the default, if for as long as it takes. */
    public @Nullable Duration expiry() {
        return expiry;
    }

    /** What becomes of the deployment at its expiry; it does not matter without one. */
    public AtExpiry atExpiry() {
        return atExpiry;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Gate that
                && point == that.point
                && Objects.equals(expiry, that.expiry)
                && atExpiry == that.atExpiry;
    }

    @Override
    public int hashCode() {
        return Objects.hash(point, expiry, atExpiry);
    }

    /** The gate as it is typed: {@code before-switch}, {@code after-bake/4h} or {@code after-bake/4h/promote}. */
    @Override
    public String toString() {
        return point.label
                + (expiry == null ? "" : "/" + Words.duration(expiry))
                + (atExpiry == AtExpiry.PROMOTE ? "/promote" : "");
    }
}
