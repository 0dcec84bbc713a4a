package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;

/**
 * The capacity that a color served with before traffic left it: what a rollback to it needs.
 *
 * @param color the color
 * @param capacity how much of its fleet served, in the units of its group's size
 */
public record Served(Color color, int capacity) {

    /** @throws IllegalArgumentException if the capacity is zero or negative */
    public Served {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity that served: expected 1 or more, found " + capacity);
        }
    }
}
