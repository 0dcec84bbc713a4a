package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceRefresh;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The instance refreshes of both groups, as they were observed.
 *
 * @param newest the newest of each group that ever had one
 * @param template the version of the launch template of the group that serves, as the group says; null if it has no
 *     template, or nobody asked for it
 */
public record ObservedRefreshes(
        Map<Color, InstanceRefresh> newest, @Nullable String template) {

    /** Copies the map. */
    public ObservedRefreshes {
        newest = Map.copyOf(newest);
    }

    /** The refresh in progress in the group of a color; null if none is. */
    @Nullable
    InstanceRefresh active(Color color) {
        InstanceRefresh last = newest.get(color);
        return last != null && last.status().active() ? last : null;
    }
}
