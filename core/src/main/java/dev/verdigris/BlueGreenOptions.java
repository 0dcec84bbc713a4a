package dev.verdigris;

import dev.verdigris.event.Listener;
import dev.verdigris.hook.Check;
import dev.verdigris.hook.Follower;
import dev.verdigris.hook.Hook;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.PlacedHook;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options of a facade, each with its default. */
abstract sealed class BlueGreenOptions permits BlueGreen.Builder {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(60);

    final Cloud cloud;
    final List<Listener> listeners = new ArrayList<>();

    @Nullable
    DeploymentStore store;

    @Nullable
    String holder;

    Registered registered = Registered.nothing();
    Duration lease;
    Duration waitTimeout = Duration.ZERO;
    Supplier<String> ids = () -> UUID.randomUUID().toString();

    BlueGreenOptions(Cloud cloud) {
        this.cloud = cloud;
        this.store = cloud.deployments();
        Duration fourCalls = cloud.callTimeout().multipliedBy(4);
        this.lease = fourCalls.compareTo(SHORTEST_LEASE) > 0 ? fourCalls : SHORTEST_LEASE;
    }

    /** Sets the store in which deployment states are kept; by default that of the cloud. */
    public BlueGreen.Builder store(DeploymentStore store) {
        this.store = store;
        return self();
    }

    /**
     * Sets the name that deployment states show as their holder's; by default user, host and process.
     *
     * @throws IllegalArgumentException if it is blank or longer than 100 characters
     */
    public BlueGreen.Builder holder(String name) {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException(
                    "holder: expected 1 to 100 characters, found " + name.length() + " in '" + name + "'");
        }
        this.holder = name;
        return self();
    }

    /**
     * Sets how long a deployment state stays its holder's without a heartbeat; by default 60 seconds, or four times
     * the cloud's call time-out where that is longer. Who takes over waits for that, and for the time-out of a
     * call.
     *
     * @throws IllegalArgumentException if it is not longer than the cloud's call time-out
     */
    public BlueGreen.Builder lease(Duration lease) {
        if (lease.compareTo(cloud.callTimeout()) <= 0) {
            throw new IllegalArgumentException("lease: expected more than the call time-out of "
                    + Words.duration(cloud.callTimeout()) + ", found " + Words.duration(lease));
        }
        this.lease = lease;
        return self();
    }

    /**
     * Sets how long a verb waits for what others have in progress to be resolved, before it is refused; by default
     * not at all. A rollback does not wait for another one, since it would go to the color that this one leaves.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public BlueGreen.Builder waitTimeout(Duration waitTimeout) {
        if (waitTimeout.isNegative()) {
            throw new IllegalArgumentException("wait timeout: expected 0 or more, found " + waitTimeout);
        }
        this.waitTimeout = waitTimeout;
        return self();
    }

    /**
     * Sets where new ids come from, each different from all others, on all machines; by default random ones. For
     * tests that are to print the same each time.
     */
    public BlueGreen.Builder ids(Supplier<String> ids) {
        this.ids = ids;
        return self();
    }

    /** Adds a listener; by default there is none but the log. */
    public BlueGreen.Builder listener(Listener listener) {
        listeners.add(listener);
        return self();
    }

    /**
     * Adds a check that every deployment's new fleet must pass before it gets traffic, in the order added. By
     * default there is none. A rollback does not run checks.
     *
     * @param name letters, digits and hyphens; it is part of the step's id, {@code check:NAME}
     * @throws IllegalArgumentException if the name is malformed or taken
     */
    public BlueGreen.Builder check(String name, Check check) {
        return register(Kind.CHECK, name, check);
    }

    /**
     * Adds a check that takes part in the bake of every deployment, in the order added: it is asked at each poll, sends all
     * requests back as soon as it fails, and must have passed when the bake is over. A deployment without a bake gets one
     * that lasts until it has. By default there is none. A rollback does not bake.
     *
     * @param name letters, digits and hyphens; plans show it as {@code bake-check:NAME}
     * @throws IllegalArgumentException if the name is malformed or taken
     */
    public BlueGreen.Builder bakeCheck(String name, Check check) {
        return register(Kind.BAKE_CHECK, name, check);
    }

    /**
     * Adds a follower, which is told of every move of traffic and asked before a fleet is scaled down, in the order added. By
     * default there is none. Its name is kept with the environment from the first deployment on that it takes part in: from
     * then on whatever moves traffic or scales a fleet down is refused in a process that has not registered it.
     *
     * @param name letters, digits and hyphens; it is part of the step's id, {@code follow:NAME}
     * @throws IllegalArgumentException if the name is malformed or taken
     */
    public BlueGreen.Builder follower(String name, Follower follower) {
        return register(Kind.FOLLOWER, name, follower);
    }

    /**
     * Adds a hook, which every deployment and start calls at a point, in the order added; hooks of the clean-up are called
     * by a cleanup as well. By default there is none. See {@link Hook}.
     *
     * @param name letters, digits and hyphens; it is part of the step's id, {@code hook:POINT:NAME}
     * @throws IllegalArgumentException if the name is malformed, or taken at that point
     */
    public BlueGreen.Builder hook(String name, Hook.Point point, Hook hook) {
        requireName(Kind.HOOK, name);
        return add(new PlacedHook(point, name).participant(), hook);
    }

    /**
     * Adds a probe that every deployment must pass, after its checks, in the order added: one of instances before the new
     * fleet gets traffic, one of a URL or through the load balancer once all requests go to it. By default there is none. A
     * rollback asks no probes. It needs {@code Cloud.http}, for instances {@code Cloud.instanceAddresses}, and through the load
     * balancer {@code Cloud.listeners}.
     *
     * @param name 1 to 120 printable characters of ASCII, with no blank at either end; it is part of the step's id, {@code
     *     probe:NAME} or {@code url-probe:NAME}, and is shown to everybody
     * @throws IllegalArgumentException if the name is malformed or taken
     */
    public BlueGreen.Builder probe(String name, HttpProbe probe) {
        Kind kind = probe.ofInstances() ? Kind.PROBE : Kind.URL_PROBE;
        if (!name.matches("[!-~]([ -~]{0,118}[!-~])?")) {
            throw new IllegalArgumentException(
                    kind.label() + " name: expected 1 to 120 printable characters of ASCII, found '" + name + "'");
        }
        return add(new Participant(kind, name), probe);
    }

    private BlueGreen.Builder register(Kind kind, String name, Object code) {
        requireName(kind, name);
        return add(new Participant(kind, name), code);
    }

    private static void requireName(Kind kind, String name) {
        if (!name.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    kind.label() + " name: expected 1 to 40 letters, digits and hyphens, found '" + name + "'");
        }
    }

    private BlueGreen.Builder add(Participant participant, Object code) {
        if (registered.has(participant)) {
            throw new IllegalArgumentException(
                    participant.kind().label() + " name: expected a new one, found '" + participant.name() + "' taken");
        }
        registered = registered.and(participant, code);
        return self();
    }

    abstract BlueGreen.Builder self();
}
