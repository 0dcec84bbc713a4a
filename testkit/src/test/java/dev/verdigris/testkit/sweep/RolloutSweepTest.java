package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tried here is a share; the examples have a command that tries all. */
@Execution(ExecutionMode.CONCURRENT)
class RolloutSweepTest {

    @ParameterizedTest
    @EnumSource
    void whatever_stops_it_in_any_wave_whoever_runs_it_again_ends_it_clean(RolloutScenario scenario) {
        SweepReport report = RolloutSweep.of(scenario, true).every(23).run();

        report.orThrow();
        assertThat(report.cases()).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_where_leases_do_not_expire(RolloutScenario scenario) {
        RolloutSweep.of(scenario, false).every(101).run().orThrow();
    }

    @ParameterizedTest
    @EnumSource
    void whoever_runs_it_again_may_be_killed_too(RolloutScenario scenario) {
        RolloutSweep.of(scenario, true).withPairs().every(19_997).run().orThrow();
    }
}
