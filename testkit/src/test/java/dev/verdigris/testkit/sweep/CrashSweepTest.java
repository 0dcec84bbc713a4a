package dev.verdigris.testkit.sweep;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrashSweepTest {

    static List<Scenario> scenarios() {
        return Registrations.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatever_stops_it_wherever_it_is_settled_and_clean(Scenario scenario) {
        SweepReport report = CrashSweep.of(scenario).run();

        System.out.println(report);
        report.orThrow();
    }
}
