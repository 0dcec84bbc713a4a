package dev.verdigris.internal.step;

import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;

/** A minimum that somebody else has set meanwhile, which is left as it is and told. */
final class SetByOthers {

    private SetByOthers() {}

    /**
     * Leaves it. A look that shows another minimum than we wrote last may be older than that, so that it takes two.
     *
     * @param min the minimum that was found
     * @param instead what it would be otherwise, in words
     */
    static Progress left(Scene scene, Color color, GroupName group, int min, String instead) {
        boolean written = scene.pins().getOrDefault(color, min) != min;
        scene.look().traffic();
        if (written && !scene.again("min " + min + " of " + color)) {
            return Progress.notYet(
                    "the minimum of " + group + " is " + min
                            + ", which is not what was written last; looking once more",
                    "look at the minimum size of " + group);
        }
        scene.note(group + ": someone set its minimum to " + min + " meanwhile; it is left so (" + instead + ")");
        return Progress.done();
    }
}
