package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves of the world that bear on an environment whose routes forward by weight: somebody else writes there, too. */
enum ForwardingMove implements Move {
    /** Somebody registers an instance of neither fleet. */
    UNRECOGNIZED("somebody registers an instance of neither fleet", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.targetGroup(environment, color)
                    .register(cloud.startInstance("unrecognized").id());
        }
    },
    /** Somebody writes the routes as they are, with a target group more that gets no requests. */
    ANOTHER_GROUP("somebody adds a target group at weight 0", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            for (SimulatedListener listener : cloud.listeners(environment)) {
                ForwardAction action = listener.action();
                if (action != null) {
                    listener.forward(action.and(Account.targetGroup(cloud, "Other"), 0));
                }
            }
        }
    },
    /** Somebody leaves the target group out that gets no requests: its targets are not checked any more. */
    IDLE_LEFT_OUT("somebody leaves the idle target group out of the actions", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            for (SimulatedListener listener : cloud.listeners(environment)) {
                ForwardAction bare = bare(listener.action());
                if (bare != null) {
                    listener.forward(bare);
                }
            }
        }
    },
    /** Somebody has clients kept where they were sent, for a while. */
    STICKY("somebody makes the routes sticky for 20 s", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            for (SimulatedListener listener : cloud.listeners(environment)) {
                ForwardAction action = listener.action();
                if (action != null) {
                    listener.forward(action.sticky(Duration.ofSeconds(20)));
                }
            }
        }
    };

    private final String words;
    /** It is copied, and not to be changed. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Color> swept;

    ForwardingMove(String words, Color... swept) {
        this.words = words;
        this.swept = List.of(swept);
    }

    /** The action without what has weight 0. */
    static @Nullable ForwardAction bare(@Nullable ForwardAction action) {
        if (action == null) {
            return null;
        }
        ForwardAction[] bare = {null};
        action.weights().forEach((group, weight) -> {
            if (weight > 0) {
                bare[0] = bare[0] == null ? ForwardAction.to(group, weight) : bare[0].and(group, weight);
            }
        });
        return bare[0] == null ? null : new ForwardAction(bare[0].weights(), action.stickiness());
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
