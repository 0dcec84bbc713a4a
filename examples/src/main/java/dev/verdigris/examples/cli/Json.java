package dev.verdigris.examples.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.Status;
import dev.verdigris.StoreVerdict;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Cost;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Releases;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects that {@code --json} prints, each on one line. */
final class Json {
    private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    static String status(Status status) {
        Map<String, @Nullable Object> fleets = new LinkedHashMap<>();
        Map<String, @Nullable Object> targets = new LinkedHashMap<>();
        Map<String, @Nullable Object> weights = new LinkedHashMap<>();
        for (Color color : Color.values()) {
            Status.Side side = status.side(color);
            fleets.put(
                    color.label(),
                    object(
                            "group", side.group().value(),
                            "min", side.size().min(),
                            "max", side.size().max(),
                            "desired", side.size().desired(),
                            "inService", side.inService()));
            targets.put(color.label(), object("registered", side.registered(), "healthy", side.healthy()));
            weights.put(color.label(), side.percent());
        }
        return text(object(
                "environment", status.environment(),
                "traffic", status.traffic(),
                "weights", weights,
                "routes", status.routes().stream().map(Json::route).toList(),
                "activeColor", label(status.activeColor()),
                "recordedColor", label(status.recordedColor()),
                "version", status.release(),
                "selectedVersion", status.selectedRelease(),
                "shutDown", status.shutDown(),
                "keptWarm", warm(status.warm()),
                "fleets", fleets,
                "targets", targets,
                "deployment", deployment(status.deployment(), status.at()),
                "waitingFor", JsonGates.waitingFor(status.deployment(), status.at()),
                "followers", status.followers().stream().map(Json::follower).toList(),
                "drift", status.drift()));
    }

    private static @Nullable Object warm(Status.@Nullable Warm warm) {
        if (warm == null) {
            return null;
        }
        Instant until = warm.until();
        return object(
                "color", warm.color().label(),
                "until", until == null ? null : until.toString(),
                "needed", warm.needed(),
                "ready", warm.ready());
    }

    private static Map<String, @Nullable Object> follower(Status.Following follower) {
        return object("name", follower.name(), "given", follower.registered(), "idleUse", follower.idleUse());
    }

    private static Map<String, @Nullable Object> route(Status.Route route) {
        return object(
                "name", route.name(),
                "arn", route.arn(),
                "weights", object("blue", route.percent(Color.BLUE), "green", route.percent(Color.GREEN)),
                "says", route.says());
    }

    private static @Nullable Object deployment(@Nullable DeploymentInProgress deployment, Instant now) {
        return deployment == null
                ? null
                : object(
                        "id", deployment.id(),
                        "phase",
                                deployment.phase() == null
                                        ? null
                                        : deployment.phase().label(),
                        "step", deployment.step(),
                        "stage", stage(deployment.stage(), now),
                        "holder", deployment.holder(),
                        "since", deployment.since().toString(),
                        "from", label(deployment.from()),
                        "to", label(deployment.to()),
                        "replaced",
                                deployment.replaced().stream()
                                        .map(InstanceId::value)
                                        .toList(),
                        "tolerated", deployment.policy().tolerance().toString(),
                        "promotions", JsonGates.promotions(deployment.promotions()));
    }

    private static @Nullable Object stage(DeploymentInProgress.@Nullable Stage stage, Instant now) {
        if (stage == null) {
            return null;
        }
        Duration left = stage.left(now);
        return object(
                "percent", stage.percent(),
                "until", stage.until() == null ? null : stage.until().toString(),
                "secondsLeft", left == null ? null : seconds(left));
    }

    static String history(String environment, List<EndedDeployment> history) {
        return text(object(
                "environment",
                environment,
                "deployments",
                history.stream().map(Json::ended).toList()));
    }

    static String unlocked(String environment, EndedDeployment unlocked) {
        return text(object("outcome", "SUCCEEDED", "environment", environment, "unlocked", ended(unlocked)));
    }

    private static Map<String, @Nullable Object> ended(EndedDeployment ended) {
        return object(
                "id", ended.id(),
                "verb", ended.verb(),
                "outcome", ended.ending().name(),
                "from", label(ended.from()),
                "to", label(ended.to()),
                "who", ended.who(),
                "started", ended.started().toString(),
                "seconds", seconds(ended.took()),
                "cause", ended.cause(),
                "version", ended.release(),
                "promotions", JsonGates.promotions(ended.promotions()));
    }

    static String release(String environment, @Nullable String version) {
        return text(object("environment", environment, "version", version));
    }

    static String releases(String environment, @Nullable String selected, List<Releases.Listed> listed) {
        return text(object(
                "environment", environment,
                "version", selected,
                "versions",
                        listed.stream()
                                .map(release -> object(
                                        "version", release.version(),
                                        "since", release.since().toString(),
                                        "note", release.note()))
                                .toList()));
    }

    static String reconciliation(Reconciliation reconciliation) {
        return text(reconciliation(
                outcome(reconciliation),
                reconciliation.differences(),
                reconciliation.changes(),
                residue(reconciliation.residue()),
                findings(reconciliation.unresolved())));
    }

    private static String outcome(Reconciliation reconciliation) {
        return !reconciliation.succeeded() ? "FAILED_DIRTY" : reconciliation.resolved() ? "SUCCEEDED" : "UNRESOLVED";
    }

    static String reconcileRefused(String cause) {
        Map<String, @Nullable Object> refused = reconciliation("REFUSED", List.of(), List.of(), List.of(), List.of());
        refused.put("cause", cause);
        return text(refused);
    }

    private static Map<String, @Nullable Object> reconciliation(
            String outcome, List<String> differences, List<String> changes, List<?> residue, List<?> unresolved) {
        return object(
                "outcome", outcome,
                "differences", differences,
                "changes", changes,
                "residue", residue,
                "unresolved", unresolved);
    }

    private static List<?> residue(List<Residue> residue) {
        return residue.stream()
                .map(left -> object("what", left.what(), "remedy", left.remedy()))
                .toList();
    }

    static String findings(String environment, List<Finding> findings) {
        return text(object("environment", environment, "findings", findings(findings)));
    }

    private static List<Map<String, @Nullable Object>> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> object(
                        "problem", finding.problem(),
                        "remedy", finding.remedy(),
                        "warning", finding.warning()))
                .toList();
    }

    static String store(Store store, StoreVerdict verdict) {
        return text(object(
                "store", store.toString(),
                "good", verdict.good(),
                "verdict", verdict.sentence(),
                "seen", verdict.seen(),
                "findings", findings(verdict.findings())));
    }

    static String untried(Store store, String cause) {
        return text(object("store", store.toString(), "good", false, "cause", cause));
    }

    static String plan(SwitchPlan plan) {
        return text(object(
                "environment", plan.request().environment().name(),
                "from", label(plan.from()),
                "to", label(plan.to()),
                "steps",
                        plan.steps().stream()
                                .map(step -> object(
                                        "id", step.id(),
                                        "phase", step.phase().label(),
                                        "cutover", step.cutover(),
                                        "sentence", step.sentence()))
                                .toList(),
                "notes", plan.notes(),
                "cost", cost(plan.cost())));
    }

    private static @Nullable Object cost(@Nullable Cost cost) {
        return cost == null
                ? null
                : object(
                        "seconds", seconds(cost.bothFor()),
                        "unit", cost.unit(),
                        "unitHours", cost.together(),
                        "more", cost.more(),
                        "warmADay", cost.warmADay(),
                        "says", cost.toString());
    }

    static String outcome(Outcome outcome) {
        return outcome.<String>fold()
                .succeeded(done -> outcome("SUCCEEDED", done.report(), null, List.of()))
                .rolledBack(back ->
                        outcome("ROLLED_BACK", back.report(), back.cause().getMessage(), List.of()))
                .failedDirty(dirty ->
                        outcome("FAILED_DIRTY", dirty.report(), dirty.cause().getMessage(), dirty.residue()))
                .interrupted(
                        left -> outcome("INTERRUPTED", left.report(), left.why().toString(), List.of()))
                .paused(waits -> outcome("PAUSED", waits.report(), null, List.of()))
                .orElse(other -> outcome("INTERRUPTED", other.report(), other.toString(), List.of()));
    }

    /** What was asked for is so already: nothing was in progress, and nothing is changed. */
    static String nothingToDo(String environment, Color serving) {
        return text(noting(
                outcome("SUCCEEDED", environment, serving, serving, null, List.of(), List.of(), Duration.ZERO),
                List.of()));
    }

    static String refused(String environment, String cause) {
        return text(noting(
                outcome("REFUSED", environment, null, null, cause, List.of(), List.of(), Duration.ZERO), List.of()));
    }

    private static String outcome(String outcome, Report report, @Nullable String cause, List<Residue> residue) {
        Map<String, @Nullable Object> ended = outcome(
                outcome,
                report.environment(),
                report.from(),
                report.to(),
                cause,
                residue(residue),
                report.steps().stream()
                        .map(step ->
                                object("id", step.id(), "state", step.state().name(), "seconds", seconds(step.took())))
                        .toList(),
                report.took());
        return text(noting(ended, report.notes()));
    }

    private static Map<String, @Nullable Object> noting(Map<String, @Nullable Object> outcome, List<String> notes) {
        outcome.put("notes", notes);
        return outcome;
    }

    private static Map<String, @Nullable Object> outcome(
            String outcome,
            String environment,
            @Nullable Color from,
            @Nullable Color to,
            @Nullable String cause,
            List<?> residue,
            List<?> steps,
            Duration took) {
        return object(
                "outcome", outcome,
                "environment", environment,
                "from", label(from),
                "to", label(to),
                "cause", cause,
                "residue", residue,
                "steps", steps,
                "seconds", seconds(took));
    }

    private static @Nullable String label(@Nullable Color color) {
        return color == null ? null : color.label();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }

    static String text(Map<String, @Nullable Object> object) {
        try {
            return WRITER.asString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
