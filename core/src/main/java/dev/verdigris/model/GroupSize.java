package dev.verdigris.model;

/**
 * The size of an Auto Scaling group as it is set: how small and how large it may become, and how large it is meant to
 * be now. Whether the three fit together, AWS decides for a group that exists, and the library for one that it changes.
 *
 * @param min the minimum size, in instances
 * @param max the maximum size, in instances
 * @param desired the desired capacity, in instances
 */
public record GroupSize(int min, int max, int desired) {

    /** @throws IllegalArgumentException if one of them is negative */
    public GroupSize {
        Require.notNegative("minimum size", min);
        Require.notNegative("maximum size", max);
        Require.notNegative("desired capacity", desired);
    }

    @Override
    public String toString() {
        return "min " + min + ", max " + max + ", desired " + desired;
    }
}
