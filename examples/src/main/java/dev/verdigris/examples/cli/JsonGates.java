package dev.verdigris.examples.cli;

import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.PromotedGate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gates as objects of JSON: those that wait, and those that were promoted. */
final class JsonGates {

    private JsonGates() {}

    /** The gate that a deployment waits at; null if it waits at none. */
    static @Nullable Object waitingFor(@Nullable DeploymentInProgress deployment, Instant now) {
        DeploymentInProgress.Waiting waiting = deployment == null ? null : deployment.waitingFor();
        if (waiting == null) {
            return null;
        }
        Instant until = waiting.until();
        Map<String, @Nullable Object> gate = new LinkedHashMap<>();
        gate.put("gate", waiting.gate());
        gate.put("since", waiting.since().toString());
        gate.put("until", until == null ? null : until.toString());
        gate.put("secondsLeft", until == null ? null : left(now, until));
        gate.put(
                "atExpiry",
                waiting.atExpiry() == null ? null : waiting.atExpiry().name().toLowerCase(Locale.ROOT));
        return gate;
    }

    private static long left(Instant now, Instant until) {
        return now.isBefore(until) ? Duration.between(now, until).toSeconds() : 0;
    }

    static List<Map<String, @Nullable Object>> promotions(List<PromotedGate> promotions) {
        return promotions.stream().map(JsonGates::promotion).toList();
    }

    private static Map<String, @Nullable Object> promotion(PromotedGate promoted) {
        Map<String, @Nullable Object> gate = new LinkedHashMap<>();
        gate.put("gate", promoted.gate());
        gate.put("who", promoted.who());
        gate.put("at", promoted.at().toString());
        gate.put("reason", promoted.reason());
        return gate;
    }
}
