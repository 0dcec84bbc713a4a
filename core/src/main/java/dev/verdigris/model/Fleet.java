package dev.verdigris.model;

import dev.verdigris.model.GroupTraits.CapacityUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An Auto Scaling group as it was observed.
 *
 * @param group its name
 * @param size its minimum, maximum and desired capacity
 * @param instances its members in any lifecycle state, in the order AWS gave them
 * @param suspendedProcesses the names of its suspended processes ({@code Launch}, {@code Terminate}, …)
 * @param attachedTargetGroups the ARNs of target groups attached to it by either family of calls, and the names of
 *     Classic Load Balancers
 * @param tags its tags
 * @param traits what else it is set to
 */
public record Fleet(
        GroupName group,
        GroupSize size,
        List<Instance> instances,
        Set<String> suspendedProcesses,
        Set<String> attachedTargetGroups,
        Map<String, String> tags,
        GroupTraits traits) {

    /** Copies the collections. */
    public Fleet {
        instances = List.copyOf(instances);
        suspendedProcesses = Set.copyOf(suspendedProcesses);
        attachedTargetGroups = Set.copyOf(attachedTargetGroups);
        tags = Map.copyOf(tags);
    }

    /** A group with nothing special. */
    public Fleet(
            GroupName group,
            GroupSize size,
            List<Instance> instances,
            Set<String> suspendedProcesses,
            Set<String> attachedTargetGroups,
            Map<String, String> tags) {
        this(group, size, instances, suspendedProcesses, attachedTargetGroups, tags, GroupTraits.plain());
    }

    /** The members that count as capacity. */
    public List<InstanceId> inService() {
        List<InstanceId> inService = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            if (instance.inService()) {
                inService.add(instance.id());
            }
        }
        return Collections.unmodifiableList(inService);
    }

    /** The part of its size that is in service, in its own units: the weights of the members that count as capacity. */
    public int capacityInService() {
        int capacity = 0;
        for (Instance instance : instances) {
            capacity += instance.inService() ? instance.weight() : 0;
        }
        return capacity;
    }

    /** The part of its size that is in service and protected from scale-in, in its own units. */
    public int protectedInService() {
        int capacity = 0;
        for (Instance instance : instances) {
            capacity += instance.inService() && instance.guarded() ? instance.weight() : 0;
        }
        return capacity;
    }

    /** The unit of its size, in a word: {@code instance}, {@code unit} (of weight), {@code vCPU} or {@code MiB}. */
    public String unit() {
        return switch (traits.unit()) {
            case VCPU -> "vCPU";
            case MEMORY_MIB -> "MiB";
            case UNITS -> weighted() ? "unit" : "instance";
            case OTHER -> "unit";
        };
    }

    /** Whether its size counts instances, each for one. */
    public boolean countsInstances() {
        return traits.unit() == CapacityUnit.UNITS && !weighted();
    }

    private boolean weighted() {
        if (!traits.weights().isEmpty()) {
            return true;
        }
        for (Instance instance : instances) {
            if (instance.weight() > 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything runs in it or is meant to. */
    public boolean populated() {
        return size.desired() > 0 || !instances.isEmpty();
    }
}
