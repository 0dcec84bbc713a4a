package dev.verdigris.testkit.sweep;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.LifecycleState;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedLoadBalancer;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves of the world that bear on an environment however its traffic moves. What would stop a deployment for good passes
 * after a while.
 */
enum CommonMove implements Move {
    /** Load grows: an alarm adds an instance. */
    SCALE_OUT("the fleet is scaled out", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color).scaleOut(1);
        }

        @Override
        public boolean resizes() {
            return true;
        }
    },
    /** Load sinks: an alarm takes an instance away, if the minimum lets it. Auto Scaling does not drain what it did not register. */
    SCALE_IN("the fleet is scaled in", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color).scaleIn(1);
        }

        @Override
        public boolean resizes() {
            return true;
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** An instance ends, and is replaced. */
    DIES("an instance is terminated", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedInstance one = first(cloud.group(environment, color));
            if (one != null) {
                one.terminate();
            }
        }

        @Override
        public boolean resizes() {
            return true;
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** An instance fails its health checks for a minute. */
    SICK("an instance fails for a minute") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedInstance one = first(cloud.group(environment, color));
            if (one != null) {
                one.sicken("Target.ResponseCodeMismatch");
                cloud.after(Duration.ofMinutes(1), one::heal);
            }
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** The next instance takes its time to boot. */
    SLOW_BOOT("the next instance boots slowly") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            group.afflict(group.instances().size() + 1, InstanceFault.slowBoot(Duration.ofMinutes(2)));
        }
    },
    /** One of the next instances never becomes healthy. */
    NEVER_HEALTHY("one of the next instances never becomes healthy") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            group.afflict(group.instances().size() + 2, InstanceFault.neverHealthy());
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** A few launches are refused for want of capacity. */
    NO_CAPACITY("the next two launches are refused") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color).refuseLaunches("no capacity", 2);
        }
    },
    /** Somebody lowers the minimum. */
    LOWER_MIN("somebody sets the minimum to 1", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            group.setMin(Math.min(1, group.size().min()));
        }

        @Override
        public boolean resizes() {
            return true;
        }

        @Override
        public @Nullable Integer min() {
            return 1;
        }
    },
    /** Somebody records a color. */
    RECORD("somebody records the color", Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.setParameter(environment.activeColorParameter(), color.label());
        }

        @Override
        public boolean directs() {
            return true;
        }
    },
    /** The group's instances serve through another target group as well, for a while. */
    ATTACHED("the group is attached to another target group for three minutes", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            SimulatedTargetGroup other = Account.targetGroup(cloud, "Other");
            group.attach(other);
            cloud.after(Duration.ofMinutes(3), () -> group.detach(other));
        }
    },
    /** The members may not be ended by their group, for a while. */
    PROTECTED("the members are protected from scale-in for three minutes", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            for (SimulatedInstance member : group.instances()) {
                group.protect(member.id());
                cloud.after(Duration.ofMinutes(3), () -> {
                    if (group.instances().contains(member)) {
                        group.unprotect(member.id());
                    }
                });
            }
        }
    },
    /** The group launches and terminates nothing, for a while. */
    SUSPENDED("launching and terminating are suspended for a minute", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            for (String process : List.of("Launch", "Terminate")) {
                group.suspend(process);
                cloud.after(Duration.ofMinutes(1), () -> group.resume(process));
            }
        }
    },
    /** Somebody takes an instance out of traffic, and it ends two minutes later: a spot interruption that a helper heard of. */
    SPOT("a helper drains an instance, which ends two minutes later", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedInstance one = inService(cloud.group(environment, color));
            if (one != null) {
                cloud.drain(one.id());
                one.interruptSpot();
            }
        }

        @Override
        public boolean resizes() {
            return true;
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** Auto Scaling replaces an instance, and holds more than it desires meanwhile. */
    REPLACED("Auto Scaling replaces an instance", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedInstance one = inService(cloud.group(environment, color));
            if (one != null) {
                cloud.group(environment, color).replace(one.id());
            }
        }

        @Override
        public boolean resizes() {
            return true;
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** Somebody begins an instance refresh, and gives it up a minute later. */
    REFRESHED("somebody begins an instance refresh") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            if (inService(group) != null && !group.refreshing()) {
                group.refresh();
                cloud.after(Duration.ofMinutes(1), () -> {
                    if (group.refreshing()) {
                        group.cancelRefresh();
                    }
                });
            }
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /**
     * Somebody puts an instance on standby for a while; another one takes its place, and stays. Nobody does so with the only
     * healthy one: those requests are lost whatever a deployment does.
     */
    STANDBY("somebody puts an instance on standby for three minutes", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedGroup group = cloud.group(environment, color);
            SimulatedInstance one = inService(group);
            if (one != null && cloud.targetGroups(environment).stream().noneMatch(targets -> alone(one, targets))) {
                group.enterStandby(one.id());
                cloud.after(Duration.ofMinutes(3), () -> back(cloud, group, one));
            }
        }

        @Override
        public boolean resizes() {
            return true;
        }

        private boolean alone(SimulatedInstance one, SimulatedTargetGroup targets) {
            Set<InstanceId> healthy = new HashSet<>();
            for (TargetHealth target : targets.targets()) {
                if (target.state() == TargetHealth.State.HEALTHY) {
                    healthy.add(target.target().instance());
                }
            }
            return healthy.equals(Set.of(one.id()));
        }

        // A group that launches nothing takes nobody back, either: whoever did this tries again a minute later.
        private void back(SimulatedCloud cloud, SimulatedGroup group, SimulatedInstance one) {
            boolean there = group.instances().contains(one) && one.state() == LifecycleState.STANDBY;
            if (there && group.size().desired() < group.size().max()) {
                try {
                    group.leaveStandby(one.id());
                } catch (PortException.Invalid e) {
                    cloud.after(Duration.ofMinutes(1), () -> back(cloud, group, one));
                }
            }
        }
    },
    /** Instances that end are held for a while. What is registered among them ends without draining. */
    HOLDS_ENDS("somebody gives the group a termination hook of five minutes", Color.BLUE, Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color).addHook(LifecycleHook.terminating(Duration.ofMinutes(5)));
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** Instances that come are held for a while. */
    HOLDS_LAUNCHES("somebody gives the group a launch hook of a minute", Color.GREEN) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.group(environment, color)
                    .addHook(LifecycleHook.launching(Duration.ofMinutes(1))
                            .withDefaultResult(LifecycleHook.Result.CONTINUE));
        }
    },
    /** The load balancer takes no zone for healthy, or sends requests to all targets, where too few are. */
    HEALTHY_SHARE("somebody asks for 60 % of the targets to be healthy") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            HealthyShare.Threshold threshold = new HealthyShare.Threshold(1, 60);
            HealthyShare share = new HealthyShare(threshold, threshold);
            cloud.targetGroups(environment).forEach(targetGroup -> targetGroup.setHealthyShare(share));
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** The load balancer loses a zone, for a while. */
    ZONE_LOST("the load balancer loses a zone for a minute") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            SimulatedLoadBalancer balancer = cloud.loadBalancer("main");
            Set<String> zones = balancer.zones();
            if (zones.size() > 2) {
                balancer.setZones(Set.of("eu-west-1a", "eu-west-1b"));
                cloud.after(Duration.ofMinutes(1), () -> balancer.setZones(zones));
            }
        }

        @Override
        public boolean harmless() {
            return false;
        }
    },
    /** Somebody lets targets drain for longer. */
    LONGER_DELAY("somebody sets the deregistration delay to 40 s", Color.BLUE) {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.targetGroups(environment)
                    .forEach(targetGroup -> targetGroup.setDeregistrationDelay(Duration.ofSeconds(40)));
        }
    };

    private final String words;
    /** An immutable copy. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Color> swept;

    CommonMove(String words, Color... swept) {
        this.words = words;
        this.swept = List.of(swept);
    }

    @Override
    public List<Color> swept() {
        return swept;
    }

    private static @Nullable SimulatedInstance inService(SimulatedGroup group) {
        for (SimulatedInstance instance : group.instances()) {
            if (instance.lifecycle() == Lifecycle.IN_SERVICE) {
                return instance;
            }
        }
        return null;
    }

    private static @Nullable SimulatedInstance first(SimulatedGroup group) {
        return group.instances().isEmpty() ? null : group.instances().get(0);
    }

    @Override
    public String toString() {
        return words;
    }
}
