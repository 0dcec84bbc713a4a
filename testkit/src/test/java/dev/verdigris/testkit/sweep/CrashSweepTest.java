package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Registrations.BETA;
import static dev.verdigris.testkit.sweep.Registrations.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Color;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried here of pairs and moves is a share; the examples have a command that tries all. */
class CrashSweepTest {
    private static final Registrations EXPIRING = new Registrations(true);

    static List<Scenario> scenarios() {
        return EXPIRING.all();
    }

    static List<Scenario> without_expiry() {
        return new Registrations(false).all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatever_stops_it_wherever_it_is_settled_and_clean(Scenario scenario) {
        passes(CrashSweep.of(scenario));
    }

    @ParameterizedTest
    @MethodSource("without_expiry")
    void the_same_where_leases_do_not_expire(Scenario scenario) {
        passes(CrashSweep.of(scenario));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatever_stops_the_one_who_settles_it_a_third_one_settles(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(5));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(97));
    }

    private static void passes(CrashSweep sweep) {
        SweepReport report = sweep.run();
        System.out.println(report);
        report.orThrow();
    }

    @Test
    void a_listener_of_yours_that_throws_changes_nothing() {
        Scenario deploy = EXPIRING.deploy()
                .withFacade(cloud -> BlueGreen.builder(cloud).listener(event -> {
                    if (event instanceof Event.Change) {
                        throw new IllegalStateException("the listener broke");
                    }
                }));

        CrashSweep.of(deploy).curedBy(Cure.RESUME).run().orThrow();
    }

    @Test
    void what_is_not_clean_is_found_with_its_story() {
        Scenario meddled = Scenario.of("meddled", BETA, CrashSweepTest::meddled, on -> on.deploy(deployment()));

        SweepReport report = CrashSweep.of(meddled).curedBy(Cure.ABORT).run();

        assertThat(report.clean()).isFalse();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(report::orThrow)
                .withMessageContaining("meddled: KILLED_")
                .withMessageContaining("simulated cloud, seed 1");
    }

    /** Somebody sets the blue fleet's size once more time has passed than an undisturbed deployment takes. */
    private static SimulatedCloud meddled(long seed) {
        SimulatedCloud cloud = EXPIRING.serving(seed);
        cloud.at(Duration.ofSeconds(70), () -> cloud.group(BETA, Color.BLUE).setBounds(new Bounds(0, 20, 7)));
        return cloud;
    }

    @Test
    void what_fails_undisturbed_cannot_be_swept() {
        Scenario hopeless = Scenario.of("hopeless", BETA, CrashSweepTest::refusing, on -> on.deploy(deployment()));
        CrashSweep sweep = CrashSweep.of(hopeless);

        assertThatIllegalArgumentException()
                .isThrownBy(sweep::run)
                .withMessageContaining("hopeless: expected it to succeed undisturbed, found RolledBack");
    }

    private static SimulatedCloud refusing(long seed) {
        SimulatedCloud cloud = EXPIRING.serving(seed);
        cloud.group(BETA, Color.GREEN).refuseLaunches("no capacity");
        return cloud;
    }
}
