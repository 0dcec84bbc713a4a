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
class ReleaseSweepTest {
    private static final Traffic REGISTRATION = Traffic.registration("Beta");
    private static final Traffic FORWARDING = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80");

    static List<Scenario> registration() {
        return Scenarios.of(REGISTRATION, true).released();
    }

    static List<Scenario> without_expiry() {
        return Scenarios.of(REGISTRATION, false).released();
    }

    static List<Scenario> forwarding() {
        return Scenarios.of(FORWARDING, true).released();
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
    @MethodSource("registration")
    void whatever_stops_it_what_serves_is_what_later_launches_boot(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(61));
    }

    @ParameterizedTest
    @MethodSource("registration")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(1499));
    }
}
