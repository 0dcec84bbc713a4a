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
class AttachmentSweepTest {
    private static final Traffic BETA = Traffic.attachment("Beta");

    static List<Scenario> plain() {
        return Scenarios.of(BETA, true).plain();
    }

    static List<Scenario> accounts() {
        return Scenarios.of(BETA, true).accounts();
    }

    static List<Scenario> without_expiry() {
        return Scenarios.of(BETA, false).plain();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whatever_stops_it_in_an_account_that_holds_more(Scenario scenario) {
        passes(CrashSweep.of(scenario));
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
    @MethodSource("plain")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(29));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(1997));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whatever_the_world_does_meanwhile_in_an_account_that_holds_more(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(5987));
    }
}
