package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.contract.ContractWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A local cloud with nothing in it: one Envoy for all tests of this JVM, which forgets what the last one arranged. */
final class LocalWorld implements ContractWorld {
    private static final ThreadMachine MACHINE = new ThreadMachine();
    private static @Nullable LocalCloud shared;

    private final LocalCloud cloud;
    private int port = 1000;

    private LocalWorld(LocalCloud cloud) {
        this.cloud = cloud;
    }

    static synchronized LocalWorld empty() {
        if (shared == null) {
            // Its shutdown hook closes it.
            shared = LocalCloud.start(MACHINE, new HealthCheck(Duration.ofMillis(50), 2));
        }
        LocalCloud cloud = shared;
        cloud.ledger().update(account -> {
            account.groups.clear();
            account.pools.clear();
            account.listeners.clear();
            account.parameters.clear();
        });
        return new LocalWorld(cloud);
    }

    @Override
    public Cloud cloud() {
        return cloud.ports();
    }

    @Override
    public void group(GroupName group, GroupSize bounds) {
        cloud.group(group, bounds, "v1", Duration.ZERO);
        runDue();
    }

    /** Creates a group of one instance of a version, in service when this returns. */
    void group(GroupName group, String version) {
        cloud.group(group, new GroupSize(0, 1, 1), version, Duration.ZERO);
        runDue();
    }

    void listener(int number, Map<String, Integer> weights) {
        cloud.listener(number, weights);
    }

    /** Has everything that is under way go on a little. */
    void lookTwice() {
        cloud.look();
        cloud.look();
    }

    /** Waits until Envoy, too, acts by what was arranged. */
    void awaitAnswerOf(int listener, String version) {
        LocalCloud.await("an answer of " + version, () -> version.equals(versionAt(listener)));
    }

    /** The version that answers a request; empty if none does. */
    String versionAt(int listener) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + cloud.reach(listener) + "/")
                            .toURL()
                            .openConnection();
            return connection.getResponseCode() == 200 ? connection.getHeaderField(Server.VERSION) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void targetGroup(String name, int targetPort, boolean inUse) {
        cloud.targetGroup(name, targetPort, Duration.ofSeconds(2));
        if (inUse) {
            cloud.listener(++port, Map.of(name, 1));
        }
    }

    @Override
    public void targetGroup(String name, String kind) {
        targetGroup(name, 80, true);
        cloud.ledger().update(account -> account.pool("test", Arn.targetGroup(name)).kind = kind);
    }

    @Override
    public void healthyPercent(String targetGroup, int failover, int routing) {
        cloud.ledger().update(account -> {
            Account.Pool pool = account.pool("test", Arn.targetGroup(targetGroup));
            pool.failoverPercent = failover;
            pool.routingPercent = routing;
        });
    }

    @Override
    public void protect(GroupName group, InstanceId instance) {
        cloud.ledger().update(account -> Objects.requireNonNull(account.member(instance.value())).guarded = true);
    }

    @Override
    public void attach(GroupName group, String targetGroup) {
        cloud.attach(group, targetGroup);
    }

    @Override
    public void end(InstanceId instance) {
        MACHINE.endAt(cloud.ledger().read(account -> Objects.requireNonNull(account.member(instance.value())).port));
        runDue();
    }

    @Override
    public void parameter(ParameterPath parameter, String value) {
        cloud.parameter(parameter, value);
    }

    /** Looks on until nothing is under way. */
    @Override
    public void runDue() {
        cloud.look();
        LocalCloud.await("nothing under way", () -> {
            cloud.look();
            return cloud.ledger().read(LocalWorld::quiet);
        });
    }

    private static boolean quiet(Account account) {
        EnvoyView view = EnvoyView.at(account.admin);
        return account.groups.values().stream().allMatch(LocalWorld::quiet)
                && account.pools.entrySet().stream()
                        .allMatch(pool -> quiet(account, pool.getValue(), account.inUse(pool.getKey()), view));
    }

    private static boolean quiet(Account.Group group) {
        return group.members.size() == group.desired
                && group.members.stream().allMatch(member -> member.lifecycle == Lifecycle.IN_SERVICE)
                && group.attachments.values().stream().allMatch(State::settled);
    }

    private static boolean quiet(Account account, Account.Pool pool, boolean inUse, EnvoyView view) {
        Map<Integer, EnvoyView.Host> hosts = view.hosts(pool.name);
        return pool.targets.stream().allMatch(target -> {
            Account.Member member = Objects.requireNonNull(account.member(target.instance));
            EnvoyView.Host host = hosts.get(member.port);
            return !target.draining && (!inUse || (host != null && host.healthy() && !host.draining()));
        });
    }

    @Override
    public void weightedGroup(GroupName group, GroupSize bounds, String instanceType, int weight) {
        throw notHere("weights");
    }

    @Override
    public void warmPool(GroupName group, int instances) {
        throw notHere("warm pools");
    }

    @Override
    public void tag(GroupName group, String key, String value) {
        throw notHere("tags");
    }

    @Override
    public void suspend(GroupName group, String process) {
        throw notHere("suspended processes");
    }

    @Override
    public void hook(GroupName group, LifecycleHook hook) {
        throw notHere("lifecycle hooks");
    }

    private static UnsupportedOperationException notHere(String what) {
        return new UnsupportedOperationException("a local cloud has no " + what);
    }
}
