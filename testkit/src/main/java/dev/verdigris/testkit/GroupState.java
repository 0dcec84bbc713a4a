package dev.verdigris.testkit;

import dev.verdigris.model.Bounds;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Instance;
import dev.verdigris.model.Lifecycle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a group is set to and who is in it, and what a read through the port shows of that. */
final class GroupState {
    private final GroupName name;
    private final Past<Fleet> past;
    private final List<SimulatedInstance> members = new ArrayList<>();
    private final Set<String> suspended = new LinkedHashSet<>();
    private final Map<String, SimulatedTargetGroup> attached = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Bounds bounds;
    private @Nullable Fleet view;

    GroupState(World world, GroupName name, Bounds bounds, Settings settings) {
        this.name = name;
        this.past = new Past<>(world, settings.staleness().toNanos());
        this.bounds = bounds;
    }

    GroupName name() {
        return name;
    }

    Bounds bounds() {
        return bounds;
    }

    void set(Bounds wanted) {
        changing();
        bounds = wanted;
    }

    /** Oldest first; a view. */
    List<SimulatedInstance> members() {
        return Collections.unmodifiableList(members);
    }

    void add(SimulatedInstance instance) {
        changing();
        members.add(instance);
    }

    void remove(SimulatedInstance instance) {
        changing();
        members.remove(instance);
    }

    void enter(SimulatedInstance instance, Lifecycle next) {
        changing();
        instance.enter(next);
    }

    boolean isSuspended(String process) {
        return suspended.contains(process);
    }

    Set<String> suspended() {
        return suspended;
    }

    void suspend(String process) {
        changing();
        suspended.add(process);
    }

    void resume(String process) {
        changing();
        suspended.remove(process);
    }

    void tag(String key, String value) {
        changing();
        tags.put(key, value);
    }

    /** The target groups that its instances are registered in as they come. */
    Collection<SimulatedTargetGroup> attached() {
        return attached.values();
    }

    void attach(SimulatedTargetGroup targetGroup) {
        changing();
        attached.put(targetGroup.arn(), targetGroup);
    }

    void detach(SimulatedTargetGroup targetGroup) {
        changing();
        attached.remove(targetGroup.arn());
    }

    /** Something of it is about to change: keeps for stale reads what it looked like until now. */
    void changing() {
        if (past.wanted()) {
            past.keep(fleet());
        }
        view = null;
    }

    private Fleet fleet() {
        if (view == null) {
            List<Instance> instances = new ArrayList<>(members.size());
            for (SimulatedInstance member : members) {
                instances.add(member.view());
            }
            view = new Fleet(name, bounds, instances, suspended, attached.keySet(), tags);
        }
        return view;
    }

    /** The group as a read through the port sees it. */
    Fleet glimpse() {
        Fleet stale = past.glimpse();
        return stale != null ? stale : fleet();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name.value()).append(": ").append(bounds);
        if (!suspended.isEmpty()) {
            text.append(", suspended ").append(suspended);
        }
        for (SimulatedInstance member : members) {
            text.append("\n    ").append(member);
        }
        return text.toString();
    }
}
