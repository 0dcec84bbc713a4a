package dev.verdigris.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The ports of one cloud, bundled: what an adapter or a simulator hands to the facade. Immutable. */
public final class Cloud {
    private final Fleets fleets;
    private final TargetGroups targetGroups;
    private final @Nullable Listeners listeners;
    private final @Nullable InstanceRefreshes instanceRefreshes;
    private final @Nullable Attachments attachments;
    private final ActiveColors activeColors;
    private final @Nullable Releases releases;
    private final @Nullable Alarms alarms;
    private final @Nullable InstanceAddresses instanceAddresses;
    private final @Nullable Http http;
    private final @Nullable DeploymentStore deployments;
    private final TimeSource time;
    private final Duration callTimeout;

    private Cloud(Builder builder) {
        this.fleets = required("fleets", builder.fleets);
        this.targetGroups = required("targetGroups", builder.targetGroups);
        this.listeners = builder.listeners;
        this.instanceRefreshes = builder.instanceRefreshes;
        this.attachments = builder.attachments;
        this.activeColors = required("activeColors", builder.activeColors);
        this.releases = builder.releases;
        this.alarms = builder.alarms;
        this.instanceAddresses = builder.instanceAddresses;
        this.http = builder.http;
        this.deployments = builder.deployments;
        this.time = builder.time;
        this.callTimeout = builder.callTimeout;
    }

    /** Begins a cloud; the fleets, the target groups and the active colors are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** This cloud with another time, such as one that tells somebody else whenever it lets time pass. */
    public Cloud withTime(TimeSource other) {
        Builder builder = new Builder();
        builder.fleets = fleets;
        builder.targetGroups = targetGroups;
        builder.listeners = listeners;
        builder.instanceRefreshes = instanceRefreshes;
        builder.attachments = attachments;
        builder.activeColors = activeColors;
        builder.releases = releases;
        builder.alarms = alarms;
        builder.instanceAddresses = instanceAddresses;
        builder.http = http;
        builder.deployments = deployments;
        builder.callTimeout = callTimeout;
        return builder.time(other).build();
    }

    /** The Auto Scaling groups. */
    public Fleets fleets() {
        return fleets;
    }

    /** The target groups. */
    public TargetGroups targetGroups() {
        return targetGroups;
    }

    /**
     * The listeners; null if there are none, and then no environment's traffic can be moved by forwarding, and nothing can be
     * probed through its load balancer.
     */
    public @Nullable Listeners listeners() {
        return listeners;
    }

    /**
     * The instance refreshes; null if there are none, and then no fleet can be refreshed in place, and nobody sees that one
     * is.
     */
    public @Nullable InstanceRefreshes instanceRefreshes() {
        return instanceRefreshes;
    }

    /** The attachments; null if there are none, and then no environment's traffic can be moved by attachment. */
    public @Nullable Attachments attachments() {
        return attachments;
    }

    /** The recorded colors. */
    public ActiveColors activeColors() {
        return activeColors;
    }

    /** The release pointers; null if there are none, and then no release can be selected. */
    public @Nullable Releases releases() {
        return releases;
    }

    /** The addresses of instances; null if there are none, and then no instance can be probed. */
    public @Nullable InstanceAddresses instanceAddresses() {
        return instanceAddresses;
    }

    /** The requests over HTTP; null if there are none, and then nothing can be probed. */
    public @Nullable Http http() {
        return http;
    }

    /** The alarms; null if there are none, and then no bake can watch any. */
    public @Nullable Alarms alarms() {
        return alarms;
    }

    /** The store of deployment states; null if the facade is to be given one of its own. */
    public @Nullable DeploymentStore deployments() {
        return deployments;
    }

    /** The time. */
    public TimeSource time() {
        return time;
    }

    /**
     * The longest that one transmission of a change takes: a change that has been sent may still arrive that much
     * later.
     */
    public Duration callTimeout() {
        return callTimeout;
    }

    private static <T> T required(String port, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "cloud: expected the port '" + port + "', found none; set it in the builder");
        }
        return value;
    }

    /** Begins a cloud; not thread-safe. */
    public static final class Builder {
        private @Nullable Fleets fleets;
        private @Nullable TargetGroups targetGroups;
        private @Nullable Listeners listeners;
        private @Nullable InstanceRefreshes instanceRefreshes;
        private @Nullable Attachments attachments;
        private @Nullable ActiveColors activeColors;
        private @Nullable Releases releases;
        private @Nullable Alarms alarms;
        private @Nullable InstanceAddresses instanceAddresses;
        private @Nullable Http http;
        private @Nullable DeploymentStore deployments;
        private TimeSource time = TimeSource.system();
        private Duration callTimeout = Duration.ofSeconds(15);

        private Builder() {}

        /** Sets the Auto Scaling groups. */
        public Builder fleets(Fleets fleets) {
            this.fleets = fleets;
            return this;
        }

        /** Sets the target groups. */
        public Builder targetGroups(TargetGroups targetGroups) {
            this.targetGroups = targetGroups;
            return this;
        }

        /** Sets the listeners; by default there are none, and environments that need them are refused. */
        public Builder listeners(Listeners listeners) {
            this.listeners = listeners;
            return this;
        }

        /**
         * Sets the instance refreshes; by default there are none: a rolling refresh is refused, and a deployment does not
         * see one that somebody else has started.
         */
        public Builder instanceRefreshes(InstanceRefreshes instanceRefreshes) {
            this.instanceRefreshes = instanceRefreshes;
            return this;
        }

        /** Sets the attachments; by default there are none, and environments that need them are refused. */
        public Builder attachments(Attachments attachments) {
            this.attachments = attachments;
            return this;
        }

        /** Sets the recorded colors. */
        public Builder activeColors(ActiveColors activeColors) {
            this.activeColors = activeColors;
            return this;
        }

        /** Sets the release pointers; by default there are none, and what needs one is refused. */
        public Builder releases(Releases releases) {
            this.releases = releases;
            return this;
        }

        /** Sets the addresses of instances; by default there are none, and a deployment that probes instances is refused. */
        public Builder instanceAddresses(InstanceAddresses instanceAddresses) {
            this.instanceAddresses = instanceAddresses;
            return this;
        }

        /** Sets the requests over HTTP; by default there are none, and a deployment with probes is refused. */
        public Builder http(Http http) {
            this.http = http;
            return this;
        }

        /** Sets the alarms; by default there are none, and a bake that is to watch some is refused. */
        public Builder alarms(Alarms alarms) {
            this.alarms = alarms;
            return this;
        }

        /** Sets the store of deployment states; by default there is none, and the facade needs one of its own. */
        public Builder deployments(DeploymentStore deployments) {
            this.deployments = deployments;
            return this;
        }

        /** Sets the time; by default this machine's. */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /**
         * Sets the longest that one transmission of a change takes, by default 15 seconds.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder callTimeout(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("call timeout: expected 0 or more, found " + timeout);
            }
            this.callTimeout = timeout;
            return this;
        }

        /**
         * The cloud.
         *
         * @throws IllegalStateException naming the port that is missing
         */
        public Cloud build() {
            return new Cloud(this);
        }
    }
}
