package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds besides an environment in which blue serves, or what the environment is set to: such that a
 * deployment is right to go ahead, or such that it must be refused before it changes anything. Printed, it reads after "there
 * is".
 */
interface Account {

    /** Has a cloud hold it, in which blue serves. */
    void hold(SimulatedCloud cloud, Environment environment);

    /** What the refusal of a deployment must name; null if it may go ahead. */
    @Nullable
    String refusal();

    /** A target group that is not the environment's, made when it is first asked for; no listener uses it. */
    static SimulatedTargetGroup targetGroup(SimulatedCloud cloud, String name) {
        for (SimulatedTargetGroup targetGroup : cloud.targetGroups()) {
            if (targetGroup.name().equals(name)) {
                return targetGroup;
            }
        }
        SimulatedTargetGroup made = cloud.createTargetGroup(name);
        made.setInUse(false);
        return made;
    }
}
