package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an account may hold besides an environment whose fleets share a target group, or in that target group.
 */
enum RegistrationAccount implements Account {
    /** An instance of neither fleet is registered beside the blue ones. */
    UNRECOGNIZED("a target of neither fleet") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.targetGroup(environment).place(cloud.startInstance("unrecognized"));
        }
    },
    /** Blue serves by attachment to another target group, and the environment's is empty. */
    ATTACHED_ELSEWHERE("a fleet that serves through another target group", "Legacy") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.BLUE).attach(serving(cloud, environment));
            empty(cloud, environment);
        }
    },
    /** Blue's instances are registered in another target group, and the environment's is empty. */
    REGISTERED_ELSEWHERE("instances that are registered elsewhere", "Legacy") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            serving(cloud, environment);
            empty(cloud, environment);
        }
    },
    /** The idle group is attached to another target group, as that of another service. */
    IDLE_ATTACHED("an idle group that is attached elsewhere", "Legacy") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).attach(Account.targetGroup(cloud, LEGACY));
        }
    },
    /** Blue is in service, and nobody is registered anywhere. */
    RAN_EMPTY("a target group that ran empty", "beta-blue") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            empty(cloud, environment);
        }
    },
    /** Only an instance of neither fleet serves. */
    ONLY_UNRECOGNIZED("only a target of neither fleet", "i-0") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.targetGroup(environment).place(cloud.startInstance("unrecognized"));
            cloud.group(environment, Color.BLUE)
                    .instances()
                    .forEach(instance -> cloud.targetGroup(environment).deregister(instance.id()));
            cloud.pass(Duration.ofMinutes(1));
            cloud.group(environment, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
            cloud.pass(Duration.ofMinutes(1));
        }
    },
    /** The target group's targets are functions. */
    FUNCTIONS("a target group of functions", "lambda") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            String name = cloud.targetGroup(environment).name();
            cloud.deleteTargetGroup(name);
            cloud.createTargetGroup(name, 80, "lambda")
                    .hold("arn:aws:lambda:eu-west-1:123456789012:function:beta", "v1");
        }
    };

    private static final String LEGACY = "Legacy";

    private final String words;
    private final @Nullable String refusal;

    RegistrationAccount(String words) {
        this(words, null);
    }

    RegistrationAccount(String words, @Nullable String refusal) {
        this.words = words;
        this.refusal = refusal;
    }

    @Override
    public @Nullable String refusal() {
        return refusal;
    }

    /** A target group of another name, used by a listener, with the blue instances healthy in it. */
    private static SimulatedTargetGroup serving(SimulatedCloud cloud, Environment environment) {
        SimulatedTargetGroup legacy = Account.targetGroup(cloud, LEGACY);
        legacy.setInUse(true);
        legacy.place(cloud.group(environment, Color.BLUE));
        return legacy;
    }

    private static void empty(SimulatedCloud cloud, Environment environment) {
        cloud.targetGroup(environment).deregisterAll();
        cloud.pass(Duration.ofMinutes(1));
    }

    @Override
    public String toString() {
        return words;
    }
}
