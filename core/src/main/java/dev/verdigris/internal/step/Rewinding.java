package dev.verdigris.internal.step;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.RefreshTerms;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.world.ReleasePointer;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceRefresh;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to select again what serves, on the way back of a rolling refresh. A pointer that cannot be read or written keeps
 * nothing from going back, and is named in the end.
 *
 * @param place where the pointer is
 * @param release what is to be selected
 * @param trouble why it is not; null if nothing is wrong
 */
record Rewinding(String place, String release, @Nullable PortException trouble) {

    static Rewinding of(RefreshTerms terms, Scene scene) {
        Released before = terms.released();
        String serves = terms.rewound();
        if (before == null || serves == null || complete(terms, scene)) {
            return new Rewinding("", "", null);
        }
        try {
            select(scene, before, serves);
            return new Rewinding(before.place(), serves, null);
        } catch (PortException e) {
            return new Rewinding(before.place(), serves, e);
        }
    }

    /** Once every instance is new there is no way back, and later launches boot what all of them run. */
    private static boolean complete(RefreshTerms terms, Scene scene) {
        InstanceRefresh own = OwnRefresh.look(terms, scene).own();
        return own != null && own.status() == InstanceRefresh.Status.SUCCESSFUL;
    }

    private static void select(Scene scene, Released before, String serves) {
        ReleasePointer pointer = scene.releases(before.place());
        String now = pointer.read();
        if (serves.equals(now)) {
            return;
        }
        if (Objects.equals(now, before.selected())) {
            pointer.select(now, serves);
        } else {
            scene.note(SelectRelease.left(before.place(), now, serves));
        }
    }

    /** How it stands once all else is as it was. */
    Progress done() {
        if (trouble == null) {
            return Progress.done();
        }
        if (trouble.isTransient()) {
            throw trouble;
        }
        return Progress.left(
                "expected " + release + ", which serves, to be selected in " + place + ", found that it could not be: "
                        + trouble.problem(),
                "select " + release + " there: instances launched until then may boot another release");
    }
}
