package dev.verdigris.internal.targets;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ports that a fleet is registered on. One that most of its registered instances are on is meant; one that few are
 * on was somebody's slip, or trial.
 *
 * @param meant the ports that every member is to be registered on; empty if nothing is registered
 * @param strays the targets on other ports
 */
public record Ports(SortedSet<Integer> meant, List<TargetHealth> strays) {

    /** The ports of a fleet, from its registered targets. */
    public static Ports of(List<TargetHealth> registered) {
        Map<Integer, Integer> counts = new HashMap<>();
        Set<InstanceId> instances = new HashSet<>();
        for (TargetHealth target : registered) {
            counts.merge(target.target().port(), 1, Integer::sum);
            instances.add(target.target().instance());
        }
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int enough = Math.min(most, instances.size() / 2 + 1);
        SortedSet<Integer> meant = new TreeSet<>();
        counts.forEach((port, count) -> {
            if (count >= enough) {
                meant.add(port);
            }
        });
        List<TargetHealth> strays = new ArrayList<>(registered);
        strays.removeIf(target -> meant.contains(target.target().port()));
        return new Ports(meant, strays);
    }

    /** The ports that are meant, or that one where nothing is registered. */
    public SortedSet<Integer> or(int port) {
        return meant.isEmpty() ? new TreeSet<>(Set.of(port)) : meant;
    }
}
