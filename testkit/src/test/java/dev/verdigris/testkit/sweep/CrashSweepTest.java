package dev.verdigris.testkit.sweep;

import static dev.verdigris.testkit.sweep.Sweeps.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried here of pairs and moves is a share; the examples have a command that tries all. */
@Execution(ExecutionMode.CONCURRENT)
class CrashSweepTest {
    private static final Scenarios EXPIRING = Scenarios.of(Traffic.registration("Beta"), true);
    private static final Environment BETA = EXPIRING.environment();

    static List<Scenario> plain() {
        return EXPIRING.plain();
    }

    static List<Scenario> accounts() {
        return EXPIRING.accounts();
    }

    static List<Scenario> without_expiry() {
        return Scenarios.of(Traffic.registration("Beta"), false).plain();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whatever_stops_it_wherever_it_is_resolved_and_clean(Scenario scenario) {
        passes(CrashSweep.of(scenario));
    }

    @ParameterizedTest
    @MethodSource("without_expiry")
    void the_same_where_leases_do_not_expire(Scenario scenario) {
        passes(CrashSweep.of(scenario));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whatever_stops_it_or_the_one_who_resolves_it_a_third_one_resolves(Scenario scenario) {
        passes(CrashSweep.of(scenario).withPairs().every(7));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whatever_the_world_does_meanwhile(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(797));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whatever_the_world_does_meanwhile_in_an_account_that_holds_more(Scenario scenario) {
        passes(CrashSweep.of(scenario).withMoves().every(2999));
    }

    @Test
    void a_listener_of_yours_that_throws_changes_nothing() {
        Scenario deploy = EXPIRING.deploy()
                .withFacade(cloud -> BlueGreen.builder(cloud).listener(event -> {
                    if (event instanceof Event.ChangeAnnounced) {
                        throw new IllegalStateException("the listener broke");
                    }
                }));

        CrashSweep.of(deploy).resolvedBy(Resolution.RESUME).run().orThrow();
    }

    @Test
    void what_is_not_clean_is_found_with_its_story() {
        Scenario meddled =
                Scenario.of("meddled", BETA, CrashSweepTest::meddled, on -> on.deploy(EXPIRING.deployment()));

        SweepReport report = CrashSweep.of(meddled).resolvedBy(Resolution.ABORT).run();

        assertThat(report.clean()).isFalse();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(report::orThrow)
                .withMessageContaining("meddled: KILLED_")
                .withMessageContaining("simulated cloud, seed 1");
    }

    /** Somebody sets the blue fleet's size once more time has passed than an undisturbed deployment takes. */
    private static SimulatedCloud meddled(long seed) {
        SimulatedCloud cloud = EXPIRING.serving(seed);
        cloud.at(Duration.ofSeconds(70), () -> cloud.group(BETA, Color.BLUE).setBounds(new GroupSize(0, 20, 7)));
        return cloud;
    }

    @Test
    void a_share_of_the_single_stops_is_tried_where_there_are_neither_pairs_nor_moves() {
        CrashSweep aborted = CrashSweep.of(EXPIRING.deploy()).resolvedBy(Resolution.ABORT);
        long all = aborted.run().cases();

        assertThat(aborted.every(5).run().cases()).isEqualTo((all + 4) / 5);
    }

    @Test
    void what_fails_undisturbed_cannot_be_swept() {
        Scenario hopeless =
                Scenario.of("hopeless", BETA, CrashSweepTest::refusing, on -> on.deploy(EXPIRING.deployment()));
        CrashSweep sweep = CrashSweep.of(hopeless);

        assertThatIllegalArgumentException()
                .isThrownBy(sweep::run)
                .withMessageContaining("hopeless: expected it to succeed undisturbed, found RolledBack");
    }

    @Test
    void what_must_be_refused_and_is_not_is_found() {
        SweepReport report = CrashSweep.of(EXPIRING.deploy().refused("Legacy"))
                .resolvedBy(Resolution.ABORT)
                .run();

        assertThat(report.violations().get(0).problems())
                .containsExactly("expected it to be refused, naming 'Legacy', found Succeeded");
    }

    @Test
    void a_refusal_after_something_was_changed_is_found() {
        Scenario late = Scenario.of("late", BETA, EXPIRING::serving, on -> {
                    on.deploy(EXPIRING.deployment()).orThrow();
                    throw new RefusedException("expected better", "deploy something better");
                })
                .refused("expected better");

        SweepReport report = CrashSweep.of(late).resolvedBy(Resolution.ABORT).run();

        assertThat(report.violations())
                .anyMatch(violation ->
                        violation.problems().contains("it changed the world, and had to be refused before"));
    }

    private static SimulatedCloud refusing(long seed) {
        SimulatedCloud cloud = EXPIRING.serving(seed);
        cloud.group(BETA, Color.GREEN).refuseLaunches("no capacity");
        return cloud;
    }
}
