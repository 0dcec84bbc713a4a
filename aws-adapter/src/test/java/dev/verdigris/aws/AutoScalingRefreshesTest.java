package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import dev.verdigris.port.InstanceRefreshes;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/** What is sent of instance refreshes to the letter, and what is read of them. */
class AutoScalingRefreshesTest extends AutoScalingScenario {
    private static final String REFRESHES = "DescribeInstanceRefreshes";
    private static final String START = "StartInstanceRefresh";
    private static final Wire.Reply STARTED = Wire.result("<InstanceRefreshId>08b91cf7</InstanceRefreshId>");

    private final InstanceRefreshes refreshes =
            Objects.requireNonNull(wire.cloud().instanceRefreshes());

    private static String refresh(String id, String status, String more) {
        return "<member><InstanceRefreshId>" + id + "</InstanceRefreshId><Status>" + status + "</Status>" + more
                + "</member>";
    }

    private InstanceRefresh read(String status, String more) {
        wire.on(REFRESHES, Wire.result("<InstanceRefreshes>" + refresh("1", status, more) + "</InstanceRefreshes>"));
        return refreshes.describe(BLUE).get(0);
    }

    @Test
    void every_status_of_the_sdk_is_known_but_one_that_is_to_come() {
        assertThat(Arrays.stream(Status.values())
                        .filter(status -> status != Status.OTHER)
                        .map(Status::toString))
                .containsExactlyInAnyOrderElementsOf(InstanceRefreshStatus.knownValues().stream()
                        .map(InstanceRefreshStatus::toString)
                        .toList());
        assertThat(read("Hibernating", "").status()).isEqualTo(Status.OTHER);
    }

    @ParameterizedTest
    @EnumSource(InstanceRefreshStatus.class)
    void a_status_says_whether_it_is_in_progress(InstanceRefreshStatus status) {
        if (status == InstanceRefreshStatus.UNKNOWN_TO_SDK_VERSION) {
            assertThat(read("null", "").status().active()).isTrue();
            return;
        }
        Set<InstanceRefreshStatus> over = EnumSet.of(
                InstanceRefreshStatus.SUCCESSFUL,
                InstanceRefreshStatus.FAILED,
                InstanceRefreshStatus.CANCELLED,
                InstanceRefreshStatus.ROLLBACK_FAILED,
                InstanceRefreshStatus.ROLLBACK_SUCCESSFUL);

        Status read = read(status.toString(), "").status();

        assertThat(read).hasToString(status.toString());
        assertThat(read.active()).isEqualTo(!over.contains(status));
    }

    @Test
    void progress_and_reason_are_told() {
        InstanceRefresh read = read(
                "InProgress",
                "<StatusReason>Waiting for remaining instances</StatusReason><StartTime>2026-11-28T00:00:00Z</StartTime>"
                        + "<PercentageComplete>40</PercentageComplete><InstancesToUpdate>6</InstancesToUpdate>");

        assertThat(read.shown())
                .isEqualTo("InProgress, 40 % complete, 6 instances to update (Waiting for remaining instances)");
        assertThat(read.preferences()).isEqualTo(RefreshPreferences.defaults());
    }

    @Test
    void a_refresh_that_somebody_else_has_started_is_read_whatever_it_asks_for() {
        InstanceRefresh read = read(
                "Baking",
                "<Preferences><MinHealthyPercentage>0</MinHealthyPercentage><MaxHealthyPercentage>100</MaxHealthyPercentage>"
                        + "<InstanceWarmup>300</InstanceWarmup><CheckpointPercentages><member>20</member><member>50</member>"
                        + "</CheckpointPercentages><CheckpointDelay>0</CheckpointDelay><StandbyInstances>Hide</StandbyInstances>"
                        + "</Preferences><DesiredConfiguration><LaunchTemplate><LaunchTemplateId>lt-9</LaunchTemplateId>"
                        + "<Version>$Latest</Version></LaunchTemplate></DesiredConfiguration>");

        assertThat(read.preferences().minHealthyPercent()).isZero();
        assertThat(read.preferences().checkpoints()).isEmpty();
        assertThat(read.preferences().standby()).isEqualTo(Treatment.WAIT);
        assertThat(read.preferences().templateVersion()).isNull();
    }

    @Test
    void all_pages_are_read_and_the_newest_comes_first_one_that_is_pending_before_all() {
        wire.on(
                REFRESHES,
                Wire.result("<InstanceRefreshes>"
                        + refresh("old", "Successful", "<StartTime>2026-11-01T00:00:00Z</StartTime>")
                        + "</InstanceRefreshes><NextToken>more</NextToken>"),
                Wire.result("<InstanceRefreshes>"
                        + refresh("new", "Cancelled", "<StartTime>2026-11-02T00:00:00Z</StartTime>")
                        + refresh("pending", "Pending", "") + "</InstanceRefreshes>"));

        assertThat(refreshes.describe(BLUE)).extracting(InstanceRefresh::id).containsExactly("pending", "new", "old");
        assertThat(wire.requests(REFRESHES))
                .extracting(request -> request.get("NextToken"))
                .containsExactly(null, "more");
    }

    @Test
    void only_what_is_asked_for_is_sent() {
        wire.on(START, STARTED);

        assertThat(refreshes.start(BLUE, RefreshPreferences.defaults().withMinHealthyPercent(75), wire.permit))
                .isEqualTo("08b91cf7");
        assertThat(wire.requests(START))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsOnly(
                                Map.entry("Action", START),
                                Map.entry("Version", "2011-01-01"),
                                Map.entry("AutoScalingGroupName", "beta-blue"),
                                Map.entry("Strategy", "Rolling"),
                                Map.entry("Preferences.MinHealthyPercentage", "75"),
                                Map.entry("Preferences.SkipMatching", "false"),
                                Map.entry("Preferences.ScaleInProtectedInstances", "Wait"),
                                Map.entry("Preferences.StandbyInstances", "Wait")));
    }

    @Test
    void a_version_is_named_with_the_template_that_the_group_has() {
        wire.on(
                        DESCRIBE,
                        Wire.result("<AutoScalingGroups>"
                                + group(
                                        BLUE,
                                        "<LaunchTemplate><LaunchTemplateId>lt-7"
                                                + "</LaunchTemplateId><Version>6</Version></LaunchTemplate>")
                                + "</AutoScalingGroups>"))
                .on(START, STARTED);

        refreshes.start(
                BLUE,
                RefreshPreferences.defaults()
                        .withTemplateVersion("7")
                        .withMaxHealthyPercent(120)
                        .withWarmup(Duration.ofMinutes(2))
                        .withCheckpoints(List.of(20, 100))
                        .withCheckpointDelay(Duration.ofMinutes(5))
                        .withBake(Duration.ofMinutes(10))
                        .withAutoRollback(true)
                        .withStandby(Treatment.REPLACE)
                        .withScaleInProtected(Treatment.REPLACE),
                wire.permit);

        assertThat(wire.requests(START))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("DesiredConfiguration.LaunchTemplate.LaunchTemplateId", "lt-7")
                        .containsEntry("DesiredConfiguration.LaunchTemplate.Version", "7")
                        .containsEntry("Preferences.MaxHealthyPercentage", "120")
                        .containsEntry("Preferences.InstanceWarmup", "120")
                        .containsEntry("Preferences.CheckpointPercentages.member.2", "100")
                        .containsEntry("Preferences.CheckpointDelay", "300")
                        .containsEntry("Preferences.BakeTime", "600")
                        .containsEntry("Preferences.AutoRollback", "true")
                        .containsEntry("Preferences.StandbyInstances", "Terminate")
                        .containsEntry("Preferences.ScaleInProtectedInstances", "Refresh"));
        assertThat(wire.log()).containsExactly(DESCRIBE, "permit", START);
    }

    @Test
    void a_version_of_a_group_without_a_template_is_refused_before_anything_is_sent() {
        wire.on(
                DESCRIBE,
                Wire.result(
                        "<AutoScalingGroups>" + group(BLUE, "<LaunchConfigurationName>old</LaunchConfigurationName>")
                                + "</AutoScalingGroups>"));

        assertThat(refreshes.template(BLUE)).isNull();
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() ->
                        refreshes.start(BLUE, RefreshPreferences.defaults().withTemplateVersion("7"), wire.permit))
                .withMessageContaining("launch configuration");
        assertThat(wire.transmissions(START)).isZero();
    }

    @Test
    void a_start_that_is_throttled_is_sent_again_with_the_permit_asked_each_time() {
        wire.on(
                START,
                Wire.error(400, "Throttling", "Rate exceeded"),
                Wire.error(500, "ResourceContention", "busy"),
                STARTED);

        refreshes.start(BLUE, RefreshPreferences.defaults(), wire.permit);

        assertThat(wire.log()).containsExactly("permit", START, "permit", START, "permit", START);
    }

    /** The first transmission was carried out: the second one says so, and {@code describe} whose it is. */
    @Test
    void a_start_whose_answer_is_lost_is_a_conflict() {
        wire.on(START, Wire.broken(), Wire.error(400, "InstanceRefreshInProgress", "one is in progress"));

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> refreshes.start(BLUE, RefreshPreferences.defaults(), wire.permit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CancelInstanceRefresh", "RollbackInstanceRefresh"})
    void an_end_that_is_lost_or_throttled_is_sent_again_until_nothing_is_left(String ending) {
        wire.on(
                ending,
                Wire.broken(),
                Wire.error(400, "Throttling", "Rate exceeded"),
                Wire.error(400, "ActiveInstanceRefreshNotFound", "none"));

        if (ending.startsWith("Cancel")) {
            refreshes.cancel(BLUE, wire.permit);
        } else {
            refreshes.rollBack(BLUE, wire.permit);
        }

        assertThat(wire.log()).containsExactly("permit", ending, "permit", ending, "permit", ending);
    }

    @Test
    void a_rollback_that_aws_cannot_make_is_told_as_that() {
        wire.on("RollbackInstanceRefresh", Wire.error(400, "IrreversibleInstanceRefresh", "uses an SSM parameter"));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> refreshes.rollBack(BLUE, wire.permit))
                .withMessageContaining("SSM parameter");
    }

    @Test
    void credentials_that_may_not_read_refreshes_are_named_what_they_lack() {
        wire.on(REFRESHES, Wire.error(403, "AccessDenied", "no identity-based policy allows it"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> refreshes.describe(BLUE))
                .withMessageContaining("autoscaling:DescribeInstanceRefreshes");
    }
}
