package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an account may hold besides an environment whose routes forward by weight, or what those routes say. */
enum ForwardingAccount implements Account {
    /** The routes name the blue target group alone. */
    BARE("routes that name one target group alone") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            rewrite(cloud, environment, action -> Objects.requireNonNull(ForwardingMove.bare(action)));
        }
    },
    /** Clients are kept where they were sent. */
    STICKY("routes that are sticky for 20 s") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            rewrite(cloud, environment, action -> action.sticky(Duration.ofSeconds(20)));
        }
    },
    /** A target group of somebody else is there at weight 0. */
    ANOTHER_GROUP("another target group at weight 0") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedTargetGroup other = Account.targetGroup(cloud, "Legacy");
            rewrite(cloud, environment, action -> action.and(other, 0));
        }
    },
    /** Neither group is attached, and somebody has registered the blue members long ago. */
    BY_HAND("members that nobody else registers") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).detach(cloud.targetGroup(environment, color));
            }
            cloud.pass(Duration.ofMinutes(1));
            cloud.targetGroup(environment, Color.BLUE).place(cloud.group(environment, Color.BLUE));
        }
    },
    /** An instance of neither fleet is registered beside the blue ones. */
    UNRECOGNIZED("a target of neither fleet") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.targetGroup(environment, Color.BLUE).place(cloud.startInstance("unrecognized"));
        }
    },
    /** A target group of somebody else gets a part of the requests. */
    SHARED("another target group with a weight", "Legacy") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedTargetGroup other = Account.targetGroup(cloud, "Legacy");
            other.place(cloud.startInstance("unrecognized"));
            rewrite(cloud, environment, action -> action.and(other, 1));
        }
    },
    /** Green's instances are registered by nobody. */
    DETACHED("an idle group that is not attached", "attached to Beta-Green") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).detach(cloud.targetGroup(environment, Color.GREEN));
        }
    },
    /** What green launches is not registered. */
    NOT_ADDED("a group that registers nothing", "AddToLoadBalancer") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).suspend("AddToLoadBalancer");
        }
    },
    /** Nobody gets any requests. */
    NO_WEIGHTS("weights that are all 0", "beta-blue") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedTargetGroup blue = cloud.targetGroup(environment, Color.BLUE);
            rewrite(cloud, environment, action -> action.and(blue, 0));
        }
    },
    /** The listener does something that no program knows. */
    UNKNOWN("an action of a type that is not known", "token-exchange") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.listeners(environment).forEach(listener -> listener.addUnknownAction(0, "token-exchange"));
        }
    };

    private final String words;
    private final @Nullable String refusal;

    ForwardingAccount(String words) {
        this(words, null);
    }

    ForwardingAccount(String words, @Nullable String refusal) {
        this.words = words;
        this.refusal = refusal;
    }

    @Override
    public @Nullable String refusal() {
        return refusal;
    }

    /** Somebody has written the default actions of the listeners long ago. */
    private static void rewrite(SimulatedCloud cloud, Environment environment, UnaryOperator<ForwardAction> to) {
        for (SimulatedListener listener : cloud.listeners(environment)) {
            listener.forward(to.apply(Objects.requireNonNull(listener.action())));
        }
        cloud.pass(Duration.ofMinutes(2));
    }

    @Override
    public String toString() {
        return words;
    }
}
