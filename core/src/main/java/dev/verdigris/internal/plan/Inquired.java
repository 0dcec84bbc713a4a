package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.report.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read besides, because a request depends on it.
 *
 * @param selection the release pointer; null if nobody has asked for it
 * @param refreshes the instance refreshes; null if nobody has asked for them, or they cannot be read
 * @param hooks the lifecycle hooks of those groups for which somebody has asked
 * @param alarms the alarms that a bake may watch; null if nobody has asked for any
 * @param own the environment with both of its colors, where a group stands in for one; null if none does
 */
public record Inquired(
        @Nullable Selection selection,
        @Nullable ObservedRefreshes refreshes,
        Map<Color, List<LifecycleHook>> hooks,
        @Nullable ObservedAlarms alarms,
        @Nullable Own own) {

    /**
     * An environment with both of its colors, where a group stands in for one.
     *
     * @param snapshot the environment
     * @param findings what its traffic does not have that it needs of them
     */
    public record Own(Snapshot snapshot, List<Finding> findings) {}

    /** Copies the map. */
    public Inquired {
        hooks = Map.copyOf(hooks);
    }

    /** Nothing. */
    public static Inquired nothing() {
        return new Inquired(null, null, Map.of(), null, null);
    }

    Inquired selecting(@Nullable Selection other) {
        return new Inquired(other, refreshes, hooks, alarms, own);
    }

    Inquired refreshing(@Nullable ObservedRefreshes others) {
        return new Inquired(selection, others, hooks, alarms, own);
    }

    Inquired holding(Map<Color, List<LifecycleHook>> others) {
        return new Inquired(selection, refreshes, others, alarms, own);
    }

    Inquired watching(@Nullable ObservedAlarms others) {
        return new Inquired(selection, refreshes, hooks, others, own);
    }

    Inquired adopting(Own both) {
        return new Inquired(selection, refreshes, hooks, alarms, both);
    }
}
