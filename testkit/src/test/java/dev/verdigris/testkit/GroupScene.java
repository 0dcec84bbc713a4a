package dev.verdigris.testkit;

import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A cloud of steady latencies with the group {@code web}, in which two of at most five instances are in service. */
abstract class GroupScene {
    static final Permit PERMIT = () -> {};
    static final GroupName WEB = new GroupName("web");
    static final int REACTION = 5;
    static final int LAUNCH = 15;
    static final int IN_SERVICE = 10;
    static final int TERMINATION = 30;
    static final int NOTICE = 60;

    final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant()
                    .withReaction(seconds(REACTION))
                    .withLaunch(seconds(LAUNCH))
                    .withInService(seconds(IN_SERVICE))
                    .withBoot(seconds(20))
                    .withTermination(seconds(TERMINATION))
                    .withNotice(seconds(NOTICE)))
            .build();
    final SimulatedGroup web = cloud.createGroup("web", new GroupSize(1, 5, 2));
    final Fleets fleets = cloud.ports().fleets();

    private static Latency seconds(int seconds) {
        return Latency.exactly(Duration.ofSeconds(seconds));
    }

    final Fleet read() {
        return Objects.requireNonNull(fleets.describe(Set.of(WEB)).get(WEB));
    }

    final List<Lifecycle> lifecycles() {
        return read().instances().stream().map(Instance::lifecycle).toList();
    }

    final List<LifecycleState> states() {
        return web.instances().stream().map(SimulatedInstance::state).toList();
    }

    final Launch newestLaunch() {
        return fleets.recentLaunches(WEB).get(0);
    }

    final InstanceId id(int number) {
        return web.instance(number).id();
    }

    final void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }
}
