package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.List;

/**
 * Moves of the world that bear on an environment whose fleets share a target group: somebody else registers and
 * deregisters there.
 */
enum RegistrationMove implements Move {
    /** Somebody takes a target out of traffic, as a helper does that drains an instance before its end. */
    DEREGISTER_ONE("somebody deregisters a target", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedTargetGroup targetGroup = cloud.targetGroup(environment);
            List<TargetHealth> targets = targetGroup.targets();
            if (targetGroup.healthy(cloud.group(environment, color)) < 2) {
                return;
            }
            for (TargetHealth target : targets) {
                SimulatedInstance instance = cloud.instance(target.target().instance());
                if (target.healthy() && environment.group(color).equals(instance.group())) {
                    targetGroup.deregister(instance.id());
                    return;
                }
            }
        }

        @Override
        public boolean resizes() {
            return true;
        }
    },
    /** Somebody registers an instance of neither fleet. */
    UNRECOGNIZED("somebody registers an instance of neither fleet", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.targetGroup(environment)
                    .register(cloud.startInstance("unrecognized").id());
        }
    };

    private final String words;
    /** An immutable copy. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Color> swept;

    RegistrationMove(String words, Color... swept) {
        this.words = words;
        this.swept = List.of(swept);
    }

    @Override
    public List<Color> swept() {
        return swept;
    }

    @Override
    public String toString() {
        return words;
    }
}
