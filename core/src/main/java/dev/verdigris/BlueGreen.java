package dev.verdigris;

import dev.verdigris.error.Finding;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.engine.Engine;
import dev.verdigris.internal.plan.Ground;
import dev.verdigris.internal.plan.Recipe;
import dev.verdigris.internal.world.Observer;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Snapshot;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Cleanup;
import dev.verdigris.plan.Deployment;
import dev.verdigris.plan.Preimage;
import dev.verdigris.plan.Request;
import dev.verdigris.plan.Rollback;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Check;
import dev.verdigris.port.Cloud;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deploys environments blue-green on a cloud.
 *
 * <pre>{@code
 * BlueGreen blueGreen = BlueGreen.on(cloud);
 * Environment beta = Environment.of("beta");
 *
 * SwitchPlan plan = blueGreen.plan(Deployment.of(beta));   // changes nothing
 * System.out.println(plan);
 * Outcome outcome = blueGreen.execute(plan);
 * }</pre>
 *
 * <p>Every verb blocks until it has ended. What may be expected to happen is a value, {@link Outcome}; before anything
 * is changed a verb may throw a {@link RefusedException}, or a {@link PortException} if the cloud could not be read. No
 * checked exceptions.
 *
 * <p>An interrupt of the calling thread takes a deployment back; past the point of no return the deployment finishes
 * forward. The thread's interrupt flag is set again when the verb returns.
 *
 * <p>Immutable, and safe for use by several threads. Nothing here keeps two deployments of one environment from running
 * at once: see to it that only one does.
 */
public final class BlueGreen {
    private final Cloud cloud;
    private final List<Listener> listeners;
    private final Map<String, Check> checks;

    private BlueGreen(Builder builder) {
        this.cloud = builder.cloud;
        this.listeners = List.copyOf(builder.listeners);
        this.checks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(builder.checks));
    }

    /** On a cloud, with every default. */
    public static BlueGreen on(Cloud cloud) {
        return builder(cloud).build();
    }

    /** Begins a facade with listeners or checks. */
    public static Builder builder(Cloud cloud) {
        return new Builder(cloud);
    }

    /**
     * The plan for a request, made from the world as it is now. Changes nothing.
     *
     * @throws RefusedException naming everything that stands in the way
     * @throws PortException if the world could not be read
     */
    public SwitchPlan plan(Request request) {
        Preimage preimage = Ground.preimage(request, observe(request.environment()), cloud.targetGroups()::targetQuota);
        return Recipe.plan(request, preimage, List.copyOf(checks.keySet()));
    }

    /**
     * Performs a plan. Looks again first, and refuses if what the plan was made from is no longer so.
     *
     * @throws RefusedException naming the differences, what stands in the way, or a check of the plan that is not
     *     registered here
     * @throws PortException if the world could not be read before the first change
     */
    public Outcome execute(SwitchPlan plan) {
        for (String check : plan.checks()) {
            if (!checks.containsKey(check)) {
                throw new RefusedException(
                        "expected the plan's check '" + check + "' to be registered, found " + checks.keySet(),
                        "register it on the builder, or plan again");
            }
        }
        SwitchPlan now = plan(plan.request());
        List<String> differences = plan.preimage().differences(now.preimage());
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    "expected the world as it was when the plan was made, found that " + String.join("; ", differences),
                    "plan again");
        }
        return perform(plan);
    }

    /**
     * Deploys: plans, and performs the plan at once.
     *
     * @throws RefusedException naming everything that stands in the way
     * @throws PortException if the world could not be read before the first change
     */
    public Outcome deploy(Deployment deployment) {
        return perform(plan(deployment));
    }

    /** Deploys with every default; see {@link #deploy(Deployment)}. */
    public Outcome deploy(Environment environment) {
        return deploy(Deployment.of(environment));
    }

    /**
     * Goes back to the other fleet and the instances it still has. It is a deployment like any other: gated, guarded, and
     * taken back when it fails.
     *
     * @throws RefusedException if that fleet has too few instances and may not start more, or anything else stands in the
     *     way
     * @throws PortException if the world could not be read before the first change
     */
    public Outcome rollback(Rollback rollback) {
        return perform(plan(rollback));
    }

    /** Rolls back with every default; see {@link #rollback(Rollback)}. */
    public Outcome rollback(Environment environment) {
        return rollback(Rollback.of(environment));
    }

    /**
     * Lets the idle fleet go: scales it to zero. Doing it again changes nothing.
     *
     * @throws RefusedException while any of its instances still gets traffic, or if anything else stands in the way
     * @throws PortException if the world could not be read before the first change
     */
    public Outcome cleanup(Cleanup cleanup) {
        return perform(plan(cleanup));
    }

    /** Cleans up with every default; see {@link #cleanup(Cleanup)}. */
    public Outcome cleanup(Environment environment) {
        return cleanup(Cleanup.of(environment));
    }

    /**
     * How an environment stands. Changes nothing.
     *
     * @throws RefusedException if there is no such environment
     * @throws PortException if it could not be read
     */
    public Status status(Environment environment) {
        return Status.of(environment, observe(environment));
    }

    /**
     * What would stand in the way of a deployment now, everything at once; empty if nothing does. Changes nothing.
     *
     * @throws RefusedException if there is no such environment
     * @throws PortException if it could not be read
     */
    public List<Finding> validate(Environment environment) {
        return Ground.findings(Deployment.of(environment), observe(environment), cloud.targetGroups()::targetQuota);
    }

    private Snapshot observe(Environment environment) {
        try {
            return Observer.observe(cloud, environment);
        } catch (PortException.NotFound e) {
            throw new RefusedException("environment " + environment.name() + ": " + e.problem(), e.remedy());
        }
    }

    private Outcome perform(SwitchPlan plan) {
        return Engine.perform(cloud, plan, checks, listeners);
    }

    /** Begins a facade; not thread-safe. */
    public static final class Builder {
        private final Cloud cloud;
        private final List<Listener> listeners = new ArrayList<>();
        private final Map<String, Check> checks = new LinkedHashMap<>();

        private Builder(Cloud cloud) {
            this.cloud = cloud;
        }

        /** Adds a listener; by default there is none but the log. */
        public Builder listener(Listener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Adds a check that every deployment's new fleet must pass before it gets traffic, in the order added. By default
         * there is none. A rollback does not run checks.
         *
         * @param name letters, digits and hyphens; it is part of the step's id, {@code check:NAME}
         * @throws IllegalArgumentException if the name is malformed or taken
         */
        public Builder check(String name, Check check) {
            if (!name.matches("[A-Za-z0-9-]{1,40}")) {
                throw new IllegalArgumentException(
                        "check name: expected 1 to 40 letters, digits and hyphens, found '" + name + "'");
            }
            if (checks.putIfAbsent(name, check) != null) {
                throw new IllegalArgumentException("check name: expected a new one, found '" + name + "' taken");
            }
            return this;
        }

        /** The facade. */
        public BlueGreen build() {
            return new BlueGreen(this);
        }
    }
}
