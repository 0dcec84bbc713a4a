package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;

import dev.verdigris.model.Traffic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments whose new fleet bakes, with alarms, by every strategy. What is tried here of pairs and moves is a share. */
@Execution(ExecutionMode.CONCURRENT)
class BakeSweepTest {
    private static final Traffic TWO = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");
    private static final Traffic ONE = Traffic.registration("Beta");
    private static final Traffic ATTACHED = Traffic.attachment("Beta");

    private static List<Scenario> baking(boolean leasesExpire, Traffic... by) {
        return Stream.of(by)
                .flatMap(traffic -> new BakeScenarios(
                                Scenarios.of(traffic, leasesExpire),
                                SweptTraffic.of(traffic).stages())
                        .all().stream().map(scenario -> scenario.named(scenario.name() + ", by " + traffic)))
                .toList();
    }

    /** Those with alarms, by every strategy. */
    static List<Scenario> watched() {
        return baking(true, ONE, TWO, ATTACHED).stream()
                .filter(scenario -> scenario.name().contains("alarm"))
                .toList();
    }

    static List<Scenario> by_registration() {
        return baking(true, ONE);
    }

    @ParameterizedTest
    @MethodSource("watched")
    void whatever_stops_it_wherever_it_is_resolved_and_clean(Scenario scenario) {
        passes(CrashSweep.of(scenario)
                .resolvedBy(Resolution.RESUME, Resolution.RESUME_TAKING_OVER, Resolution.ABORT_TAKING_OVER)
                .every(5));
    }

    @ParameterizedTest
    @MethodSource("by_registration")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(997));
    }

    @ParameterizedTest
    @MethodSource("watched")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(9973));
    }
}
