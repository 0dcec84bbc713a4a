package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be seen only at the end of a case is seen by the sweep: a scenario that breaks it is not clean. */
class SweptInvariantsTest {
    private static final Permit ANYBODY = () -> {};
    private static final Scenarios EXPIRING = Scenarios.of(Traffic.registration("Beta"), true);
    private static final Environment BETA = EXPIRING.environment();
    /** The world of the case that is played. */
    private SimulatedCloud cloud = EXPIRING.serving(1);

    private Scenario scenario(Scenario.Verb verb) {
        return Scenario.of("broken", BETA, seed -> cloud = EXPIRING.serving(seed), verb);
    }

    private static List<String> problems(Scenario scenario, Resolution resolution) {
        return CrashSweep.of(scenario).resolvedBy(resolution).run().violations().stream()
                .flatMap(violation -> violation.problems().stream())
                .toList();
    }

    @Test
    void requests_that_are_lost_break_invariant_2() {
        Scenario cutting = scenario(on -> {
            Outcome outcome = on.deploy(EXPIRING.deployment());
            cloud.group(BETA, Color.GREEN).instances().get(0).terminate();
            cloud.pass(Duration.ofMinutes(1));
            on.reconcile(BETA);
            return outcome;
        });

        assertThat(problems(cutting, Resolution.RESUME_TAKING_OVER))
                .anyMatch(problem -> problem.startsWith("invariant 2, no lost request: "));
    }

    @Test
    void a_color_that_is_recorded_and_does_not_serve_breaks_invariant_3() {
        Scenario lying = scenario(on -> {
            Outcome outcome = on.deploy(EXPIRING.deployment());
            cloud.setParameter(BETA.activeColorParameter(), "blue");
            return outcome;
        });

        assertThat(problems(lying, Resolution.RESUME_TAKING_OVER))
                .contains("invariant 3, truth: recorded is blue while traffic reaches green");
    }

    @Test
    void a_size_that_is_left_behind_breaks_invariant_4() {
        Scenario leaving = scenario(on -> {
            Outcome outcome = on.deploy(EXPIRING.deployment());
            if (outcome instanceof Outcome.RolledBack) {
                cloud.group(BETA, Color.BLUE).setMax(30);
            }
            return outcome;
        });

        assertThat(problems(leaving, Resolution.RESUME_TAKING_OVER))
                .anyMatch(problem -> problem.startsWith("invariant 4, nothing left behind: expected one of"));
    }

    @Test
    void a_step_that_does_more_when_it_is_taken_up_again_breaks_invariant_7() {
        Scenario twice = scenario(on -> on.deploy(EXPIRING.deployment()))
                .withFacade(ports -> BlueGreen.builder(ports).listener(event -> {
                    if (event instanceof Event.Resumed) {
                        ports.fleets().resize(BETA.green(), Resize.to(0, 5), ANYBODY);
                    }
                }));

        assertThat(problems(twice, Resolution.RESUME_TAKING_OVER))
                .anyMatch(problem -> problem.startsWith("invariant 7, once: expected one of"));
    }

    @Test
    void a_process_that_waits_for_ever_breaks_invariant_8() {
        ProcessRunner runner = new ProcessRunner(
                scenario(on -> {
                    while (on.status(BETA).deployment() == null) {
                        cloud.pass(Duration.ofHours(1));
                    }
                    throw new IllegalStateException("nobody else is there");
                }),
                1);

        assertThat(runner.run("first", null, runner.verb())).isInstanceOf(ProcessEnd.Killed.class);
        assertThat(runner.violations()).containsExactly("PT7H invariant 8, it ends: first is still at work after PT6H");
    }

    @Test
    void a_process_that_ends_in_no_outcome_breaks_invariant_8() {
        Scenario failing = scenario(on -> {
            Outcome outcome = on.deploy(EXPIRING.deployment());
            if (outcome instanceof Outcome.RolledBack) {
                throw new IllegalStateException("no outcome at all");
            }
            return outcome;
        });

        assertThat(problems(failing, Resolution.RESUME_TAKING_OVER))
                .contains("invariant 8, it ends: in no outcome, by java.lang.IllegalStateException: no outcome at all");
    }

    @Test
    void an_outcome_that_names_something_else_than_what_went_wrong_breaks_invariant_10() {
        Scenario dishonest = scenario(on -> {
            Outcome outcome = on.deploy(EXPIRING.deployment());
            return outcome instanceof Outcome.RolledBack back
                    ? Outcome.rolledBack(back.report(), other(back.cause()))
                    : outcome;
        });

        assertThat(problems(dishonest, Resolution.RESUME_TAKING_OVER))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("invariant 10, honest: ")
                        && problem.contains(" was denied, and the outcome is RolledBack"));
    }

    private static StepFailedException other(StepFailedException cause) {
        return new StepFailedException(cause.step(), "the weather was bad", "wait for a better day", null);
    }
}
