package dev.verdigris.testkit.sweep;

import dev.verdigris.model.CapacityUnit;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.HealthyShare;
import dev.verdigris.testkit.LifecycleHook;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds besides an environment in which blue serves, or what the environment is set to: each is such that
 * a deployment is right to go ahead, or such that it must be refused before it changes anything.
 */
enum Account {
    /** The size of both groups counts weights. */
    WEIGHTS("weights") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setWeights(Map.of("m5.large", 2, "m6.large", 2));
            }
        }
    },
    /** The size of both groups counts virtual processors. */
    VCPU("a size in vCPU") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setCapacityUnit(CapacityUnit.VCPU, Map.of("m5.large", 2));
            }
        }
    },
    /** Both groups hold what ends for half an hour. */
    TERMINATION_HOOK("a termination hook of half an hour") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).addHook(LifecycleHook.terminating(Duration.ofMinutes(30)));
            }
        }
    },
    /** Both groups hold what comes for a minute. */
    LAUNCH_HOOK("a launch hook of a minute") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
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
        void hold(SimulatedCloud cloud, Environment environment) {
            HealthyShare.Threshold threshold = new HealthyShare.Threshold(1, 60);
            cloud.targetGroup(environment).setHealthyShare(new HealthyShare(threshold, threshold));
        }
    },
    /** The group that serves launches another instance before it ends one that it replaces. */
    LAUNCH_FIRST("groups that launch before they terminate") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            for (Color color : Color.values()) {
                cloud.group(environment, color).setLaunchBeforeTerminating(true);
            }
        }
    },
    /** An instance of neither fleet is registered beside the blue ones. */
    STRANGER("a target of neither fleet") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.targetGroup(environment).place(cloud.startInstance("unrecognized"));
        }
    },
    /** Blue serves by attachment to another target group, and the environment's is empty. */
    ATTACHED_ELSEWHERE("a fleet that serves through another target group", "Legacy") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.BLUE).attach(serving(cloud, environment));
            empty(cloud, environment);
        }
    },
    /** Blue's instances are registered in another target group, and the environment's is empty. */
    REGISTERED_ELSEWHERE("instances that are registered elsewhere", "Legacy") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            serving(cloud, environment);
            empty(cloud, environment);
        }
    },
    /** The idle group is attached to another target group, as that of another service. */
    IDLE_ATTACHED("an idle group that is attached elsewhere", "Legacy") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).attach(targetGroup(cloud, LEGACY));
        }
    },
    /** Blue is in service, and nobody is registered anywhere. */
    RAN_EMPTY("a target group that ran empty", "beta-blue") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            empty(cloud, environment);
        }
    },
    /** Only an instance of neither fleet serves. */
    ONLY_STRANGERS("only a target of neither fleet", "i-0") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.targetGroup(environment).place(cloud.startInstance("unrecognized"));
            cloud.group(environment, Color.BLUE)
                    .instances()
                    .forEach(instance -> cloud.targetGroup(environment).deregister(instance.id()));
            cloud.pass(Duration.ofMinutes(1));
            cloud.group(environment, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
            cloud.pass(Duration.ofMinutes(1));
        }
    },
    /** An idle instance is on standby, so that recycling it would never end. */
    STANDBY("an idle instance on standby", "i-0") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup green = idleOne(cloud, environment);
            green.enterStandbyWithoutReplacement(green.instances().get(0).id());
        }
    },
    /** An idle instance is protected from scale-in. */
    PROTECTED("a protected idle instance", "i-0") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup green = idleOne(cloud, environment);
            green.protect(green.instances().get(0).id());
        }
    },
    /** The termination of an idle instance was given up, and the group keeps it: it is named, and not waited for. */
    RETAINED("a retained idle instance") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
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
        void hold(SimulatedCloud cloud, Environment environment) {
            SimulatedGroup green = cloud.group(environment, Color.GREEN);
            green.setLaunchVersion("v0");
            green.createWarmPool(2);
            green.setLaunchVersion("v2");
        }
    },
    /** The idle group launches into a zone that the load balancer does not serve. */
    DARK_ZONE("a zone that the load balancer has not enabled", "eu-west-1d") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).setZones("eu-west-1a", "eu-west-1d");
        }
    },
    /** Somebody manages the idle group, so that AWS refuses every change by others. */
    OPERATOR("a group with an operator", "batch.example.com") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).setOperator("batch.example.com");
        }
    },
    /** The idle group launches nothing. */
    SUSPENDED("a group that launches nothing", "Launch") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.group(environment, Color.GREEN).suspend("Launch");
        }
    },
    /** The target group's targets are functions. */
    FUNCTIONS("a target group of functions", "lambda") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            String name = cloud.targetGroup(environment).name();
            cloud.deleteTargetGroup(name);
            cloud.createTargetGroup(name, 80, "lambda")
                    .hold("arn:aws:lambda:eu-west-1:123456789012:function:beta", "v1");
        }
    },
    /** The recorded color is not the one that serves. */
    DRIFT("a recorded color that does not serve", "active-asg") {
        @Override
        void hold(SimulatedCloud cloud, Environment environment) {
            cloud.setParameter(environment.activeColorParameter(), Color.GREEN.label());
        }
    };

    private static final String LEGACY = "Legacy";

    private final String words;
    private final @Nullable String refusal;

    Account(String words) {
        this(words, null);
    }

    /** What is held, for people; and what the refusal must name, null if a deployment may go ahead. */
    Account(String words, @Nullable String refusal) {
        this.words = words;
        this.refusal = refusal;
    }

    /** Has a cloud hold it, in which blue serves. */
    abstract void hold(SimulatedCloud cloud, Environment environment);

    /** What the refusal of a deployment names; null if it may go ahead. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** A target group that is not the environment's, made when it is first asked for; no listener uses it. */
    static SimulatedTargetGroup targetGroup(SimulatedCloud cloud, String name) {
        for (SimulatedTargetGroup targetGroup : cloud.targetGroups()) {
            if (targetGroup.name().equals(name)) {
                return targetGroup;
            }
        }
        SimulatedTargetGroup made = cloud.createTargetGroup(name);
        made.setInUse(false);
        return made;
    }

    /** A target group of another name, used by a listener, with the blue instances healthy in it. */
    private static SimulatedTargetGroup serving(SimulatedCloud cloud, Environment environment) {
        SimulatedTargetGroup legacy = targetGroup(cloud, LEGACY);
        legacy.setInUse(true);
        legacy.place(cloud.group(environment, Color.BLUE));
        return legacy;
    }

    private static void empty(SimulatedCloud cloud, Environment environment) {
        cloud.targetGroup(environment).deregisterAll();
        cloud.pass(Duration.ofMinutes(1));
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
