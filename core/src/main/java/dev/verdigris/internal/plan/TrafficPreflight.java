package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a traffic strategy says of the ground that a request stands on: functions of one snapshot, and of what is asked only
 * where a request depends on it.
 */
public interface TrafficPreflight {

    /** Why traffic cannot be read at all, so that nothing further can be said; null if it can. */
    @Nullable
    Finding unreadable();

    /** What the fleet of a color must not be to be routed to by this strategy. */
    List<Finding> fleet(Color color);

    /**
     * What stands in the way of moving traffic, and what is to be known before.
     *
     * @param starts whether instances are started before
     */
    List<Finding> shift(Terms terms, boolean starts);

    /** Which instances get requests by another way, too: by the name of that way. */
    Map<String, Set<InstanceId>> elsewhere(Set<InstanceId> instances);
}
