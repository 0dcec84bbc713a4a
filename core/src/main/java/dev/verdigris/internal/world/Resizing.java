package dev.verdigris.internal.world;

import dev.verdigris.model.GroupSize;
import dev.verdigris.port.Fleets.Resize;
import org.jspecify.annotations.Nullable;

/** A change of a group's size in words. */
final class Resizing {

    private Resizing() {}

    /** {@code min 2 → 3, desired 3 → 4}: what is changed, and nothing else. */
    static String of(GroupSize size, Resize to) {
        return arrow("min", size.min(), to.min())
                + (to.min() != null && to.desired() != null ? ", " : "")
                + arrow("desired", size.desired(), to.desired());
    }

    private static String arrow(String what, int now, @Nullable Integer then) {
        return then == null ? "" : what + " " + now + " → " + then;
    }
}
