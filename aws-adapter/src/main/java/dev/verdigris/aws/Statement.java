package dev.verdigris.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A statement of an identity policy, by which IAM allows actions.
 *
 * @param id of the statement; those of a document differ
 * @param actions what it allows, sorted
 * @param resources what it allows them on, as ARNs with wildcards
 * @param condition the JSON of its condition; empty for none
 */
record Statement(String id, SortedSet<String> actions, List<String> resources, String condition) {

    Statement(String id, SortedSet<String> actions, List<String> resources) {
        this(id, actions, resources, "");
    }

    /** What is allowed on every resource, since AWS knows none for it. */
    static Statement everywhere(Collection<String> actions) {
        return new Statement("Look", new TreeSet<>(actions), List.of("*"));
    }

    /** A document of statements, where those of one id on the same resources, under the same condition, become one. */
    static String document(Collection<Statement> statements) {
        Map<List<Object>, Statement> merged = new LinkedHashMap<>();
        for (Statement each : statements) {
            merged.merge(List.of(each.id, each.resources, each.condition), each, Statement::and);
        }
        List<String> texts = new ArrayList<>();
        merged.values().forEach(each -> texts.add(each.json()));
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                %s
                  ]
                }
                """.formatted(String.join(",\n", texts));
    }

    private Statement and(Statement other) {
        SortedSet<String> all = new TreeSet<>(actions);
        all.addAll(other.actions);
        return new Statement(id, all, resources, condition);
    }

    private String json() {
        return """
                {
                  "Sid": "%s",
                  "Effect": "Allow",
                  "Action": [%s],
                  "Resource": [%s]%s
                }
                """.formatted(
                        id,
                        listed(actions),
                        listed(resources),
                        condition.isEmpty() ? "" : ",\n  \"Condition\": " + condition)
                .indent(4)
                .stripTrailing();
    }

    private static String listed(Collection<String> texts) {
        return texts.stream()
                .map(text -> "\n    \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "", "\n  "));
    }
}
