package dev.verdigris.rollout;

import dev.verdigris.port.TimeSource;
import dev.verdigris.request.KeepWarm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Plans and runs rollouts.
 *
 * <pre>{@code
 * Rollout rollout = Rollout.of("build-4711")
 *         .withWave(Wave.of("beta").with(beta, Deployment.of(environment)).withSoak(Duration.ofMinutes(30)))
 *         .withWave(Wave.of("prod").with(eu, …).with(us, …).withAtOnce(10))
 *         .withGoBack(true);
 *
 * Rollouts rollouts = Rollouts.on(Executors.newVirtualThreadPerTaskExecutor());
 * System.out.println(rollouts.plan(rollout));    // changes nothing
 * RolloutResult result = rollouts.run(rollout);
 * }</pre>
 *
 * <p>A deployment spends its time waiting: it occupies a thread, which may be a virtual one, and nothing else. The executor is
 * yours and is not shut down; one with fewer threads than environments are to go at once lets fewer go. One that runs each task
 * on the calling thread lets one go after the other.
 *
 * <p>A rollout keeps nothing of its own, in no store: see {@link Rollout}. Immutable, and safe for use by several threads.
 */
public final class Rollouts {
    private final RolloutOptions options;

    private Rollouts(RolloutOptions options) {
        this.options = options;
    }

    /** Rollouts with every default, on an executor. */
    public static Rollouts on(Executor executor) {
        return builder(executor).build();
    }

    /** Begins rollouts with options. */
    public static Builder builder(Executor executor) {
        return new Builder(executor);
    }

    /**
     * What a rollout would do if it were run now. Changes nothing.
     *
     * @throws IllegalArgumentException if it has no wave; or is to go back, and one of its deployments keeps nothing warm
     */
    public RolloutPlan plan(Rollout rollout) {
        require(rollout);
        return new RolloutPlanning(rollout, options).plan();
    }

    /**
     * Runs a rollout, or goes on with it, and returns when everything that it has begun has ended.
     *
     * <p>An interrupt of the calling thread interrupts every deployment that it runs: these roll back, or finish if they are
     * past their point of no return, and are waited for; nothing more begins and nothing goes back then. Run again, it goes on.
     * The thread's interrupt flag is set again when it returns.
     *
     * @throws IllegalArgumentException if it has no wave; or is to go back, and one of its deployments keeps nothing warm
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more tasks
     */
    public RolloutResult run(Rollout rollout) {
        require(rollout);
        return new RolloutRun(rollout, options).perform();
    }

    private static void require(Rollout rollout) {
        if (rollout.waves().isEmpty()) {
            throw new IllegalArgumentException("rollout '" + rollout.id() + "': expected 1 wave or more, found none");
        }
        rollout.waves().forEach(wave -> requireWarm(rollout, wave));
    }

    private static void requireWarm(Rollout rollout, Wave wave) {
        for (Member member : wave.members()) {
            if (rollout.goBack() && member.deployment().policy().keepWarm() instanceof KeepWarm.None) {
                throw new IllegalArgumentException("environment '" + member.name()
                        + "': expected a deployment that keeps the old fleet warm, since the rollout may go back, found"
                        + " none kept");
            }
        }
    }

    /** A builder. Not thread-safe. */
    public static final class Builder {
        private final Executor executor;
        private final List<Consumer<RolloutEvent>> listeners = new ArrayList<>();
        private TimeSource time = TimeSource.system();
        private boolean takeOver;
        private boolean again;

        private Builder(Executor executor) {
            this.executor = executor;
        }

        /** Sets the clock by which waves soak and events are told; by default that of this machine. */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /**
         * Adds a listener, which is told of each event in order, on the threads that run the rollout: be quick. A listener that
         * throws does no harm; what it throws is logged. By default there is none but the log.
         */
        public Builder listener(Consumer<RolloutEvent> listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Sets whether you confirm that whatever process held the rollout's environments is dead, so that what it left in
         * progress is taken over at once; see {@link dev.verdigris.request.Recovery#withTakeOver}. By default not: where leases
         * expire it is waited for until they have.
         */
        public Builder takeOver(boolean takeOver) {
            this.takeOver = takeOver;
            return this;
        }

        /**
         * Sets whether environments that the rollout failed in, or has rolled back, before this run are deployed anew; by
         * default they count as failed.
         */
        public Builder again(boolean again) {
            this.again = again;
            return this;
        }

        /** The rollouts. */
        public Rollouts build() {
            return new Rollouts(new RolloutOptions(executor, time, List.copyOf(listeners), takeOver, again));
        }
    }
}
