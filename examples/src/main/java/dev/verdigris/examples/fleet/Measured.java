package dev.verdigris.examples.fleet;

import java.util.List;
import java.util.Locale;

/**
 * What came of a load and of the switches under it.
 *
 * @param answers one for each request
 * @param switches in their order
 */
record Measured(List<Answer> answers, List<Switch> switches) {

    long slow() {
        return answers.stream().filter(Answer::slow).count();
    }

    List<Answer> failed() {
        return answers.stream().filter(Answer::failed).toList();
    }

    /** The switches that did not end as they should. */
    List<Switch> astray() {
        return switches.stream().filter(one -> !one.expected()).toList();
    }

    /**
     * The requests that the old version answered although they were sent after the first answer of the new one, in all
     * switches that moved traffic.
     */
    long mixed() {
        long mixed = 0;
        for (int i = 0; i < switches.size(); i++) {
            Switch one = switches.get(i);
            long until = i + 1 < switches.size() ? switches.get(i + 1).began() : Long.MAX_VALUE;
            mixed += mixed(one, until);
        }
        return mixed;
    }

    private long mixed(Switch one, long until) {
        if (one.from().equals(one.to())) {
            return 0;
        }
        long first = answers.stream()
                .filter(answer ->
                        answer.began() >= one.began() && answer.version().equals(one.to()))
                .mapToLong(Answer::ended)
                .min()
                .orElse(Long.MAX_VALUE);
        return answers.stream()
                .filter(answer -> answer.began() > first && answer.began() < until)
                .filter(answer -> answer.version().equals(one.from()))
                .count();
    }

    /** The time that 99 of a hundred quick requests took at most that were sent while there was no switch, in ms. */
    double usual() {
        return percentile(answers.stream()
                .filter(answer -> switches.stream().noneMatch(one -> one.during(answer)))
                .toList());
    }

    /** The time that 99 of a hundred quick requests took at most that were sent during a switch, in ms. */
    double during() {
        return percentile(answers.stream()
                .filter(answer -> switches.stream().anyMatch(one -> one.during(answer)))
                .toList());
    }

    private static double percentile(List<Answer> some) {
        double[] sorted = some.stream()
                .filter(answer -> !answer.slow())
                .mapToDouble(Answer::millis)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
    }

    /** What is known of a request that failed. */
    String story(Answer failed) {
        String when = "between two switches";
        for (Switch one : switches) {
            if (one.during(failed)) {
                when = String.format(
                        Locale.ROOT,
                        "sent %.2f s after the beginning of '%s', in %s",
                        (failed.began() - one.began()) / 1e9,
                        one,
                        one.step(failed.began()));
            }
        }
        return String.format(
                Locale.ROOT,
                "%s request, %s; ended after %.0f ms: %s",
                failed.slow() ? "slow" : "quick",
                when,
                failed.millis(),
                failed.problem());
    }
}
