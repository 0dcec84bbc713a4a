package dev.verdigris.port;

import org.jspecify.annotations.Nullable;

/**
 * A change of a group's size. What is null stays as it is; the maximum is never changed.
 *
 * @param min the new minimum size, or null
 * @param desired the new desired capacity, or null
 */
public record Resize(@Nullable Integer min, @Nullable Integer desired) {

    /** @throws IllegalArgumentException if nothing would change, or a size is negative */
    public Resize {
        if (min == null && desired == null) {
            throw new IllegalArgumentException("resize: expected a minimum or a desired capacity, found neither");
        }
        if ((min != null && min < 0) || (desired != null && desired < 0)) {
            throw new IllegalArgumentException("resize: expected 0 or more, found min " + min + ", desired " + desired);
        }
    }

    /** Changes the minimum only. AWS raises the desired capacity to it where that is lower. */
    public static Resize min(int min) {
        return new Resize(min, null);
    }

    /** Changes both at once. */
    public static Resize to(int min, int desired) {
        return new Resize(min, desired);
    }
}
