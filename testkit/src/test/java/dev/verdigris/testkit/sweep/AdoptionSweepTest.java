package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried here of pairs and moves is a share; the examples have a command that tries all. */
@Execution(ExecutionMode.CONCURRENT)
class AdoptionSweepTest {
    private static final List<Traffic> WAYS = List.of(
            Traffic.registration("Beta"),
            Traffic.attachment("Beta"),
            Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443"));

    static List<Scenario> expiring() {
        return scenarios(true).toList();
    }

    static List<Scenario> without_expiry() {
        return scenarios(false).toList();
    }

    private static Stream<Scenario> scenarios(boolean leasesExpire) {
        return WAYS.stream().flatMap(way -> new AdoptionScenarios(Scenarios.of(way, leasesExpire)).all().stream());
    }

    @ParameterizedTest
    @MethodSource("expiring")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(97));
    }

    @ParameterizedTest
    @MethodSource("expiring")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(9973));
    }

    @ParameterizedTest
    @MethodSource("without_expiry")
    void the_same_where_leases_do_not_expire(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }
}
