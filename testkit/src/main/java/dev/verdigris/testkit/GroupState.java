package dev.verdigris.testkit;

import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings and the members of a group, and what a read through the port shows of them. */
final class GroupState {
    private final GroupName name;
    private final Past<Fleet> past;
    private final List<SimulatedInstance> members = new ArrayList<>();
    private final Set<String> suspended = new LinkedHashSet<>();
    private final Map<String, SimulatedTargetGroup> attached = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Capacity capacity = Capacity.instances();
    private List<String> zones = Zones.ALL;
    private GroupTraits traits = GroupTraits.plain().withZones(Set.copyOf(Zones.ALL));
    private GroupSize bounds;
    private boolean launchesFirst;
    private @Nullable Fleet view;

    GroupState(World world, GroupName name, GroupSize bounds, Settings settings) {
        this.name = name;
        this.past = new Past<>(world, settings.staleness().toNanos());
        this.bounds = bounds;
    }

    GroupName name() {
        return name;
    }

    GroupSize size() {
        return bounds;
    }

    void set(GroupSize wanted) {
        changing();
        bounds = wanted;
    }

    Capacity capacity() {
        return capacity;
    }

    void count(Capacity in) {
        changing();
        capacity = in;
        traits = traits.withUnit(in.unit()).withWeights(in.weights());
    }

    /** The zones that it launches into, in order. */
    List<String> zones() {
        return zones;
    }

    void span(List<String> theseZones) {
        changing();
        zones = List.copyOf(theseZones);
        traits = traits.withZones(Set.copyOf(theseZones));
    }

    /** Whether new instances are protected from scale-in. */
    boolean protectsNew() {
        return traits.protects();
    }

    /** Whether another instance is launched before one that is replaced is ended. */
    boolean launchesFirst() {
        return launchesFirst;
    }

    void launchFirst(boolean beforeTerminating) {
        launchesFirst = beforeTerminating;
    }

    GroupTraits traits() {
        return traits;
    }

    void become(GroupTraits now) {
        changing();
        traits = now;
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

    void enter(SimulatedInstance instance, LifecycleState next) {
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
            view = new Fleet(name, bounds, instances, suspended, attached.keySet(), tags, traits);
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
        if (!capacity.types().isEmpty()) {
            text.append(" in ").append(capacity.unit()).append(' ').append(capacity.types());
        }
        text.append(zones.equals(Zones.ALL) ? "" : ", zones " + zones);
        text.append(traits.operator() == null ? "" : ", operated by " + traits.operator());
        text.append(traits.retains() ? ", retains what its termination hook abandons" : "");
        text.append(launchesFirst ? ", launches before it terminates" : "");
        text.append(traits.protects() ? ", protects new instances from scale-in" : "");
        text.append(suspended.isEmpty() ? "" : ", suspended " + suspended);
        return text.toString();
    }
}
