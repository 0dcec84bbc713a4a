package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import org.jspecify.annotations.Nullable;

/**
 * The capacity that a color served with before traffic left it: what a rollback to it needs.
 *
 * @param color the color
 * @param capacity how much of its fleet served, in the units of its group's size
 */
public record Served(Color color, int capacity) {

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

    /** @throws IllegalArgumentException if the capacity is zero or negative */
    public Served {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity that served: expected 1 or more, found " + capacity);
        }
    }
}
