package dev.verdigris.examples.cli;

import dev.verdigris.rollout.RolloutPlan;
import dev.verdigris.rollout.RolloutResult;

/** What of a rollout is printed as JSON. */
final class RolloutJson {
    private RolloutJson() {}

    static String plan(RolloutPlan plan) {
        return Json.text(Json.object(
                "rollout",
                plan.rollout().id(),
                "environments",
                plan.environments().stream()
                        .map(each -> Json.object(
                                "wave", each.wave(),
                                "environment", each.environment(),
                                "standing", each.standing().name(),
                                "refusal", each.refusal(),
                                "sentence", each.sentence()))
                        .toList()));
    }

    static String result(RolloutResult result) {
        return Json.text(Json.object(
                "rollout",
                result.rollout(),
                "outcome",
                result.ending().name(),
                "stopped",
                result.stopped(),
                "environments",
                result.environments().stream()
                        .map(each -> Json.object(
                                "wave", each.wave(),
                                "environment", each.environment(),
                                "standing", each.standing().name(),
                                "deployment", each.deployment(),
                                "problem", each.problem()))
                        .toList()));
    }

    static String refused(String rollout, String cause) {
        return Json.text(Json.object("rollout", rollout, "outcome", "REFUSED", "cause", cause));
    }
}
