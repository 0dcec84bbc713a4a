package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A cloud that runs on this machine, in the process that started it: its groups start processes, and Envoy shares requests
 * among them. Whatever it started ends with it, and ends as well when this process is killed. Any other process may deploy on
 * it by {@link #ports(Path)}.
 */
public final class LocalCloud implements AutoCloseable {
    /** The name of the load balancer. */
    public static final String LOAD_BALANCER = "web";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_ARRANGEMENT = Duration.ofMinutes(2);

    private final Path folder;
    private final Ledger ledger;
    private final AutoScaling scaling;
    private final Envoy envoy;
    private final Thread looking;
    private final Thread hook = new Thread(this::close);
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalCloud(Path folder, Machine machine, HealthCheck check) {
        this.folder = folder;
        this.ledger = Ledger.in(folder);
        EnvoyConfig config = new EnvoyConfig(folder, check);
        config.write(new Account());
        this.envoy = Envoy.start(folder, config.bootstrap());
        ledger.update(account -> account.admin = envoy.admin());
        this.scaling = new AutoScaling(ledger, machine, config);
        this.looking = new Thread(this::keepLooking, "auto scaling");
    }

    /** Starts a cloud with nothing in it, whose instances are processes. */
    public static LocalCloud start() {
        return start(new ProcessMachine(), new HealthCheck(Duration.ofMillis(300), 3));
    }

    static LocalCloud start(Machine machine, HealthCheck check) {
        Path folder = newFolder();
        try {
            LocalCloud cloud = new LocalCloud(folder, machine, check);
            Runtime.getRuntime().addShutdownHook(cloud.hook);
            cloud.looking.setDaemon(true);
            cloud.looking.start();
            return cloud;
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("verdigris-fleet-");
        } catch (IOException e) {
            throw new UncheckedIOException("expected a folder for a cloud, found none", e);
        }
    }

    private void keepLooking() {
        while (!closed.get()) {
            try {
                scaling.look();
            } catch (RuntimeException e) {
                System.err.println("auto scaling looks again, since this look failed: " + e);
            }
            pause(BETWEEN_LOOKS);
        }
    }

    /** The folder by which other processes know this cloud. */
    public Path folder() {
        return folder;
    }

    /** The ports of this cloud. */
    public Cloud ports() {
        return ports(folder);
    }

    /** The ports of a cloud that some process on this machine runs, in that folder. */
    public static Cloud ports(Path folder) {
        Ledger ledger = Ledger.in(folder);
        return Cloud.builder()
                .fleets(new LocalFleets(ledger))
                .targetGroups(new LocalTargetGroups(ledger))
                .listeners(new LocalListeners(ledger))
                .attachments(new LocalAttachments(ledger))
                .activeColors(new LocalActiveColors(ledger))
                .deployments(new LocalDeploymentStore(ledger))
                .callTimeout(CALL_TIMEOUT)
                .build();
    }

    /** Makes a group, which begins to start what is desired of it. */
    public void group(GroupName name, GroupSize size, String version, Duration boot) {
        ledger.update(account -> {
            Account.Group group = new Account.Group();
            group.name = name.value();
            group.min = size.min();
            group.max = size.max();
            group.desired = size.desired();
            account.groups.put(group.name, group);
        });
        launch(name, version, boot);
    }

    /** Sets what the next instances of a group run, and how long they take to boot. */
    public void launch(GroupName name, String version, Duration boot) {
        ledger.update(account -> {
            Account.Template template = account.group("local:launch", name.value()).template;
            template.version = version;
            template.bootMillis = boot.toMillis();
        });
    }

    /** Has the next instances of a group run a version that never gets healthy. */
    public void launchSick(GroupName name, String version) {
        launch(name, version, Duration.ofMillis(-1));
    }

    /** Makes a target group, empty; it is checked once a listener names it. */
    public void targetGroup(String name, int port, Duration delay) {
        ledger.update(account -> {
            Account.Pool pool = new Account.Pool();
            pool.name = name;
            pool.port = port;
            pool.delayMillis = delay.toMillis();
            account.pools.put(Arn.targetGroup(name), pool);
        });
    }

    /** Makes a listener, which forwards to target groups by their names; its port is a name, the machine chooses the real one. */
    public void listener(int port, Map<String, Integer> weights) {
        ledger.update(account -> {
            Account.Listener listener = new Account.Listener();
            listener.port = port;
            listener.weights = new LinkedHashMap<>();
            weights.forEach((name, weight) -> listener.weights.put(Arn.targetGroup(name), weight));
            account.listeners.put(Arn.listener(port), listener);
        });
    }

    /** Attaches a target group to a group. */
    public void attach(GroupName group, String targetGroup) {
        ledger.update(account -> account.group("local:attach", group.value())
                .attachments
                .put(Arn.targetGroup(targetGroup), Attachments.State.ADDING));
    }

    /** Records a color, or whatever else. */
    public void parameter(ParameterPath path, String value) {
        ledger.update(account -> account.parameters.put(path.value(), value));
    }

    /** The port on the loopback address at which a listener is really reached, once it is. */
    public int reach(int port) {
        String name = "port-" + port;
        EnvoyView view = EnvoyView.at(envoy.admin());
        await("a listener for port " + port, () -> view.listeners().getOrDefault(name, 0) > 0);
        return view.listeners().getOrDefault(name, 0);
    }

    /** The processes of a group's members. */
    public List<ProcessHandle> processes(GroupName group) {
        return ledger.read(account -> account.group("local:processes", group.value()).members.stream()
                .flatMap(member -> ProcessHandle.of(member.pid).stream())
                .toList());
    }

    Ledger ledger() {
        return ledger;
    }

    /** Has everything that is under way go on at once, instead of at the next look. */
    void look() {
        scaling.look();
    }

    /** Waits for something that is arranged to be so. */
    public static void await(String what, Condition condition) {
        TimeSource time = TimeSource.system();
        long began = time.nanoTime();
        while (!condition.holds()) {
            if (time.nanoTime() - began > LONGEST_ARRANGEMENT.toNanos()) {
                throw new IllegalStateException("expected " + what + " within " + LONGEST_ARRANGEMENT + ", found none");
            }
            pause(BETWEEN_LOOKS);
        }
    }

    /** Something that is so, or not yet. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so. */
        boolean holds();
    }

    static void pause(Duration duration) {
        try {
            TimeSource.system().sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends everything that this cloud started, and forgets it. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            scaling.stop();
            envoy.close();
            delete(folder);
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine ends this process already, and the hook has nothing left to do.
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
