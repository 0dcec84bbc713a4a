package dev.verdigris.internal.world;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.Cloud;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an environment from the ports. */
public final class Observer {

    private Observer() {}

    /** Everything that a plan is made from. */
    public static Snapshot observe(
            Cloud cloud, Environment environment, @Nullable KeptWarm keptWarm, @Nullable Served served) {
        Map<GroupName, Fleet> fleets = fleets(cloud, environment);
        Traffic.Registration traffic = (Traffic.Registration) environment.traffic();
        TargetGroup targetGroup = cloud.targetGroups().find(traffic.targetGroup());
        return new Snapshot(
                fleet(fleets, environment.blue()),
                fleet(fleets, environment.green()),
                targetGroup,
                targets(cloud, targetGroup),
                cloud.activeColors().read(environment.activeColorParameter()),
                keptWarm,
                served);
    }

    /** What is no instance cannot be counted by color: then the kind says enough. */
    private static List<TargetHealth> targets(Cloud cloud, TargetGroup group) {
        return group.kind().equals(TargetGroup.INSTANCES) ? cloud.targetGroups().health(group) : List.of();
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
