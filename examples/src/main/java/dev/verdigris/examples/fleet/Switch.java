package dev.verdigris.examples.fleet;

import java.util.List;

/**
 * A switch as it went: a deployment or a rollback, whoever brought it to its end.
 *
 * @param verb what was asked for, in words
 * @param from the version that served before
 * @param to the version that serves afterwards; the same one where it was given up
 * @param began when its first step began, by the clock that only goes forward
 * @param ended when it had ended
 * @param steps when each of its steps began
 * @param outcome how it ended
 * @param expected whether it should have ended like that
 */
record Switch(
        String verb,
        String from,
        String to,
        long began,
        long ended,
        List<Moment> steps,
        String outcome,
        boolean expected) {

    /** A moment at which a step began, by its name. */
    record Moment(long at, String step) {}

    /** Whether a request was sent while it was in progress. */
    boolean during(Answer answer) {
        return answer.began() >= began && answer.began() <= ended;
    }

    /** The step during which something happened. */
    String step(long at) {
        String step = "its beginning";
        for (Moment moment : steps) {
            step = moment.at() <= at ? moment.step() : step;
        }
        return step;
    }

    @Override
    public String toString() {
        return verb + " " + from + " → " + to + ": " + outcome;
    }
}
