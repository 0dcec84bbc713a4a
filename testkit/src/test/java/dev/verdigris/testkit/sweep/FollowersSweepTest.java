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
class FollowersSweepTest {

    private static List<Scenario> followed(Traffic traffic, boolean leasesExpire) {
        return new FollowersScenarios(Scenarios.of(traffic, leasesExpire)).all();
    }

    static List<Scenario> registration() {
        return followed(Traffic.registration("Beta"), true);
    }

    static List<Scenario> without_expiry() {
        return followed(Traffic.registration("Beta"), false);
    }

    static List<Scenario> forwarding() {
        return followed(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443"), true);
    }

    static List<Scenario> attachment() {
        return followed(Traffic.attachment("Beta"), true);
    }

    @ParameterizedTest
    @MethodSource({"without_expiry", "forwarding", "attachment"})
    void whatever_stops_it_followers_end_where_traffic_is_and_no_fleet_ends_that_they_use(Scenario scenario) {
        passes(CrashSweep.of(scenario).every(5));
    }

    @ParameterizedTest
    @MethodSource({"registration", "forwarding", "attachment"})
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(49_999));
    }

    @ParameterizedTest
    @MethodSource("registration")
    void whatever_stops_it_or_whoever_resolves_it_followers_end_where_traffic_is(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(499));
    }
}
