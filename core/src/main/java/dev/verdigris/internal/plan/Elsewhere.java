package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.InstanceId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Words for registrations in other target groups. */
public final class Elsewhere {

    private Elsewhere() {}

    /** The ARN of each target group, with the instances that are in it. */
    public static String listed(Map<String, Set<InstanceId>> elsewhere) {
        return new TreeMap<>(elsewhere)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " ("
                                + Words.list(entry.getValue().stream().sorted().toList()) + ")")
                        .collect(Collectors.joining(", "));
    }
}
