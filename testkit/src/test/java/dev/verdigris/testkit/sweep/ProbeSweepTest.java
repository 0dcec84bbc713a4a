package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Traffic;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried here of pairs and moves is a share; the examples have a command that tries all. */
class ProbeSweepTest {

    private static List<Scenario> of(Traffic traffic, boolean leasesExpire) {
        return ProbeScenarios.of(Scenarios.of(traffic, leasesExpire));
    }

    static List<Scenario> registration() {
        return of(Traffic.registration("Beta"), true);
    }

    static List<Scenario> without_expiry() {
        return of(Traffic.registration("Beta"), false);
    }

    static List<Scenario> forwarding() {
        return of(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"), true);
    }

    static List<Scenario> attachment() {
        return of(Traffic.attachment("Beta"), true);
    }

    @ParameterizedTest
    @MethodSource({"registration", "without_expiry", "forwarding", "attachment"})
    void whatever_stops_it_wherever_it_is_resolved_and_replaces_no_more_than_it_may(Scenario scenario) {
        passes(CrashSweep.of(scenario));
    }

    @ParameterizedTest
    @MethodSource({"registration", "forwarding"})
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(97));
    }

    @ParameterizedTest
    @MethodSource({"registration", "forwarding"})
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(1499));
    }

    private static void passes(CrashSweep sweep) {
        SweepReport report = sweep.run();
        System.out.println(report);
        report.orThrow();
    }
}
