package dev.verdigris.report;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Both fleets and who gets requests, as somebody saw them at one moment. Immutable. */
public final class Sighting {

    /** The state of an instance, by what its group and the load balancer say together. */
    public enum State {
        /** Its group launches it. */
        STARTING,
        /** It is in service for its group; it gets no requests, and the load balancer was not seen to find it healthy. */
        IN_SERVICE,
        /** The load balancer sends requests to it as soon as it finds it healthy, and does not, or not yet. */
        UNHEALTHY,
        /** The load balancer finds it healthy. */
        HEALTHY,
        /** It finishes the requests that it has, and gets no more. */
        DRAINING,
        /** Its group ends it. */
        LEAVING,
        /** Anything else: in standby, in a warm pool, or retained by a hook. */
        OTHER;

        /** The state as it is written: {@code in-service}. A stable string. */
        public String label() {
            return Labels.of(this);
        }
    }

    private final Side blue;
    private final Side green;
    private final Map<String, Alarm.State> alarms;

    private Sighting(Side blue, Side green, Map<String, Alarm.State> alarms) {
        this.blue = blue;
        this.green = green;
        this.alarms = alarms;
    }

    /** A sighting of both fleets, without alarms. */
    public static Sighting of(Side blue, Side green) {
        return new Sighting(blue, green, Map.of());
    }

    /** This sighting with the alarms that were read last, by name. */
    public Sighting withAlarms(Map<String, Alarm.State> read) {
        return new Sighting(blue, green, Collections.unmodifiableMap(new LinkedHashMap<>(read)));
    }

    /** The fleet of a color. */
    public Side side(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** The alarms that were read last, by name; empty if none were. */
    public Map<String, Alarm.State> alarms() {
        return alarms;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sighting that
                && blue.equals(that.blue)
                && green.equals(that.green)
                && alarms.equals(that.alarms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(blue, green, alarms);
    }

    @Override
    public String toString() {
        return "blue " + blue + "; green " + green + (alarms.isEmpty() ? "" : "; " + alarms);
    }

    /** A fleet as it was seen. Immutable. */
    public static final class Side {
        private final GroupSize size;
        private final Map<InstanceId, State> instances;
        private final @Nullable Integer percent;

        private Side(GroupSize size, Map<InstanceId, State> instances, @Nullable Integer percent) {
            this.size = size;
            this.instances = instances;
            this.percent = percent;
        }

        /** A fleet of that size, whose instances are not known, nor what it gets of the requests. */
        public static Side of(GroupSize size) {
            return new Side(size, Map.of(), null);
        }

        /** This fleet with its instances, and those that were its own and still finish requests. */
        public Side withInstances(Map<InstanceId, State> seen) {
            return new Side(size, Collections.unmodifiableMap(new LinkedHashMap<>(seen)), percent);
        }

        /** This fleet with the part of the requests that it gets, in percent. */
        public Side withPercent(int ofRequests) {
            return new Side(size, instances, ofRequests);
        }

        /** The size of its group. */
        public GroupSize size() {
            return size;
        }

        /**
         * The state of each instance. What the load balancer says of them is as it was last read, which is not at every look:
         * much of what is awaited shows in the groups alone.
         */
        public Map<InstanceId, State> instances() {
            return instances;
        }

        /** The part of the requests that it gets, in percent, rounded down, as last read; null if it never was. */
        public @Nullable Integer percent() {
            return percent;
        }

        /** The number of instances in a state. */
        public int count(State state) {
            return Collections.frequency(instances.values(), state);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Side that
                    && size.equals(that.size)
                    && instances.equals(that.instances)
                    && Objects.equals(percent, that.percent);
        }

        @Override
        public int hashCode() {
            return Objects.hash(size, instances, percent);
        }

        @Override
        public String toString() {
            return size + ", " + instances + (percent == null ? "" : ", " + percent + " %");
        }
    }
}
