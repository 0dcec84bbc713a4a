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
class ForwardingSweepTest {
    private static final Traffic.Forwarding ONE = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80");
    private static final Traffic.Forwarding TWO = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");

    static List<Scenario> plain() {
        return Scenarios.of(TWO, true).plain();
    }

    static List<Scenario> accounts() {
        return Scenarios.of(TWO, true).accounts();
    }

    static List<Scenario> setups() {
        return Scenarios.of(TWO, true).setups();
    }

    static List<Scenario> without_expiry() {
        return Scenarios.of(ONE, false).plain();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whatever_stops_it_in_an_account_that_holds_more(Scenario scenario) {
        passes(CrashSweep.of(scenario));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void whatever_stops_it_twice_or_the_world_does_where_members_are_registered_by_hand(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(211));
        passes(CrashSweep.of(scenario).withMoves().every(9973));
    }

    @ParameterizedTest
    @MethodSource("without_expiry")
    void the_same_with_one_route_where_leases_do_not_expire(Scenario scenario) {
        passes(CrashSweep.of(scenario)
                .resolvedBy(
                        Resolution.RESUME_TAKING_OVER, Resolution.ABORT_TAKING_OVER, Resolution.ROLL_BACK_TAKING_OVER)
                .every(5));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(29));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(3989));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whatever_the_world_does_meanwhile_in_an_account_that_holds_more(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(9973));
    }
}
