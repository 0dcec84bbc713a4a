package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried here is a share; the examples have a command that tries all. */
@Execution(ExecutionMode.CONCURRENT)
class HooksSweepTest {

    private static List<Scenario> hooked(Traffic traffic, boolean leasesExpire) {
        return new HooksScenarios(Scenarios.of(traffic, leasesExpire)).all();
    }

    static List<Scenario> registration() {
        return hooked(Traffic.registration("Beta"), true);
    }

    static List<Scenario> without_expiry() {
        return hooked(Traffic.registration("Beta"), false);
    }

    static List<Scenario> forwarding() {
        return hooked(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443"), true);
    }

    @ParameterizedTest
    @MethodSource("registration")
    void whatever_stops_it_a_hook_is_performed_by_one_key_and_undone_on_the_way_back(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }

    @ParameterizedTest
    @MethodSource("forwarding")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(99_999));
    }

    @ParameterizedTest
    @MethodSource("without_expiry")
    void whatever_stops_it_or_whoever_resolves_it(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(1_999));
    }
}
