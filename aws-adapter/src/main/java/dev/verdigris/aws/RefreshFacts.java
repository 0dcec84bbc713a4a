package dev.verdigris.aws;

import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StandbyInstances;

/** Translates what the Auto Scaling API says about instance refreshes into the model's words, and back. */
final class RefreshFacts {

    private RefreshFacts() {}

    static InstanceRefresh refresh(software.amazon.awssdk.services.autoscaling.model.InstanceRefresh found) {
        return new InstanceRefresh(
                found.instanceRefreshId(),
                status(found.statusAsString()),
                found.statusReason() == null ? "" : found.statusReason(),
                AutoScalingRefreshes.started(found.startTime()),
                found.percentageComplete() == null ? 0 : found.percentageComplete(),
                found.instancesToUpdate() == null ? 0 : found.instancesToUpdate(),
                preferences(found.preferences()).withTemplateVersion(version(found.desiredConfiguration())));
    }

    private static Status status(@Nullable String word) {
        return Arrays.stream(Status.values())
                .filter(status -> status.toString().equals(word))
                .findFirst()
                .orElse(Status.OTHER);
    }

    /** The version that was asked for; one that is no number is as none, since AWS does not roll back with it. */
    private static @Nullable String version(@Nullable DesiredConfiguration desired) {
        LaunchTemplateSpecification template = desired == null ? null : desired.launchTemplate();
        String version = template == null ? null : template.version();
        return version == null || version.startsWith("$") ? null : version;
    }

    /** The preferences as they are told; what is not is AWS's default. */
    private static RefreshPreferences preferences(
            software.amazon.awssdk.services.autoscaling.model.@Nullable RefreshPreferences told) {
        RefreshPreferences preferences = RefreshPreferences.defaults();
        if (told == null) {
            return preferences;
        }
        if (told.minHealthyPercentage() != null) {
            preferences = preferences.withMinHealthyPercent(told.minHealthyPercentage());
        }
        if (told.maxHealthyPercentage() != null) {
            preferences = preferences.withMaxHealthyPercent(told.maxHealthyPercentage());
        }
        if (told.checkpointDelay() != null) {
            preferences = preferences.withCheckpointDelay(seconds(told.checkpointDelay()));
        }
        if (told.bakeTime() != null) {
            preferences = preferences.withBake(seconds(told.bakeTime()));
        }
        return preferences
                .withWarmup(told.instanceWarmup() == null ? null : seconds(told.instanceWarmup()))
                .withCheckpoints(checkpoints(told.checkpointPercentages()))
                .withSkipMatching(Boolean.TRUE.equals(told.skipMatching()))
                .withStandby(treatment(told.standbyInstancesAsString()))
                .withScaleInProtected(treatment(told.scaleInProtectedInstancesAsString()))
                .withAutoRollback(Boolean.TRUE.equals(told.autoRollback()));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** The checkpoints that somebody else has set need not end with all. */
    private static List<Integer> checkpoints(List<Integer> told) {
        return told.isEmpty() || told.get(told.size() - 1) == 100 ? told : List.of();
    }

    private static Treatment treatment(@Nullable String word) {
        if (word == null) {
            return Treatment.WAIT;
        }
        return switch (word) {
            case "Terminate", "Refresh" -> Treatment.REPLACE;
            case "Ignore" -> Treatment.IGNORE;
            default -> Treatment.WAIT;
        };
    }

    /** The preferences as they are sent: only what is asked for, and the minimum in any case. */
    static software.amazon.awssdk.services.autoscaling.model.RefreshPreferences preferences(
            RefreshPreferences preferences) {
        boolean pauses = !preferences.checkpoints().isEmpty();
        return software.amazon.awssdk.services.autoscaling.model.RefreshPreferences.builder()
                .minHealthyPercentage(preferences.minHealthyPercent())
                .maxHealthyPercentage(preferences.maxHealthyPercent())
                .instanceWarmup(preferences.warmup() == null ? null : seconds(preferences.warmup()))
                .checkpointPercentages(pauses ? preferences.checkpoints() : null)
                .checkpointDelay(pauses ? seconds(preferences.checkpointDelay()) : null)
                .bakeTime(preferences.bake().isZero() ? null : seconds(preferences.bake()))
                .skipMatching(preferences.skipMatching())
                .autoRollback(preferences.autoRollback() ? true : null)
                .standbyInstances(
                        switch (preferences.standby()) {
                            case WAIT -> StandbyInstances.WAIT;
                            case REPLACE -> StandbyInstances.TERMINATE;
                            case IGNORE -> StandbyInstances.IGNORE;
                        })
                .scaleInProtectedInstances(
                        switch (preferences.scaleInProtected()) {
                            case WAIT -> ScaleInProtectedInstances.WAIT;
                            case REPLACE -> ScaleInProtectedInstances.REFRESH;
                            case IGNORE -> ScaleInProtectedInstances.IGNORE;
                        })
                .build();
    }

    private static Integer seconds(Duration time) {
        return (int) time.toSeconds();
    }
}
