package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.model.Environment;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import dev.verdigris.request.RollingRefresh;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes and reads a rolling refresh, as facts: only what is not as usual, but the minimum. */
final class RefreshText {
    private static final RefreshPreferences USUAL = RefreshPreferences.defaults();

    private RefreshText() {}

    static void put(Facts facts, RollingRefresh refresh) {
        RefreshPreferences preferences = refresh.preferences();
        facts.put("refresh.min-healthy", preferences.minHealthyPercent())
                .put("refresh.max-healthy", preferences.maxHealthyPercent())
                .put("refresh.warmup", preferences.warmup())
                .put("refresh.template-version", preferences.templateVersion())
                .put("refresh.skip-matching", preferences.skipMatching() ? "yes" : null)
                .put("refresh.deadline", refresh.deadline())
                .put("refresh.bake", unusual(preferences.bake(), USUAL.bake()))
                .put("refresh.checkpoint-delay", unusual(preferences.checkpointDelay(), USUAL.checkpointDelay()))
                .put("refresh.standby", unusual(preferences.standby()))
                .put("refresh.scale-in-protected", unusual(preferences.scaleInProtected()));
        preferences.checkpoints().forEach(percent -> facts.put("refresh.checkpoint", percent));
    }

    private static @Nullable Object unusual(Duration time, Duration usual) {
        return time.equals(usual) ? null : time;
    }

    private static @Nullable Object unusual(Treatment treatment) {
        return treatment == Treatment.WAIT ? null : treatment.name().toLowerCase(Locale.ROOT);
    }

    static RollingRefresh refresh(Facts facts, Environment environment) {
        RefreshPreferences preferences = USUAL.withMinHealthyPercent(facts.get("refresh.min-healthy", Integer::valueOf))
                .withMaxHealthyPercent(facts.find("refresh.max-healthy", Integer::valueOf))
                .withWarmup(facts.find("refresh.warmup", Times::duration))
                .withTemplateVersion(facts.find("refresh.template-version", version -> version))
                .withSkipMatching(facts.has("refresh.skip-matching"))
                .withCheckpoints(facts.all("refresh.checkpoint", Integer::valueOf))
                .withStandby(treatment(facts, "refresh.standby"))
                .withScaleInProtected(treatment(facts, "refresh.scale-in-protected"));
        Duration bake = facts.find("refresh.bake", Times::duration);
        Duration delay = facts.find("refresh.checkpoint-delay", Times::duration);
        preferences = bake == null ? preferences : preferences.withBake(bake);
        preferences = delay == null ? preferences : preferences.withCheckpointDelay(delay);
        return RollingRefresh.of(environment)
                .withPreferences(preferences)
                .withDeadline(facts.get("refresh.deadline", Times::duration));
    }

    private static Treatment treatment(Facts facts, String name) {
        String word = facts.has(name) ? facts.get(name) : "wait";
        return Arrays.stream(Treatment.values())
                .filter(treatment -> treatment.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new UnknownWord(name, new UnknownWord(word)));
    }
}
