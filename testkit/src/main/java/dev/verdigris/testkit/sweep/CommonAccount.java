package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account may hold, or an environment be set to, however its traffic moves.
 */
enum CommonAccount implements Account {
    /** The size of both groups counts weights. */
    WEIGHTS("weights") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setWeights(Map.of("m5.large", 2, "m6.large", 2));
            }
        }
    },
    /** The size of both groups counts virtual processors. */
    VCPU("a size in vCPU") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setCapacityUnit(CapacityUnit.VCPU, Map.of("m5.large", 2));
            }
        }
    },
    /** Both groups hold what ends for half an hour. */
    TERMINATION_HOOK("a termination hook of half an hour") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).addHook(LifecycleHook.terminating(Duration.ofMinutes(30)));
            }
        }
    },
    /** Both groups hold what comes for a minute. */
    LAUNCH_HOOK("a launch hook of a minute") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color)
                        .addHook(LifecycleHook.launching(Duration.ofMinutes(1))
                                .withDefaultResult(LifecycleHook.Result.CONTINUE));
            }
        }
    },
    /** Sixty in a hundred targets must be healthy, or the load balancer sends requests to all. */
    HEALTHY_SHARE("a healthy share of 60 %") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            HealthyShare.Threshold threshold = new HealthyShare.Threshold(1, 60);
            HealthyShare share = new HealthyShare(threshold, threshold);
            cloud.targetGroups(environment).forEach(targetGroup -> targetGroup.setHealthyShare(share));
        }
    },
    /** The group that serves launches another instance before it ends one that it replaces. */
    LAUNCH_FIRST("groups that launch before they terminate") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setLaunchBeforeTerminating(true);
            }
        }
    },
    /** An idle instance is on standby, so that recycling it would never end. */
    STANDBY("an idle instance on standby", "i-0") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup green = idleOne(cloud, environment);
            green.enterStandbyWithoutReplacement(green.instances().get(0).id());
        }
    },
    /** An idle instance is protected from scale-in. */
    PROTECTED("a protected idle instance", "i-0") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup green = idleOne(cloud, environment);
            green.protect(green.instances().get(0).id());
        }
    },
    /** The termination of an idle instance was given up, and the group keeps it: it is named, and not waited for. */
    RETAINED("a retained idle instance") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup green = idleOne(cloud, environment);
            green.addHook(LifecycleHook.terminating(Duration.ofSeconds(30)));
            green.setRetainAbandoned(true);
            green.setBounds(new GroupSize(0, 10, 0));
            cloud.pass(Duration.ofMinutes(2));
        }
    },
    /** The idle group has instances of the old version prepared. */
    WARM_POOL("a warm pool", "warm pool") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup green = cloud.group(environment, Color.GREEN);
            green.setLaunchVersion("v0");
            green.createWarmPool(2);
            green.setLaunchVersion("v2");
        }
    },
    /** The idle group launches into a zone that the load balancer does not serve. */
    DARK_ZONE("a zone that the load balancer has not enabled", "eu-west-1d") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).setZones("eu-west-1a", "eu-west-1d");
        }
    },
    /** Somebody manages the idle group, so that AWS refuses every change by others. */
    OPERATOR("a group with an operator", "batch.example.com") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).setOperator("batch.example.com");
        }
    },
    /** The idle group launches nothing. */
    SUSPENDED("a group that launches nothing", "Launch") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).suspend("Launch");
        }
    },
    /** The recorded color is not the one that serves. */
    DRIFT("a recorded color that does not serve", "active-asg") {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.setParameter(environment.activeColorParameter(), Color.GREEN.label());
        }
    };

    private final String words;
    private final @Nullable String refusal;

    CommonAccount(String words) {
        this(words, null);
    }

    CommonAccount(String words, @Nullable String refusal) {
        this.words = words;
        this.refusal = refusal;
    }

    @Override
    public @Nullable String refusal() {
        return refusal;
    }

    /** Gives the idle fleet one instance of the old version. */
    private static SimulatedGroup idleOne(SimulatedCloud cloud, Environment environment) {
        SimulatedGroup green = cloud.group(environment, Color.GREEN);
        green.setBounds(new GroupSize(0, 10, 1));
        cloud.pass(Duration.ofMinutes(1));
        return green;
    }

    @Override
    public String toString() {
        return words;
    }
}
