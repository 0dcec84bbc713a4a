package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.step.Repair;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;

/**
 * Deregisters the targets of the color that should not serve.
 *
 * @param color that color
 * @param floor how much healthy capacity must remain
 */
record Leave(Color color, int floor) implements Repair {
    @Override
    public void act(Scene scene) {
        Pool.of(scene).deregister(scene, color);
    }
}
