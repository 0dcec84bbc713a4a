package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments in stages, by every strategy. What is tried here of pairs and moves is a share. */
@Execution(ExecutionMode.CONCURRENT)
class StagesSweepTest {
    private static final Traffic TWO = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");

    static List<Scenario> staged() {
        return Stream.of(TWO, Traffic.registration("Beta"))
                .flatMap(traffic -> Scenarios.of(traffic, true).staged().stream())
                .toList();
    }

    static List<Scenario> without_expiry() {
        return Stream.of(TWO, Traffic.registration("Beta"))
                .flatMap(traffic -> Scenarios.of(traffic, false).staged().stream())
                .toList();
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
    @MethodSource("staged")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(499));
    }

    @ParameterizedTest
    @MethodSource("staged")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(5987));
    }
}
