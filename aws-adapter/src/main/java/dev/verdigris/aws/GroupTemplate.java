package dev.verdigris.aws;

import dev.verdigris.report.Finding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * What an Auto Scaling group launches from.
 *
 * @param group the group
 * @param id the id of its launch template; null if it has none
 * @param version the version of that which it names
 * @param ownOnes whether some of its instance types have a launch template of their own
 */
record GroupTemplate(String group, @Nullable String id, String version, boolean ownOnes) {
    private static final String FOLLOWS = "$Default";

    static GroupTemplate of(AutoScalingGroup group) {
        MixedInstancesPolicy mixed = group.mixedInstancesPolicy();
        boolean ofItsPolicy = mixed != null && mixed.launchTemplate() != null;
        LaunchTemplateSpecification specified =
                ofItsPolicy ? mixed.launchTemplate().launchTemplateSpecification() : group.launchTemplate();
        return new GroupTemplate(
                group.autoScalingGroupName(),
                specified == null ? null : specified.launchTemplateId(),
                // Where none is named it is the default one (Auto Scaling API, LaunchTemplateSpecification).
                specified == null || specified.version() == null ? FOLLOWS : specified.version(),
                ofItsPolicy
                        && mixed.launchTemplate().overrides().stream()
                                .anyMatch(override -> override.launchTemplateSpecification() != null));
    }

    /** Why new instances of these groups do not all boot with one default version; null if they do. */
    static @Nullable Finding obstacle(List<GroupTemplate> templates) {
        for (GroupTemplate template : templates) {
            Finding obstacle = template.obstacle();
            if (obstacle != null) {
                return obstacle;
            }
        }
        GroupTemplate first = templates.get(0);
        for (GroupTemplate template : templates) {
            if (!Objects.equals(template.id, first.id)) {
                return new Finding(
                        "expected " + first.group + " and " + template.group
                                + " to launch from the same launch template, found " + first.id + " and "
                                + template.id,
                        "give both groups the same one; or keep the release elsewhere (--release)");
            }
        }
        return null;
    }

    private @Nullable Finding obstacle() {
        if (id == null) {
            return new Finding(
                    "expected " + group + " to launch from a launch template, found none",
                    "give it one, or keep the release elsewhere (--release)");
        }
        if (!version.equals(FOLLOWS)) {
            return new Finding(
                    "expected " + group + " to launch the version " + FOLLOWS + " of its launch template " + id
                            + ", found " + version,
                    "let the group name " + FOLLOWS + ", so that it follows what is selected");
        }
        return ownOnes
                ? new Finding(
                        "expected all instance types of " + group + " to launch from " + id
                                + ", found some with a launch template of their own",
                        "take those out of its overrides, or keep the release elsewhere (--release)")
                : null;
    }
}
