package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments that wait at gates, by every strategy. What is tried here of pairs and moves is a share. */
@Execution(ExecutionMode.CONCURRENT)
class GatesSweepTest {
    private static final Traffic TWO = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");

    private static Stream<Scenario> scenarios(boolean leasesExpire) {
        return Stream.of(TWO, Traffic.registration("Beta"), Traffic.attachment("Beta"))
                .flatMap(traffic -> new GateScenarios(Scenarios.of(traffic, leasesExpire)).all().stream());
    }

    static List<Scenario> gated() {
        return scenarios(true).toList();
    }

    static List<Scenario> registration() {
        return new GateScenarios(Scenarios.of(Traffic.registration("Beta"), true)).all();
    }

    static List<Scenario> without_expiry() {
        return scenarios(false).toList();
    }

    @ParameterizedTest
    @MethodSource("without_expiry")
    void the_same_where_leases_do_not_expire(Scenario scenario) {
        passes(CrashSweep.of(scenario)
                .resolvedBy(
                        Resolution.RESUME_TAKING_OVER, Resolution.ABORT_TAKING_OVER, Resolution.ROLL_BACK_TAKING_OVER)
                .every(5));
    }

    @ParameterizedTest
    @MethodSource("gated")
    void whatever_stops_it_by_each_strategy(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }

    @ParameterizedTest
    @MethodSource("registration")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(1499));
    }

    @ParameterizedTest
    @MethodSource("gated")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(17_987));
    }
}
