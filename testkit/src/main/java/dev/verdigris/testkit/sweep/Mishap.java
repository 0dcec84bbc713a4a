package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong with instances, or that an alarm does, at any moment. */
enum Mishap {
    /** An alarm adds an instance. */
    SCALE_OUT(true) {
        @Override
        void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color).scaleOut(1);
        }
    },
    /** An alarm takes an instance away, if the minimum lets it. */
    SCALE_IN(false) {
        @Override
        void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color).scaleIn(1);
        }
    },
    /** An instance is terminated. */
    DIES(false) {
        @Override
        void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedInstance one = first(cloud.group(environment, color));
            if (one != null) {
                one.terminate();
            }
        }
    },
    /** An instance fails its health checks for a minute. */
    SICK(false) {
        @Override
        void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedInstance one = first(cloud.group(environment, color));
            if (one != null) {
                one.sicken("Target.ResponseCodeMismatch");
                cloud.after(Duration.ofMinutes(1), one::heal);
            }
        }
    },
    /** The next instance takes its time to boot. */
    SLOW_BOOT(true) {
        @Override
        void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            group.afflict(group.instances().size() + 1, InstanceFault.slowBoot(Duration.ofMinutes(2)));
        }
    },
    /** One of the next instances never becomes healthy. */
    NEVER_HEALTHY(false) {
        @Override
        void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            group.afflict(group.instances().size() + 2, InstanceFault.neverHealthy());
        }
    },
    /** A few launches are refused for want of capacity. */
    NO_CAPACITY(true) {
        @Override
        void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color).refuseLaunches("no capacity", 2);
        }
    };

    private final boolean harmless;

    Mishap(boolean harmless) {
        this.harmless = harmless;
    }

    abstract void happen(SimulatedCloud cloud, Environment environment, Color color);

    /** Whether no request fails because of it. */
    boolean harmless() {
        return harmless;
    }

    private static @Nullable SimulatedInstance first(SimulatedGroup group) {
        return group.instances().isEmpty() ? null : group.instances().get(0);
    }
}
