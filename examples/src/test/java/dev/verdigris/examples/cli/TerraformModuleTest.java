package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.examples.Project;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Terraform module leaves to Verdigris what that writes, and nothing else. */
class TerraformModuleTest {
    private static final List<String> FILES = List.of("main", "traffic", "watching");
    private static final Pattern RESOURCE = Pattern.compile("(?ms)^resource \"(\\w+)\" \"(\\w+)\" \\{\\n(.*?)^}");
    private static final Pattern IGNORED = Pattern.compile("ignore_changes = \\[([^\\n]*)]\\n");

    /** What is written, as the module knows it. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "UpdateAutoScalingGroup.MinSize", Set.of("aws_autoscaling_group.fleet min_size"),
            "UpdateAutoScalingGroup.DesiredCapacity", Set.of("aws_autoscaling_group.fleet desired_capacity"),
            "AttachTrafficSources.TrafficSources",
                    Set.of(
                            "aws_autoscaling_group.fleet traffic_source",
                            "aws_autoscaling_group.fleet target_group_arns"),
            "ModifyRule.Actions", Set.of("aws_lb_listener_rule.weighted action[0].forward"),
            "PutParameter.Value", Set.of("aws_ssm_parameter.active_color value"));

    /** What names the resource, says what the same call sends beside a value, or is about targets, of which it has none. */
    private static final Set<String> NO_ATTRIBUTES = Set.of(
            "AttachTrafficSources.AutoScalingGroupName",
            "DeregisterTargets.TargetGroupArn",
            "DeregisterTargets.Targets",
            "DetachLoadBalancerTargetGroups.AutoScalingGroupName",
            "DetachLoadBalancerTargetGroups.TargetGroupARNs",
            "DetachTrafficSources.AutoScalingGroupName",
            "DetachTrafficSources.TrafficSources",
            "ModifyRule.RuleArn",
            "PutParameter.Name",
            "PutParameter.Overwrite",
            "PutParameter.Type",
            "RegisterTargets.TargetGroupArn",
            "RegisterTargets.Targets",
            "UpdateAutoScalingGroup.AutoScalingGroupName");

    /** What a life with each strategy writes. */
    private static Set<String> written() {
        Set<String> written = new TreeSet<>();
        for (String strategy : List.of("registration", "attachment", "forwarding")) {
            StackedBeta beta = StackedBeta.create(Map.of("Strategy", strategy));
            Written fields = new Written();
            String quickly = " --yes --poll-interval 20ms" + (strategy.equals("forwarding") ? " --hold 20ms" : "");
            for (String command : List.of("refresh --capacity 2", "refresh", "rollback", "cleanup")) {
                beta.here(List.of(fields), (command + quickly).split(" ", -1)).exiting(0);
            }
            written.addAll(fields.fields());
        }
        return written;
    }

    /** What the module leaves alone, as {@code TYPE.NAME ATTRIBUTE}. */
    private static Set<String> ignored() {
        Set<String> ignored = new TreeSet<>();
        for (Map.Entry<String, String> resource : resources().entrySet()) {
            Matcher list = IGNORED.matcher(resource.getValue());
            if (list.find()) {
                for (String attribute : list.group(1).split(", ", -1)) {
                    ignored.add(resource.getKey() + " " + attribute);
                }
            }
        }
        return ignored;
    }

    private static Map<String, String> resources() {
        Map<String, String> resources = new TreeMap<>();
        for (String file : FILES) {
            RESOURCE.matcher(Project.read("infra/terraform/" + file + ".tf"))
                    .results()
                    .forEach(found -> resources.put(found.group(1) + "." + found.group(2), found.group(3)));
        }
        return resources;
    }

    @Test
    void it_ignores_changes_of_what_is_written_and_of_nothing_else() {
        Set<String> written = written();
        Set<String> expected = new TreeSet<>();
        written.forEach(field -> expected.addAll(ATTRIBUTES.getOrDefault(field, Set.of())));

        assertThat(written).allMatch(field -> ATTRIBUTES.containsKey(field) || NO_ATTRIBUTES.contains(field));
        assertThat(ignored()).isEqualTo(expected);
    }

    @Test
    void the_page_says_what_it_ignores() {
        assertThat(resources()).isNotEmpty();
        resources().forEach((resource, text) -> {
            Matcher list = IGNORED.matcher(text);
            if (list.find()) {
                assertThat(Project.read("docs/infrastructure.md"))
                        .contains("| `" + resource + "` | `" + list.group(1) + "` |");
            }
        });
    }
}
