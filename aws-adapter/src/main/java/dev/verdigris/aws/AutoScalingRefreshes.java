package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.port.InstanceRefreshes;
import dev.verdigris.port.Permit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;

/** The instance refreshes of Auto Scaling groups. */
final class AutoScalingRefreshes implements InstanceRefreshes {
    static final String DESCRIBE = "autoscaling:DescribeInstanceRefreshes";
    static final String START = "autoscaling:StartInstanceRefresh";
    static final String CANCEL = "autoscaling:CancelInstanceRefresh";
    static final String ROLL_BACK = "autoscaling:RollbackInstanceRefresh";

    /** The most that one page may hold, and that are told. */
    private static final int MOST = 100;

    private static final String NONE_ACTIVE = "ActiveInstanceRefreshNotFound";

    /** One that is pending has not begun: no time is told of it. */
    private static final Comparator<InstanceRefresh> NEWEST_FIRST =
            Comparator.comparing(InstanceRefresh::started).reversed();

    private final AutoScalingClient client;
    private final AwsCalls calls;

    AutoScalingRefreshes(AutoScalingClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public List<InstanceRefresh> describe(GroupName group) {
        List<InstanceRefresh> all = new ArrayList<>();
        String token = null;
        do {
            DescribeInstanceRefreshesResponse page = page(group, token);
            page.instanceRefreshes().stream().map(RefreshFacts::refresh).forEach(all::add);
            token = page.nextToken();
        } while (token != null && !token.isEmpty() && all.size() < MOST);
        all.sort(NEWEST_FIRST);
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    private DescribeInstanceRefreshesResponse page(GroupName group, @Nullable String token) {
        return calls.read(
                DESCRIBE,
                () -> client.describeInstanceRefreshes(request -> request.autoScalingGroupName(group.value())
                        .maxRecords(MOST)
                        .nextToken(token)
                        .overrideConfiguration(calls.once())));
    }

    @Override
    public @Nullable Template template(GroupName group) {
        LaunchTemplateSpecification template =
                calls.read(AutoScalingFleets.DESCRIBE, () -> group(group)).launchTemplate();
        return template == null || template.launchTemplateId() == null
                ? null
                : new Template(
                        template.launchTemplateId(), template.version() == null ? "$Default" : template.version());
    }

    private AutoScalingGroup group(GroupName name) {
        return client
                .describeAutoScalingGroups(
                        request -> request.autoScalingGroupNames(name.value()).overrideConfiguration(calls.once()))
                .autoScalingGroups()
                .stream()
                .findFirst()
                .orElseThrow(() -> new PortException.NotFound(
                        AutoScalingFleets.DESCRIBE,
                        "expected the Auto Scaling group '" + name + "', found none of that name",
                        null));
    }

    @Override
    public String start(GroupName group, RefreshPreferences preferences, Permit permit) {
        DesiredConfiguration desired = desired(group, preferences.templateVersion());
        return calls.change(
                        START,
                        permit,
                        () -> client.startInstanceRefresh(request -> request.autoScalingGroupName(group.value())
                                .strategy(RefreshStrategy.ROLLING)
                                .preferences(RefreshFacts.preferences(preferences))
                                .desiredConfiguration(desired)
                                .overrideConfiguration(calls.once())))
                .instanceRefreshId();
    }

    /** The group's own template at that version; null where what the group says is to be launched. */
    private @Nullable DesiredConfiguration desired(GroupName group, @Nullable String version) {
        if (version == null) {
            return null;
        }
        Template template = template(group);
        if (template == null) {
            throw new PortException.Invalid(
                    START,
                    "expected " + group + " to launch from a launch template, so that version " + version
                            + " of it can be named, found a launch configuration or a mixed-instances policy",
                    null);
        }
        return DesiredConfiguration.builder()
                .launchTemplate(named -> named.launchTemplateId(template.id()).version(version))
                .build();
    }

    @Override
    public void cancel(GroupName group, Permit permit) {
        whereActive(() -> calls.change(
                CANCEL,
                permit,
                () -> client.cancelInstanceRefresh(
                        request -> request.autoScalingGroupName(group.value()).overrideConfiguration(calls.once()))));
    }

    @Override
    public void rollBack(GroupName group, Permit permit) {
        whereActive(() -> calls.change(
                ROLL_BACK,
                permit,
                () -> client.rollbackInstanceRefresh(
                        request -> request.autoScalingGroupName(group.value()).overrideConfiguration(calls.once()))));
    }

    /** Where nothing is in progress there is nothing to end. */
    private static void whereActive(Runnable ending) {
        try {
            ending.run();
        } catch (PortException e) {
            if (!AwsErrors.says(e, NONE_ACTIVE)) {
                throw e;
            }
        }
    }

    /** When a refresh began; one that has not comes before all that have. */
    static Instant started(@Nullable Instant started) {
        return started == null ? Instant.MAX : started;
    }
}
