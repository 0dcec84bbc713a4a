package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried here of pairs is a share; the examples have a command that tries all, and moves of the world, too. */
@Execution(ExecutionMode.CONCURRENT)
class ProbeSweepTest {

    private static List<Scenario> of(Traffic traffic) {
        return ProbeScenarios.of(Scenarios.of(traffic, true));
    }

    static List<Scenario> registration() {
        return of(Traffic.registration("Beta"));
    }

    static List<Scenario> forwarding() {
        return of(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"));
    }

    @ParameterizedTest
    @MethodSource("forwarding")
    void whatever_stops_it_wherever_it_is_resolved_and_replaces_no_more_than_it_may(Scenario scenario) {
        passes(CrashSweep.of(scenario)
                .resolvedBy(Resolution.RESUME, Resolution.ABORT, Resolution.ROLL_BACK)
                .every(5));
    }

    @ParameterizedTest
    @MethodSource("registration")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(997));
    }
}
