package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.testkit.assertj.SimulatedCloudAssert;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that recycles what the one before it has kept warm, runs a check, and keeps nothing warm itself. */
class SecondDeploymentTest {
    private static final Check PASSES = subject -> Check.Verdict.passed();

    private final Stage stage = deployedOnce();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.builder("bob").check("smoke", PASSES).build();

    private static Stage deployedOnce() {
        Stage stage = Stage.set();
        assertThat(stage.deploy()).succeeded();
        return stage.check("smoke", PASSES);
    }

    private static SwitchPlan plan() {
        return deployedOnce().blueGreen().plan(keepingNothing());
    }

    static Stream<String> steps() {
        return Steps.of(plan());
    }

    static Stream<String> reversible() {
        return Steps.reversible(plan());
    }

    private SimulatedCloudAssert serves(Color color) {
        assertThat(ann.status(BETA).deployment()).isNull();
        return assertThat(stage.cloud)
                .servesOnly(color)
                .hasRecorded(color)
                .hasBounds(color, 2, 10, 3)
                .failedNoRequest();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void somebody_else_resumes_it_wherever_the_process_died(String step) {
        stage.neverFewerAnswering(3);
        stage.killedIn(step, () -> ann.deploy(keepingNothing()));

        assertThat(bob.resume(BETA)).succeeded();
        serves(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void somebody_else_aborts_it_wherever_the_process_died(String step) {
        stage.neverFewerAnswering(3);
        stage.killedIn(step, () -> ann.deploy(keepingNothing()));

        assertThat(bob.abort(BETA)).rolledBackBecause("aborted by bob");
        int left = step.equals("pin") ? 3 : 0; // a fleet that may have begun to be recycled rests at zero
        serves(Color.GREEN).hasBounds(Color.BLUE, left, 10, left);
        assertThat(stage.targets.registered(stage.blue)).isZero();
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void an_interrupt_before_the_point_of_no_return_rolls_it_back(String step) {
        stage.neverFewerAnswering(3);
        stage.when(step, Thread.currentThread()::interrupt);

        Outcome outcome = ann.deploy(keepingNothing());

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(outcome).rolledBackBecause("interrupted").failedIn(step);
        serves(Color.GREEN);
    }
}
