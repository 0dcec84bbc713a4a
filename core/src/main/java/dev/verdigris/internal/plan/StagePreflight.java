package dev.verdigris.internal.plan;

import dev.verdigris.request.Shift;

/** Whether requests can move as they are asked to: at once, or in stages. */
final class StagePreflight {

    private StagePreflight() {}

    static void check(Survey survey, Terms terms) {
        Shift shift = survey.verb.shift();
        if (shift.atOnce()) {
            return;
        }
        String indivisible = survey.strategy().indivisible();
        if (indivisible != null) {
            survey.find(
                    "expected a shift all at once, since " + indivisible + ", found " + shift,
                    "leave the shift out, or let traffic move by forwarding or registration");
        }
        if (terms.from() == null) {
            survey.warn(
                    "expected a color that serves, for the requests of the other stages of " + shift
                            + ", found that nobody serves",
                    "all requests go to " + terms.to() + " at once");
        }
    }
}
