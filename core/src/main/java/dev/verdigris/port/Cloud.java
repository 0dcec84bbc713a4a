package dev.verdigris.port;

import org.jspecify.annotations.Nullable;

/** The ports of one cloud, bundled: what an adapter or a simulator hands to the facade. Immutable. */
public final class Cloud {
    private final Fleets fleets;
    private final TargetGroups targetGroups;
    private final ActiveColors activeColors;
    private final TimeSource time;

    private Cloud(Builder builder) {
        this.fleets = required("fleets", builder.fleets);
        this.targetGroups = required("targetGroups", builder.targetGroups);
        this.activeColors = required("activeColors", builder.activeColors);
        this.time = builder.time;
    }

    /** Begins a cloud; every port but the time is required. */
    public static Builder builder() {
        return new Builder();
    }

    /** The Auto Scaling groups. */
    public Fleets fleets() {
        return fleets;
    }

    /** The target groups. */
    public TargetGroups targetGroups() {
        return targetGroups;
    }

    /** The recorded colors. */
    public ActiveColors activeColors() {
        return activeColors;
    }

    /** The time. */
    public TimeSource time() {
        return time;
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
        private @Nullable ActiveColors activeColors;
        private TimeSource time = TimeSource.system();

        private Builder() {}

        /** The Auto Scaling groups. */
        public Builder fleets(Fleets fleets) {
            this.fleets = fleets;
            return this;
        }

        /** The target groups. */
        public Builder targetGroups(TargetGroups targetGroups) {
            this.targetGroups = targetGroups;
            return this;
        }

        /** The recorded colors. */
        public Builder activeColors(ActiveColors activeColors) {
            this.activeColors = activeColors;
            return this;
        }

        /** The time; by default this machine's. */
        public Builder time(TimeSource time) {
            this.time = time;
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
