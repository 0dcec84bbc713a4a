package dev.verdigris.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * What a rule asks of a request before it takes it.
 *
 * @param hosts the patterns of its host, of which one must match; empty if any will do
 * @param paths the patterns of its path, of which one must match; empty if any will do
 * @param others the conditions besides, in AWS's words; those by a regular expression are among them
 */
record Conditions(Set<String> hosts, Set<String> paths, List<String> others) {
    private static final String HOST = "host-header";
    private static final String PATH = "path-pattern";

    /** Those of the default actions. */
    static Conditions none() {
        return new Conditions(Set.of(), Set.of(), List.of());
    }

    static Conditions of(Rule rule) {
        Conditions all = new Conditions(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        rule.conditions().forEach(all::add);
        return all;
    }

    private void add(RuleCondition condition) {
        Set<String> values = values(condition);
        if (HOST.equals(condition.field()) && !values.isEmpty()) {
            hosts.addAll(values);
        } else if (PATH.equals(condition.field()) && !values.isEmpty()) {
            paths.addAll(values);
        } else {
            others.add(condition.field());
        }
    }

    /** Its patterns, which AWS tells in two places. */
    private static Set<String> values(RuleCondition condition) {
        Set<String> values = new LinkedHashSet<>(condition.values());
        if (condition.hostHeaderConfig() != null) {
            values.addAll(condition.hostHeaderConfig().values());
        }
        if (condition.pathPatternConfig() != null) {
            values.addAll(condition.pathPatternConfig().values());
        }
        return values;
    }
}
