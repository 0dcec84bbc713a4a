package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The preflight of a traffic strategy: functions of one snapshot, and of what is asked only
 * where a request depends on it.
 */
public interface TrafficPreflight {

    /** The findings that traffic cannot be read, or not be moved whatever is asked, so that nothing further can be told. */
    List<Finding> unreadable();

    /** The findings about the fleet of a color that keep this strategy from routing to it. */
    List<Finding> fleet(Color color);

    /**
     * The findings that stand in the way of moving traffic, and those that one should know before.
     *
     * @param starts whether instances are started before
     */
    List<Finding> shift(Terms terms, boolean starts);

    /** Why traffic cannot move in stages; null if it can. */
    @Nullable
    String indivisible();

    /** The target groups that a fleet is attached to and that are not this environment's way to it. */
    default Set<String> attachedElsewhere(Fleet fleet) {
        return fleet.attachedTargetGroups();
    }

    /** Which instances get requests by another way, too: by the name of that way. */
    Map<String, Set<InstanceId>> elsewhere(Set<InstanceId> instances);
}
