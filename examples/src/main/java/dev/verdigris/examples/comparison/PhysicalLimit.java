package dev.verdigris.examples.comparison;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.LogEntry;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The time that no deployer can save, read from what the world itself did: the slowest new instance, from the change of
 * its group's size that launched it (or from its launch, if none did) until it was in service, and from then, or from its
 * registration if that came later, until it was healthy; and the longest that a target drained. What is above it, the
 * deployer spent: on polls, on calls, on waiting for one thing after the other.
 */
final class PhysicalLimit {
    private final Map<GroupName, Duration> resized = new HashMap<>();
    private final Map<InstanceId, Duration> asked = new HashMap<>();
    private final Map<InstanceId, Duration> inService = new HashMap<>();
    private final Map<InstanceId, Duration> registered = new HashMap<>();
    private final Map<InstanceId, Duration> healthy = new HashMap<>();
    private final Map<Target, Duration> draining = new HashMap<>();
    private Duration longestDrain = Duration.ZERO;

    private PhysicalLimit() {}

    /** The limit of what a stretch of a world's log tells of. */
    static Duration of(List<LogEntry> log) {
        PhysicalLimit limit = new PhysicalLimit();
        log.forEach(limit::read);
        return limit.slowestInstance().plus(limit.longestDrain);
    }

    private void read(LogEntry entry) {
        if (entry.subject() instanceof GroupName group) {
            read(group, entry);
        } else if (entry.subject() instanceof InstanceId instance
                && entry.what().equals("in service in")) {
            inService.put(instance, entry.at());
        } else if (entry.detail() instanceof TargetHealth health) {
            read(health, entry.at());
        } else if (entry.detail() instanceof Target target) {
            Duration since = draining.remove(target);
            longestDrain = since == null
                    ? longestDrain
                    : longer(longestDrain, entry.at().minus(since));
        }
    }

    private void read(GroupName group, LogEntry entry) {
        if (entry.what().equals("set to")) {
            resized.put(group, entry.at());
        } else if (entry.what().equals("launches") && entry.detail() instanceof InstanceId instance) {
            asked.put(instance, resized.getOrDefault(group, entry.at()));
        }
    }

    private void read(TargetHealth health, Duration at) {
        InstanceId instance = health.target().instance();
        switch (health.state()) {
            case INITIAL -> registered.putIfAbsent(instance, at);
            case HEALTHY -> healthy.putIfAbsent(instance, at);
            case DRAINING -> draining.put(health.target(), at);
            default -> {}
        }
    }

    private Duration slowestInstance() {
        return asked.keySet().stream()
                .filter(healthy::containsKey)
                .map(instance -> boot(instance).plus(check(instance)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Duration boot(InstanceId instance) {
        return moment(inService, instance).minus(moment(asked, instance));
    }

    private Duration check(InstanceId instance) {
        Duration from = longer(moment(inService, instance), moment(registered, instance));
        return longer(Duration.ZERO, moment(healthy, instance).minus(from));
    }

    private static Duration moment(Map<InstanceId, Duration> moments, InstanceId instance) {
        return Objects.requireNonNull(moments.get(instance), () -> "expected more of " + instance + " in the log");
    }

    private static Duration longer(Duration one, Duration other) {
        return Collections.max(List.of(one, other));
    }
}
