package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the outside world does in the middle of a deployment, none of it the deployment's fault. */
enum Move {
    /** Nothing. */
    NONE("nothing moves", true, false) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {}
    },
    /** Load grows: an alarm adds an instance to the fleet that serves. */
    SCALE_OUT("the blue fleet is scaled out", true, true) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.BLUE).scaleOut(1);
        }
    },
    /** Load sinks: an alarm takes an instance away, if the minimum lets it. Auto Scaling does not drain what it did not register. */
    SCALE_IN("the blue fleet is scaled in", false, true) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.BLUE).scaleIn(1);
        }
    },
    /** An instance of the blue fleet ends, and is replaced. */
    BLUE_DIES("an instance of the blue fleet is terminated", false, true) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {
            terminateOne(cloud.group(environment, Color.BLUE));
        }
    },
    /** An instance of the green fleet ends, if there is one, and is replaced. */
    GREEN_DIES("an instance of the green fleet is terminated", false, true) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {
            terminateOne(cloud.group(environment, Color.GREEN));
        }
    },
    /** Somebody lowers the minimum of the blue fleet. */
    LOWER_MIN("somebody sets the blue fleet's minimum to 1", true, true) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.BLUE).setMin(1);
        }

        @Override
        @Nullable
        Integer min() {
            return 1;
        }
    },
    /** Somebody deregisters a target of the fleet that serves. */
    DEREGISTER_ONE("somebody deregisters a target", true, true) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {
            List<TargetHealth> targets = cloud.targetGroup(environment).targets();
            for (TargetHealth target : targets) {
                if (target.healthy() && targets.size() > 1) {
                    cloud.targetGroup(environment).deregister(target.target().instance());
                    return;
                }
            }
        }
    },
    /** Somebody records the other color. */
    RECORD_OTHER("somebody records green", true, false) {
        @Override
        void make(SimulatedCloud cloud, Environment environment) {
            cloud.setParameter(environment.activeColorParameter(), Color.GREEN.label());
        }
    };

    private final String words;
    private final boolean harmless;
    private final boolean resizes;

    Move(String words, boolean harmless, boolean resizes) {
        this.words = words;
        this.harmless = harmless;
        this.resizes = resizes;
    }

    abstract void make(SimulatedCloud cloud, Environment environment);

    /** Whether no request fails because of it. */
    boolean harmless() {
        return harmless;
    }

    /** Whether the fleets may end in other sizes because of it. */
    boolean resizes() {
        return resizes;
    }

    /** The minimum that it sets; null if it sets none. */
    @Nullable
    Integer min() {
        return null;
    }

    private static void terminateOne(SimulatedGroup group) {
        if (!group.instances().isEmpty()) {
            group.instances().get(0).terminate();
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
