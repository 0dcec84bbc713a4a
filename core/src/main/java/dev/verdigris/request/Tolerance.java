package dev.verdigris.request;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tolerance of a deployment for what is missing of its new fleet: so much less may be in service and healthy when the old
 * one leaves. All of it is waited for until three quarters of a wait's deadline have passed, and one instance must serve in
 * any case; nor may so many be missing that the load balancer finds fewer of those registered healthy than the target group asks
 * for ({@code target_group_health}), since it would send requests to the others, too. A way back tolerates nothing. Immutable.
 */
public final class Tolerance {
    private static final Tolerance NONE = new Tolerance(0, false);

    private final int amount;
    private final boolean percent;

    private Tolerance(int amount, boolean percent) {
        this.amount = amount;
        this.percent = percent;
    }

    /** Nothing may be missing; the default. */
    public static Tolerance none() {
        return NONE;
    }

    /**
     * So many may be missing, in the units of the groups' sizes: instances, unless these have weights.
     *
     * @throws IllegalArgumentException if they are less than 1
     */
    public static Tolerance of(int missing) {
        if (missing < 1) {
            throw new IllegalArgumentException("tolerance: expected 1 or more, found " + missing);
        }
        return new Tolerance(missing, false);
    }

    /**
     * So much in a hundred may be missing, rounded down.
     *
     * @throws IllegalArgumentException if it is not 1 to 99
     */
    public static Tolerance percent(int percent) {
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("tolerance: expected 1 to 99 %, found " + percent + " %");
        }
        return new Tolerance(percent, true);
    }

    /**
     * The tolerance that a text says, as {@link #toString} writes it: {@code none}, {@code 2} or {@code 10%}.
     *
     * @throws IllegalArgumentException if it says none
     */
    public static Tolerance parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        if (!text.matches("[0-9]{1,9}%?")) {
            throw new IllegalArgumentException(
                    "tolerance: expected a number or a percentage such as 10%, found '" + text + "'");
        }
        int amount = Integer.parseInt(text.replace("%", ""));
        return text.endsWith("%") ? percent(amount) : of(amount);
    }

    /** What is enough where so much is wanted: what may be missing less, and at least 1; nothing where nothing is. */
    public int enough(int wanted) {
        long missing = percent ? (long) wanted * amount / 100 : amount;
        return (int) Math.max(Math.min(1, wanted), wanted - missing);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tolerance that && amount == that.amount && percent == that.percent;
    }

    @Override
    public int hashCode() {
        return Objects.hash(amount, percent);
    }

    @Override
    public String toString() {
        return amount == 0 ? "none" : amount + (percent ? "%" : "");
    }
}
