package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * The default version of the launch template that both groups of an environment launch from, as its release pointer. They
 * follow it if they name the version {@code $Default} (Auto Scaling API, LaunchTemplateSpecification).
 */
final class TemplateReleases implements Releases {
    static final String FIND = "ec2:DescribeLaunchTemplates";
    static final String LIST = "ec2:DescribeLaunchTemplateVersions";
    static final String MODIFY = "ec2:ModifyLaunchTemplate";

    private final AutoScalingClient autoScaling;
    private final Ec2Client ec2;
    private final AwsCalls calls;

    TemplateReleases(AutoScalingClient autoScaling, Ec2Client ec2, AwsCalls calls) {
        this.autoScaling = autoScaling;
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public Pointer read(Environment environment) {
        List<GroupTemplate> templates = templates(environment);
        Finding obstacle = GroupTemplate.obstacle(templates);
        String id = templates.get(0).id();
        if (obstacle != null || id == null) {
            return new Pointer("the launch template of " + environment.blue(), null, obstacle);
        }
        LaunchTemplate template = calls
                .read(
                        FIND,
                        () -> ec2.describeLaunchTemplates(
                                request -> request.launchTemplateIds(id).overrideConfiguration(calls.once())))
                .launchTemplates()
                .stream()
                .findFirst()
                .orElseThrow(() -> new PortException.NotFound(
                        FIND, "expected the launch template " + id + ", found none of that id", null));
        return new Pointer(place(id), String.valueOf(template.defaultVersionNumber()), null);
    }

    private static String place(String id) {
        return "the default version of the launch template " + id;
    }

    private List<GroupTemplate> templates(Environment environment) {
        List<String> names =
                List.of(environment.blue().value(), environment.green().value());
        List<AutoScalingGroup> groups = calls.read(
                        AutoScalingFleets.DESCRIBE,
                        () -> autoScaling.describeAutoScalingGroups(
                                request -> request.autoScalingGroupNames(names).overrideConfiguration(calls.once())))
                .autoScalingGroups();
        List<GroupTemplate> templates = new ArrayList<>();
        for (Color color : Color.values()) {
            String name = environment.group(color).value();
            templates.add(groups.stream()
                    .filter(group -> group.autoScalingGroupName().equals(name))
                    .findFirst()
                    .map(GroupTemplate::of)
                    .orElseThrow(() -> new PortException.NotFound(
                            AutoScalingFleets.DESCRIBE,
                            "expected the Auto Scaling group '" + name + "', found none of that name",
                            null)));
        }
        return templates;
    }

    /** ModifyLaunchTemplate knows no condition: what is selected between our read and it is overwritten. */
    @Override
    public void select(Environment environment, @Nullable String expected, @Nullable String version, Permit permit) {
        Pointer pointer = read(environment);
        Finding obstacle = pointer.obstacle();
        if (obstacle != null) {
            throw new PortException.Invalid(MODIFY, obstacle.problem(), obstacle.remedy(), null);
        }
        if (Objects.equals(pointer.version(), version)) {
            return;
        }
        if (version == null || !version.matches("[1-9][0-9]{0,18}")) {
            throw new PortException.Invalid(
                    MODIFY,
                    "expected the number of a version to select in " + pointer.place() + ", found "
                            + SsmReleases.shown(version),
                    "name one that it has: aws ec2 describe-launch-template-versions",
                    null);
        }
        if (!Objects.equals(pointer.version(), expected)) {
            throw new PortException.Conflict(
                    MODIFY,
                    "expected " + SsmReleases.shown(expected) + " selected in " + pointer.place() + ", found "
                            + SsmReleases.shown(pointer.version()),
                    null);
        }
        String id = templates(environment).get(0).id();
        calls.change(
                MODIFY,
                permit,
                () -> ec2.modifyLaunchTemplate(request ->
                        request.launchTemplateId(id).defaultVersion(version).overrideConfiguration(calls.once())));
    }

    @Override
    public List<Listed> list(Environment environment) {
        List<GroupTemplate> templates = templates(environment);
        String id = templates.get(0).id();
        if (id == null || GroupTemplate.obstacle(templates) != null) {
            return List.of();
        }
        List<LaunchTemplateVersion> versions = new ArrayList<>(Pages.all(
                marker -> calls.read(
                        LIST,
                        () -> ec2.describeLaunchTemplateVersions(request -> request.launchTemplateId(id)
                                .maxResults(200)
                                .nextToken(marker)
                                .overrideConfiguration(calls.once()))),
                DescribeLaunchTemplateVersionsResponse::launchTemplateVersions,
                DescribeLaunchTemplateVersionsResponse::nextToken));
        versions.sort(Comparator.comparing(LaunchTemplateVersion::versionNumber).reversed());
        return versions.stream()
                .map(version -> new Listed(
                        String.valueOf(version.versionNumber()),
                        version.createTime(),
                        version.versionDescription() == null ? "" : version.versionDescription()))
                .toList();
    }
}
