package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;

/**
 * Has every route forward to one color alone, which is complete and healthy.
 *
 * @param color that color
 * @param floor how much healthy capacity must remain
 */
record ForwardingRepair(Color color, int floor) implements Repair {

    @Override
    public void act(Scene scene) {
        Routes.of(scene).only(scene, color);
    }

    @Override
    public Progress effect(Scene scene) {
        ForwardingState state = Routes.state(scene.look());
        return state.at(color)
                ? Progress.done()
                : Progress.notYet(
                        Words.list(state.told()),
                        "see who else changes " + state.route().name());
    }
}
