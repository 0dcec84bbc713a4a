package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.util.List;

/** Moves of the world that bear on an environment whose target group is attached: somebody else attaches and registers, too. */
enum AttachmentMove implements Move {
    /** Somebody registers an instance of neither fleet. */
    UNRECOGNIZED("somebody registers an instance of neither fleet", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.targetGroup(environment)
                    .register(cloud.startInstance("unrecognized").id());
        }
    },
    /** Somebody attaches what is attached, as a tool does that sees to its own description of the world. */
    AGAIN("somebody attaches the target group again where it is attached", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            if (group.isAttached(cloud.targetGroup(environment))) {
                group.attach(cloud.targetGroup(environment));
            }
        }
    },
    /** AWS does not attach what is on its way out, from now on. */
    NO_RETURN("what is on its way out may not be attached again", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            for (Color each : Color.values()) {
                cloud.group(environment, each).setRefuseReturn(true);
            }
        }
    };

    private final String words;
    /** An immutable copy. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Color> swept;

    AttachmentMove(String words, Color... swept) {
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
