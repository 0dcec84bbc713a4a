package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A change whose caller has given it up may still be applied, as late as a call may last. */
class UnansweredChangesTest {

    /** The n-th change of the world is applied late; its caller may be interrupted meanwhile. */
    private static final class Late implements CallHook {
        private final int number;
        private final Duration delay;
        private final boolean interrupting;
        private int changes;
        private boolean came;

        Late(int number, Duration delay, boolean interrupting) {
            this.number = number;
            this.delay = delay;
            this.interrupting = interrupting;
        }

        @Override
        public @Nullable Duration late(Call call) {
            if (call.operation().startsWith("deployments:") || ++changes != number) {
                return null;
            }
            came = true;
            if (interrupting) {
                Thread.currentThread().interrupt();
            }
            return delay;
        }
    }

    private static Deployment deployment(KeepWarm keepWarm) {
        return Deployment.of(BETA)
                .withPolicy(Policy.defaults().withKeepWarm(keepWarm).withPollInterval(Duration.ofSeconds(1)));
    }

    /** The cloud's call time-out is 15 s. */
    @ParameterizedTest
    @CsvSource({"true,2", "true,7", "true,14", "false,2", "false,7", "false,14"})
    void at_whatever_change_of_a_deployment_it_ends_as_if_nothing_had_been(boolean keepsWarm, int seconds) {
        int met = 0;
        for (int number = 1; met == number - 1; number++) {
            Stage stage = Stage.set();
            Late late = new Late(number, Duration.ofSeconds(seconds), false);
            stage.cloud.install(late);

            assertThat(stage.deploy(deployment(keepsWarm ? KeepWarm.forever() : KeepWarm.none())))
                    .as("change %s", number)
                    .succeeded();
            stage.cloud.pass(Duration.ofMinutes(1));

            int warm = keepsWarm ? 3 : 0;
            assertThat(stage.cloud)
                    .as("change %s, %s", number, stage.story())
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .hasBounds(Color.GREEN, 2, 10, 3)
                    .hasBounds(Color.BLUE, warm, 10, warm)
                    .failedNoRequest();
            met += late.came ? 1 : 0;
        }
        assertThat(met).isGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource({"2,false", "7,false", "14,false", "2,true", "7,true", "14,true"})
    void at_whatever_change_of_one_that_goes_back_everything_is_as_before(int seconds, boolean interrupted) {
        int met = 0;
        for (int number = 1; met == number - 1; number++) {
            Stage stage = Stage.set();
            if (!interrupted) {
                stage.green.afflict("v2", InstanceFault.neverHealthy());
            }
            Late late = new Late(number, Duration.ofSeconds(seconds), interrupted);
            stage.cloud.install(late);

            Outcome outcome = stage.deploy(deployment(KeepWarm.forever()));
            assertThat(Thread.interrupted()).as("the flag is kept").isEqualTo(interrupted && late.came);
            stage.cloud.pass(Duration.ofMinutes(2));

            met += late.came ? 1 : 0;
            if (outcome instanceof Outcome.Succeeded && interrupted) {
                continue;
            }
            assertThat(outcome).as("change %s", number).rolledBack();
            assertThat(stage.cloud)
                    .as("change %s, %s", number, stage.story())
                    .servesOnly(Color.BLUE)
                    .hasRecorded(Color.BLUE)
                    .hasBounds(Color.BLUE, 2, 10, 3)
                    .hasBounds(Color.GREEN, 0, 10, 0)
                    .failedNoRequest();
        }
        assertThat(met).isGreaterThan(4);
    }

    @Test
    void an_undo_waits_until_an_unanswered_registration_has_arrived_or_never_will() {
        Stage stage = Stage.set();
        stage.cloud.install(CallFault.appliedLate(Operations.REGISTER, Duration.ofSeconds(9))
                .times(1));
        stage.cloud.install(new CallHook() {
            @Override
            public @Nullable Duration late(Call call) {
                if (call.operation().equals(Operations.REGISTER)) {
                    Thread.currentThread().interrupt();
                }
                return null;
            }
        });

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBackBecause("interrupted");
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.targets.registered(stage.green)).isZero();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void where_every_change_is_answered_an_undo_does_not_wait(boolean keepsWarm) {
        Stage stage = Stage.set();
        assertThat(stage.deploy(deployment(keepsWarm ? KeepWarm.forever() : KeepWarm.none())))
                .succeeded();

        assertThat(stage.sentences()).noneMatch(sentence -> sentence.contains("got no answer"));
    }
}
