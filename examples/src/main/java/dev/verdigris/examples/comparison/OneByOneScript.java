package dev.verdigris.examples.comparison;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The script that most people write first, to measure the library against: it registers and deregisters in one call an
 * instance, asks every ten seconds whether the instances are in service and every five whether they are healthy, and
 * keeps nothing of what it has done. It gives up by an exception, and leaves everything as it is.
 */
final class OneByOneScript {
    private static final Permit ANYTIME = () -> {};
    private static final Duration HEALTH_TIMEOUT = Duration.ofMinutes(5);

    private final Cloud cloud;
    private final Environment environment;
    private final TargetGroup targetGroup;

    OneByOneScript(Cloud cloud, Environment environment) {
        this.cloud = cloud;
        this.environment = environment;
        this.targetGroup =
                cloud.targetGroups().find(environment.traffic().targetGroups().get(0));
    }

    /** Brings up the idle fleet and switches to it; the old one goes on running. */
    void deploy() {
        Color active = active();
        GroupName idle = environment.group(active.other());
        int wanted = fleet(environment.group(active)).size().desired();
        cloud.fleets().resize(idle, new Fleets.Resize(null, wanted), ANYTIME);
        awaitInService(idle);
        switchFrom(active);
    }

    /** Scales the idle fleet to zero, whatever is still in flight to it. */
    void scaleDown() {
        cloud.fleets().resize(environment.group(active().other()), Fleets.Resize.to(0, 0), ANYTIME);
    }

    /** Switches back to the fleet that went on running. */
    void rollback() {
        switchFrom(active());
    }

    private void awaitInService(GroupName group) {
        Fleet fleet = fleet(group);
        while (inService(fleet).size() != fleet.size().desired()) {
            sleep(10);
            fleet = fleet(group);
        }
    }

    private void switchFrom(Color from) {
        List<InstanceId> leaving = inService(fleet(environment.group(from)));
        List<InstanceId> coming = inService(fleet(environment.group(from.other())));
        for (InstanceId instance : coming) {
            cloud.targetGroups().register(targetGroup, Set.of(target(instance)), ANYTIME);
        }
        awaitHealthy(coming);
        for (InstanceId instance : leaving) {
            cloud.targetGroups().deregister(targetGroup, Set.of(target(instance)), ANYTIME);
        }
        cloud.activeColors().write(environment.activeColorParameter(), active().other(), ANYTIME);
    }

    private void awaitHealthy(List<InstanceId> instances) {
        long began = cloud.time().nanoTime();
        while (!healthy().containsAll(instances)) {
            if (cloud.time().nanoTime() - began >= HEALTH_TIMEOUT.toNanos()) {
                throw new IllegalStateException("expected " + instances.size() + " healthy targets within "
                        + HEALTH_TIMEOUT + ", found " + healthy());
            }
            sleep(5);
        }
    }

    private List<InstanceId> healthy() {
        return cloud.targetGroups().health(targetGroup).stream()
                .filter(target -> target.state() == TargetHealth.State.HEALTHY)
                .map(target -> target.target().instance())
                .toList();
    }

    private Color active() {
        String recorded = cloud.activeColors().read(environment.activeColorParameter());
        return Color.BLUE.label().equals(recorded) ? Color.BLUE : Color.GREEN;
    }

    private Fleet fleet(GroupName group) {
        return Objects.requireNonNull(
                cloud.fleets().describe(Set.of(group)).get(group), () -> "expected a group " + group + ", found none");
    }

    private static List<InstanceId> inService(Fleet fleet) {
        return fleet.instances().stream()
                .filter(instance -> instance.inService() && instance.healthy())
                .map(Instance::id)
                .toList();
    }

    private Target target(InstanceId instance) {
        return new Target(instance, targetGroup.port());
    }

    private void sleep(int seconds) {
        try {
            cloud.time().sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
