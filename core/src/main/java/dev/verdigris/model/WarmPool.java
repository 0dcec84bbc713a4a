package dev.verdigris.model;

/**
 * The warm pool of an Auto Scaling group: instances that were prepared earlier, from the launch template as it was
 * then, and that a scale-out takes first.
 *
 * @param size how many instances are in it now ({@code WarmPoolSize})
 * @param reused whether a scale-in puts instances back into it instead of ending them ({@code ReuseOnScaleIn})
 */
public record WarmPool(int size, boolean reused) {

    /** @throws IllegalArgumentException if the size is negative */
    public WarmPool {
        Require.notNegative("size of the warm pool", size);
    }
}
