package dev.verdigris.internal.world;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Inquired;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Selection;
import dev.verdigris.internal.plan.Served;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Releases;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads an environment from the ports. */
public final class Observer {

    private Observer() {}

    /**
     * Everything that a plan is made from.
     *
     * @param traffic observes traffic, given both fleets
     */
    public static Snapshot observe(
            Cloud cloud,
            Environment environment,
            BiFunction<Fleet, Fleet, TrafficState> traffic,
            @Nullable KeptWarm keptWarm,
            @Nullable Served served) {
        Map<GroupName, Fleet> fleets = fleets(cloud, environment);
        Fleet blue = fleet(fleets, environment.blue());
        Fleet green = fleet(fleets, environment.green());
        return new Snapshot(
                blue,
                green,
                traffic.apply(blue, green),
                cloud.activeColors().read(environment.activeColorParameter()),
                keptWarm,
                served,
                Inquired.nothing());
    }

    /**
     * The release pointer.
     *
     * @param known what is in the deployment state of releases; null if nothing is
     */
    public static Selection selection(Cloud cloud, Environment environment, @Nullable Released known) {
        Releases releases = cloud.releases();
        if (releases == null) {
            return new Selection(null, null, null, known);
        }
        Releases.Pointer pointer = releases.read(environment);
        return new Selection(pointer.place(), pointer.version(), pointer.obstacle(), known);
    }

    /** Asked for in the same order by every process, so that the same call reads the same. */
    static Map<GroupName, Fleet> fleets(Cloud cloud, Environment environment) {
        return cloud.fleets().describe(new LinkedHashSet<>(List.of(environment.blue(), environment.green())));
    }

    static Fleet fleet(Map<GroupName, Fleet> fleets, GroupName group) {
        Fleet fleet = fleets.get(group);
        if (fleet == null) {
            throw new PortException.NotFound(
                    "autoscaling:DescribeAutoScalingGroups",
                    "expected the Auto Scaling group '" + group + "', found none of that name",
                    null);
        }
        return fleet;
    }
}
