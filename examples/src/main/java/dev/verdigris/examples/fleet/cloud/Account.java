package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.port.Attachments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that this cloud knows, as it is kept in the file of its {@link Ledger}: rows of public fields, which is what
 * JSON is made of. Only within {@link Ledger#change} are they changed.
 */
final class Account {
    public Map<String, Group> groups = new TreeMap<>();
    /** By their ARNs. */
    public Map<String, Pool> pools = new TreeMap<>();
    /** By their ARNs. */
    public Map<String, Listener> listeners = new TreeMap<>();

    public Map<String, String> parameters = new TreeMap<>();
    public Map<String, State> states = new TreeMap<>();
    /** Where Envoy is asked; null until it runs. */
    public @Nullable String admin;

    /** An Auto Scaling group. */
    static final class Group {
        public String name = "";
        public int min;
        public int max;
        public int desired;
        public Template template = new Template();
        public List<Member> members = new ArrayList<>();
        /** By the ARN of the target group. */
        public Map<String, Attachments.State> attachments = new TreeMap<>();

        public List<Started> started = new ArrayList<>();

        Stream<Member> inService() {
            return members.stream().filter(member -> member.lifecycle == Lifecycle.IN_SERVICE);
        }

        /** Those that are, or will be, capacity. */
        List<Member> staying() {
            return members.stream()
                    .filter(member -> member.lifecycle != Lifecycle.LEAVING)
                    .toList();
        }

        @Nullable
        Member member(String id) {
            return members.stream()
                    .filter(member -> member.id.equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What the next instances of a group are started as. */
    static final class Template {
        public String version = "v1";
        /** The time from the start of the process until its health page says so; negative if it never does. */
        public long bootMillis;
    }

    /** A member of a group. */
    static final class Member {
        public String id = "";
        public Lifecycle lifecycle = Lifecycle.PENDING;
        public boolean guarded;
        /** The port on the loopback address that it listens on; 0 until it does. */
        public int port;
        /** Its process; 0 if it has none of its own. */
        public long pid;
    }

    /** A start of an instance. */
    static final class Started {
        public String activity = "";
        public long atMillis;
    }

    /** A target group. */
    static final class Pool {
        public String name = "";
        public int port;
        public String kind = "instance";
        public long delayMillis;
        public int failoverPercent;
        public int routingPercent;
        public List<Registration> targets = new ArrayList<>();

        List<Registration> of(String instance) {
            return targets.stream()
                    .filter(target -> target.instance.equals(instance))
                    .toList();
        }

        void register(String instance, int port, long now) {
            Registration there = targets.stream()
                    .filter(target -> target.is(instance, port))
                    .findFirst()
                    .orElse(null);
            if (there == null) {
                there = new Registration();
                there.instance = instance;
                there.port = port;
                there.sinceMillis = now;
                targets.add(there);
            } else if (there.draining) {
                there.draining = false;
                there.sinceMillis = now;
            }
        }

        void deregister(String instance, long now) {
            of(instance).forEach(target -> target.deregister(now));
        }
    }

    /** A registration of an instance in a target group. */
    static final class Registration {
        public String instance = "";
        /** The port that it is registered on, which is a name here: each process listens on a port of its own. */
        public int port;

        public boolean draining;
        /** When it was registered, or began to drain. */
        public long sinceMillis;
        /** How often in a row Envoy had no request on its way there, since it drains. */
        public int quiet;

        boolean is(String instance, int port) {
            return this.instance.equals(instance) && this.port == port;
        }

        void deregister(long now) {
            if (!draining) {
                draining = true;
                sinceMillis = now;
                quiet = 0;
            }
        }
    }

    /** A listener, which forwards whatever comes. */
    static final class Listener {
        public int port;
        /** By the ARNs of target groups, in order. */
        public Map<String, Integer> weights = new LinkedHashMap<>();
    }

    /** A deployment state. */
    static final class State {
        public String text = "";
        public int revision;
        /** The revision that was claimed last. */
        public int claimed;
    }

    Group group(String operation, String name) {
        Group group = groups.get(name);
        if (group == null) {
            throw new PortException.NotFound(operation, "there is no group " + name, null);
        }
        return group;
    }

    Pool pool(String operation, String arn) {
        Pool pool = pools.get(arn);
        if (pool == null) {
            throw new PortException.NotFound(operation, "there is no target group " + arn, null);
        }
        return pool;
    }

    @Nullable
    Member member(String id) {
        for (Group group : groups.values()) {
            Member member = group.member(id);
            if (member != null) {
                return member;
            }
        }
        return null;
    }

    boolean inUse(String pool) {
        return listeners.values().stream().anyMatch(listener -> listener.weights.containsKey(pool));
    }
}
