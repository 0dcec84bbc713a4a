package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.HealthChecks;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an account may hold besides an environment whose target group is attached, or how its groups are set. */
enum AttachmentAccount implements Account {
    /** An instance of neither fleet is registered beside the blue ones. */
    UNRECOGNIZED("a target of neither fleet") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.targetGroup(environment).place(cloud.startInstance("unrecognized"));
        }
    },
    /** Auto Scaling replaces what the load balancer finds unhealthy. */
    HEALTH_CHECKS("groups that replace what the load balancer finds unhealthy") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ofSeconds(30)));
            }
        }
    },
    /** AWS does not attach what is on its way out. */
    NO_RETURN("groups that are not attached again while they drain") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setRefuseReturn(true);
            }
        }
    },
    /** Both groups are attached, so that what green launches gets requests at once. */
    BOTH_ATTACHED("a target group that is attached to both groups", "attached to one group alone") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).attach(cloud.targetGroup(environment));
            cloud.pass(Duration.ofMinutes(1));
        }
    },
    /** Blue's members have been registered one by one. */
    BY_HAND("members that are registered one by one", "registered there one by one") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup blue = cloud.group(environment, Color.BLUE);
            blue.detach(cloud.targetGroup(environment));
            cloud.pass(Duration.ofMinutes(1));
            cloud.targetGroup(environment).place(blue);
        }
    },
    /** Blue serves by attachment to another target group, and the environment's is empty. */
    ATTACHED_ELSEWHERE("a fleet that serves through another target group", "Legacy") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedTargetGroup legacy = Account.targetGroup(cloud, "Legacy");
            legacy.setInUse(true);
            legacy.place(cloud.group(environment, Color.BLUE));
            cloud.group(environment, Color.BLUE).attach(legacy);
            cloud.group(environment, Color.BLUE).detach(cloud.targetGroup(environment));
            cloud.pass(Duration.ofMinutes(1));
        }
    },
    /** The idle group is attached to another target group, as that of another service. */
    IDLE_ATTACHED("an idle group that is attached elsewhere", "Legacy") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).attach(Account.targetGroup(cloud, "Legacy"));
        }
    },
    /** Blue is in service, and attached to nothing. */
    DETACHED("a fleet that nobody attaches", "beta-blue") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.BLUE).detach(cloud.targetGroup(environment));
            cloud.pass(Duration.ofMinutes(1));
        }
    },
    /** What green launches is not registered. */
    NOT_ADDED("a group that registers nothing", "AddToLoadBalancer") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).suspend("AddToLoadBalancer");
        }
    },
    /** Only an instance of neither fleet serves. */
    ONLY_UNRECOGNIZED("only a target of neither fleet", "i-0") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.targetGroup(environment).place(cloud.startInstance("unrecognized"));
            cloud.group(environment, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
            cloud.pass(Duration.ofMinutes(2));
        }
    };

    private final String words;
    private final @Nullable String refusal;

    AttachmentAccount(String words) {
        this(words, null);
    }

    AttachmentAccount(String words, @Nullable String refusal) {
        this.words = words;
        this.refusal = refusal;
    }

    @Override
    public @Nullable String refusal() {
        return refusal;
    }

    @Override
    public String toString() {
        return words;
    }
}
