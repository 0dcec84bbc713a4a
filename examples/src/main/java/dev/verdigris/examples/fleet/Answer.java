package dev.verdigris.examples.fleet;

/**
 * What became of one request.
 *
 * @param began when it was sent, by the clock that only goes forward
 * @param ended when it had been answered, or given up
 * @param problem what was wrong with the answer; empty if nothing was
 * @param version the version that answered; empty if none did
 * @param slow whether it was one of those that take long
 */
record Answer(long began, long ended, String problem, String version, boolean slow) {

    boolean failed() {
        return !problem.isEmpty();
    }

    double millis() {
        return (ended - began) / 1e6;
    }
}
