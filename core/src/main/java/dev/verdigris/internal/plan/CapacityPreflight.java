package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Fleet;

/** Whether a group can hold, or has, what is to serve. */
final class CapacityPreflight {

    private CapacityPreflight() {}

    static void check(Survey survey, Terms terms) {
        Fleet target = survey.fleet(terms.to());
        int needed = terms.expected();
        if (needed == 0) {
            survey.find(
                    "expected to know how many instances to start, found minimum and desired capacity of "
                            + target.group() + " at 0 and no capacity asked for",
                    "ask for a capacity");
        }
        int most = Math.max(needed, terms.activeMin());
        if (most > target.size().max()) {
            survey.find(
                    "expected " + target.group() + " to hold " + Words.count(most, target.unit())
                            + ", found its maximum at " + target.size().max(),
                    survey.verb.goesBack()
                            ? "raise its maximum size, or name a smaller capacity for the rollback (--capacity)"
                            : "raise its maximum size, or ask for less");
        }
        if (survey.verb.goesBack()
                && !survey.verb.starts()
                && terms.from() != null
                && target.capacityInService() < needed) {
            survey.find(
                    "expected " + Words.count(needed, target.unit()) + " of " + target.group()
                            + " in service to go back to, found " + target.capacityInService(),
                    "let the rollback start instances first (--scale-up); they run what its launch template says"
                            + " now; or name a smaller capacity (--capacity)");
        }
    }
}
