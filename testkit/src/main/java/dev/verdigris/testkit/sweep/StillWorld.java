package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Launch;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.ActiveColors;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An environment in which nothing ever happens, for whoever looks only for what is in the deployment state: no time passes
 * with a look, and nothing can be changed.
 *
 * @param fleets both fleets
 * @param pool the target group
 * @param health its targets
 * @param recorded the recorded color; null if none is
 */
record StillWorld(
        Map<GroupName, Fleet> fleets,
        TargetGroup pool,
        List<TargetHealth> health,
        @Nullable String recorded) implements Fleets, TargetGroups, ActiveColors {

    /** The ports of a still world in which one instance serves. */
    static Cloud of(Environment environment) {
        Cloud living = SimulatedCloud.serving(environment, 1).ports();
        TargetGroup pool =
                living.targetGroups().find(environment.traffic().targetGroups().get(0));
        StillWorld still = new StillWorld(
                living.fleets().describe(Set.of(environment.blue(), environment.green())),
                pool,
                living.targetGroups().health(pool),
                living.activeColors().read(environment.activeColorParameter()));
        return Cloud.builder()
                .fleets(still)
                .targetGroups(still)
                .activeColors(still)
                .time(living.time())
                .build();
    }

    @Override
    public Map<GroupName, Fleet> describe(Set<GroupName> groups) {
        return fleets;
    }

    @Override
    public TargetGroup find(TargetGroupRef ref) {
        return pool;
    }

    @Override
    public List<TargetHealth> health(TargetGroup group) {
        return health;
    }

    @Override
    public @Nullable String read(ParameterPath parameter) {
        return recorded;
    }

    @Override
    public int targetQuota() {
        throw still();
    }

    @Override
    public List<Launch> recentLaunches(GroupName group) {
        throw still();
    }

    @Override
    public void resize(GroupName group, Resize to, Permit permit) {
        throw still();
    }

    @Override
    public void register(TargetGroup group, Set<Target> targets, Permit permit) {
        throw still();
    }

    @Override
    public void deregister(TargetGroup group, Set<Target> targets, Permit permit) {
        throw still();
    }

    @Override
    public void write(ParameterPath parameter, Color color, Permit permit) {
        throw still();
    }

    private static UnsupportedOperationException still() {
        return new UnsupportedOperationException("only looked at");
    }
}
