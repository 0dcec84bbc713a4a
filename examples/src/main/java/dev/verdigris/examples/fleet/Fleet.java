package dev.verdigris.examples.fleet;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Listener;
import dev.verdigris.examples.fleet.cloud.LocalCloud;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** An environment of real processes that serves, and what can be done with it. */
final class Fleet implements AutoCloseable {
    /** How many instances serve. */
    static final int INSTANCES = 3;

    /** How long an instance takes from the start of its process until it is well. */
    private static final Duration BOOT = Duration.ofMillis(800);

    /** Short, since whoever resumes what was killed waits for it; long enough for a process that a busy machine holds up. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final Policy POLICY = Policy.defaults()
            .withShortestPoll(Duration.ofMillis(200))
            .withReplacements(0)
            .withDeadlines(Deadlines.defaults().withHealthy(Duration.ofSeconds(60)));

    private final Strategy strategy;
    private final LocalCloud cloud;
    private final Environment environment;
    private int versions = 1;

    private Fleet(Strategy strategy, LocalCloud cloud) {
        this.strategy = strategy;
        this.cloud = cloud;
        this.environment = strategy.environment();
    }

    /** Starts an environment; returns once its blue fleet serves version {@code v1}. */
    static Fleet serving(Strategy strategy) {
        Fleet fleet = new Fleet(strategy, LocalCloud.start());
        fleet.arrange();
        return fleet;
    }

    private void arrange() {
        for (Color color : Color.values()) {
            int now = color == Color.BLUE ? INSTANCES : 0;
            cloud.group(environment.group(color), new GroupSize(now, 2 * INSTANCES, now), "v1", BOOT);
        }
        strategy.arrange(cloud, environment);
        cloud.parameter(environment.activeColorParameter(), Color.BLUE.label());
        LocalCloud.await("healthy instances", () -> healthy() == INSTANCES);
    }

    /** The port on the loopback address where the environment answers. */
    int port() {
        return cloud.reach(Strategy.PORT);
    }

    LocalCloud cloud() {
        return cloud;
    }

    Environment environment() {
        return environment;
    }

    /** The facade on a cloud that some process on this machine runs in that folder. */
    static BlueGreen on(Path folder, Listener listener) {
        return BlueGreen.builder(LocalCloud.ports(folder))
                .lease(LEASE)
                .listener(listener)
                .build();
    }

    /** The deployment of whatever the idle fleet's next instances run. */
    static Deployment deployment(Environment environment) {
        return Deployment.of(environment).withPolicy(POLICY);
    }

    /** Has the next instances of the idle fleet run a new version; returns which. */
    String publish() {
        String version = next();
        cloud.launch(idle(), version, BOOT);
        return version;
    }

    /** Has the next instances of the idle fleet run a version that never gets well, and has it waited for briefly. */
    Deployment publishSick() {
        cloud.launchSick(idle(), next());
        return deployment(environment)
                .withPolicy(POLICY.withDeadlines(Deadlines.defaults().withHealthy(Duration.ofSeconds(2))));
    }

    private String next() {
        versions++;
        return "v" + versions;
    }

    /** The steps that the next deployment would have. */
    List<PlannedStep> steps() {
        return BlueGreen.on(cloud.ports()).plan(deployment(environment)).steps();
    }

    /** The color that requests go to. */
    Color active() {
        return Objects.requireNonNull(
                BlueGreen.on(cloud.ports()).status(environment).activeColor(), "expected a color that serves");
    }

    /** The group of the other color. */
    GroupName idle() {
        return environment.group(active().other());
    }

    /** The same deployment, after which the old fleet is ended instead of kept warm. */
    Deployment ending() {
        return deployment(environment).withPolicy(POLICY.withKeepWarm(KeepWarm.none()));
    }

    Outcome deploy(Deployment deployment, Listener listener) {
        return on(cloud.folder(), listener).deploy(deployment);
    }

    Outcome rollback(Listener listener) {
        return on(cloud.folder(), listener).rollback(Rollback.of(environment).withPolicy(POLICY));
    }

    /** How many targets get requests and are healthy. */
    long healthy() {
        return environment.traffic().targetGroups().stream()
                .flatMap(ref -> cloud.ports().targetGroups().health(find(cloud, ref)).stream())
                .filter(TargetHealth::healthy)
                .count();
    }

    static dev.verdigris.model.Fleet describe(LocalCloud cloud, GroupName group) {
        return Objects.requireNonNull(
                cloud.ports().fleets().describe(Set.of(group)).get(group), "expected a group");
    }

    static void register(LocalCloud cloud, String targetGroup, GroupName group) {
        Cloud ports = cloud.ports();
        TargetGroup found = find(cloud, new TargetGroupRef(targetGroup));
        Set<Target> targets = new LinkedHashSet<>();
        describe(cloud, group).inService().forEach(id -> targets.add(new Target(id, found.port())));
        ports.targetGroups().register(found, targets, () -> {});
    }

    private static TargetGroup find(LocalCloud cloud, TargetGroupRef ref) {
        return cloud.ports().targetGroups().find(ref);
    }

    /** Ends all of it. */
    @Override
    public void close() {
        cloud.close();
    }
}
