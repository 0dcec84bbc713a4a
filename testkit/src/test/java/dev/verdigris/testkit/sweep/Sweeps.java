package dev.verdigris.testkit.sweep;

/** What the tests of sweeps share. */
final class Sweeps {

    private Sweeps() {}

    /** Runs a sweep, and says what it was; every case of it must be clean. */
    static void passes(CrashSweep sweep) {
        SweepReport report = sweep.run();
        System.out.println(report);
        report.orThrow();
    }
}
