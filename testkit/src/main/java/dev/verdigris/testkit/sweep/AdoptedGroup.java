package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The ways in which a group that is adopted may be in its target group; it stands in for blue. */
enum AdoptedGroup implements Account {
    /** Auto Scaling registers what it launches, and whatever forwards there forwards to nothing else. */
    ATTACHED("a group that is attached") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup old = cloud.group(environment, Color.BLUE);
            SimulatedTargetGroup targets = cloud.targetGroup(environment, Color.BLUE);
            if (!old.isAttached(targets)) {
                old.attach(targets);
            }
            cloud.listeners(environment).forEach(listener -> listener.forward(ForwardAction.to(targets)));
            cloud.pass(Duration.ofMinutes(2));
        }
    },
    /** Somebody has registered its members long ago. */
    BY_HAND("a group whose members are registered by hand") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedTargetGroup targets = cloud.targetGroup(environment, Color.BLUE);
            SimulatedGroup old = cloud.group(environment, Color.BLUE);
            for (Color color : Color.values()) {
                SimulatedGroup group = cloud.group(environment, color);
                if (group.isAttached(cloud.targetGroup(environment, color))) {
                    group.detach(cloud.targetGroup(environment, color));
                    cloud.pass(Duration.ofMinutes(1));
                }
            }
            if (targets.healthy(old) == 0) {
                targets.place(old);
            }
        }
    };

    private final String words;

    AdoptedGroup(String words) {
        this.words = words;
    }

    /** Either is adopted. */
    @Override
    public @Nullable String refusal() {
        return null;
    }

    @Override
    public String toString() {
        return words;
    }
}
