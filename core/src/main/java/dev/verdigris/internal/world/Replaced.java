package dev.verdigris.internal.world;

import dev.verdigris.model.InstanceId;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The new instances that do not come up: for how long, and which of them have been replaced. Those are in the deployment
 * state before they end, so that whoever resumes it knows them; how long the others have ailed is lost with the process, and
 * then they are given that time again.
 */
final class Replaced {
    private final TimeSource time;
    private final Set<InstanceId> instances = new LinkedHashSet<>();
    private final Map<String, Map<InstanceId, Long>> ailing = new HashMap<>();
    /** Those whose replacement this run has asked for, and heard of. */
    final Set<InstanceId> answered = new HashSet<>();

    /** Why the last one could not be replaced; null if each could. */
    @Nullable
    String refused;

    /** The steps in which this run has replaced any. */
    final Set<String> steps = new HashSet<>();

    private @Nullable Runnable journal;

    /** @param memory what an earlier run of the same deployment did; null if there was none */
    Replaced(TimeSource time, @Nullable Memory memory) {
        this.time = time;
        if (memory != null) {
            instances.addAll(memory.replaced());
        }
    }

    /** What puts it into the deployment state. */
    void journal(Runnable writing) {
        journal = writing;
    }

    List<InstanceId> begun() {
        return List.copyOf(instances);
    }

    /** Puts into the deployment state that an instance is to be replaced, if that is not in it. */
    void add(InstanceId instance) {
        Runnable writing = journal;
        if (writing == null) {
            throw new IllegalStateException("expected a deployment that may replace instances, found none");
        }
        if (!instances.add(instance)) {
            return;
        }
        try {
            writing.run();
        } catch (RuntimeException e) {
            instances.remove(instance);
            throw e;
        }
    }

    /** Those that ail now in some respect, and have done so for so long whenever that was asked. */
    List<InstanceId> ailing(String respect, Collection<InstanceId> now, Duration patience) {
        Map<InstanceId, Long> since = ailing.computeIfAbsent(respect, any -> new HashMap<>());
        since.keySet().retainAll(Set.copyOf(now));
        List<InstanceId> lasting = new ArrayList<>();
        for (InstanceId instance : now) {
            long began = since.computeIfAbsent(instance, any -> time.nanoTime());
            if (time.nanoTime() - began >= patience.toNanos()) {
                lasting.add(instance);
            }
        }
        return lasting;
    }
}
