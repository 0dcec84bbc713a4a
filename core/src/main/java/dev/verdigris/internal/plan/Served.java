package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import org.jspecify.annotations.Nullable;

/**
 * The capacity that a color served with before traffic left it: what a rollback to it needs, and a start.
 *
 * @param color the color
 * @param capacity how much of its fleet served, in the units of its group's size
 * @param min the minimum that a shutdown took from its fleet; null if traffic went to the other color
 */
public record Served(Color color, int capacity, @Nullable Integer min) {

    /** What a color served with before traffic went to the other one. */
    public Served(Color color, int capacity) {
        this(color, capacity, null);
    }

    /**
     * What a color served with before a deployment took traffic from it; null if its fleet was empty.
     *
     * @param size the size that its fleet had when traffic last reached it; null if that is not known, so that the one that
     *     the deployment found says it
     * @param found what the deployment found
     */
    public static @Nullable Served of(Color color, @Nullable Integer size, Preimage found) {
        int capacity = size != null ? size : found.size(color).desired();
        return capacity < 1 ? null : new Served(color, capacity);
    }

    /** What a color served with before a shutdown, which found its fleet to have that minimum. */
    public static Served untilShutdown(Color color, @Nullable Integer size, Preimage found) {
        int capacity = size != null ? size : found.size(color).desired();
        return new Served(color, Math.max(1, capacity), found.size(color).min());
    }

    /** Whether nobody has served since: a shutdown ended it. */
    public boolean shutDown() {
        return min != null;
    }

    /** @throws IllegalArgumentException if the capacity is zero or negative */
    public Served {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity that served: expected 1 or more, found " + capacity);
        }
    }

    @Override
    public String toString() {
        return capacity + " of " + color + (min == null ? "" : ", minimum " + min + ", until it was shut down");
    }
}
