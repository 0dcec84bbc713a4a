package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedFollower;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedHook;
import dev.verdigris.testkit.SimulatedInstance;

/** The peace in which whoever is left resolves what is in progress: nothing is broken any more. */
final class Peace {

    private Peace() {}

    static void on(SimulatedCloud cloud, Environment environment) {
        for (Color color : Color.values()) {
            SimulatedGroup group = cloud.group(environment, color);
            group.allowLaunches();
            group.instances().forEach(SimulatedInstance::heal);
            cloud.followers().forEach(follower -> follower.release(color));
        }
        cloud.followers().forEach(SimulatedFollower::recover);
        for (SimulatedHook hook : cloud.hooks()) {
            hook.recover();
            hook.setFailing(false).setUndoFailing(false);
        }
    }
}
