package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried here of pairs and moves is a share; the examples have a command that tries all. */
@Execution(ExecutionMode.CONCURRENT)
class KeepWarmSweepTest {
    private static final Traffic REGISTRATION = Traffic.registration("Beta");

    private static List<Scenario> of(Traffic traffic, boolean leasesExpire) {
        return WarmScenarios.of(Scenarios.of(traffic, leasesExpire));
    }

    static List<Scenario> registration() {
        return of(REGISTRATION, true);
    }

    static List<Scenario> without_expiry() {
        return of(REGISTRATION, false);
    }

    static List<Scenario> forwarding() {
        return of(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"), true);
    }

    static List<Scenario> attachment() {
        return of(Traffic.attachment("Beta"), true);
    }

    @ParameterizedTest
    @MethodSource("without_expiry")
    void the_same_where_leases_do_not_expire(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }

    @ParameterizedTest
    @MethodSource("forwarding")
    void the_same_by_forwarding(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }

    @ParameterizedTest
    @MethodSource("attachment")
    void the_same_by_attachment(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }

    @ParameterizedTest
    @MethodSource("registration")
    void whatever_stops_it_nothing_ends_before_its_time_and_all_is_resolved(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(17));
    }

    @ParameterizedTest
    @MethodSource("registration")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(499));
    }
}
