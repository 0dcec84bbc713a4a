package dev.verdigris.testkit.sweep;

import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;

/** What an account holds besides an environment. */
final class Accounts {
    private static final String LEGACY = "Legacy";

    private Accounts() {}

    /** A target group that is not the environment's and that no listener uses, made when it is first asked for. */
    static SimulatedTargetGroup legacy(SimulatedCloud cloud) {
        for (SimulatedTargetGroup targetGroup : cloud.targetGroups()) {
            if (targetGroup.name().equals(LEGACY)) {
                return targetGroup;
            }
        }
        SimulatedTargetGroup legacy = cloud.createTargetGroup(LEGACY);
        legacy.setInUse(false);
        return legacy;
    }
}
