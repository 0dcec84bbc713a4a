package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rolling refresh, stopped at each change, is resumed or aborted, and clean then. */
@Execution(ExecutionMode.CONCURRENT)
class RefreshSweepTest {
    private static final Traffic FORWARDING = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80");

    static List<Scenario> rolling() {
        return Scenarios.of(FORWARDING, true).rolling();
    }

    static List<Scenario> without_expiry() {
        return Scenarios.of(FORWARDING, false).rolling();
    }

    static List<Scenario> attached() {
        return Scenarios.of(Traffic.attachment("Beta"), true).rolling();
    }

    static List<Scenario> registered() {
        return Scenarios.of(Traffic.registration("Beta"), true).rolling();
    }

    @ParameterizedTest
    @MethodSource({"rolling", "without_expiry", "attached", "registered"})
    void whatever_stops_it_wherever_it_is_resolved_and_clean(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }

    @ParameterizedTest
    @MethodSource({"rolling", "attached"})
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(11));
    }

    @ParameterizedTest
    @MethodSource("rolling")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(499));
    }
}
