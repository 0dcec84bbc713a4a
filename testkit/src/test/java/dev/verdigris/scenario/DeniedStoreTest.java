package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that is asked before every change says nothing any more, so that nobody knows whether one may be sent. */
class DeniedStoreTest {
    private static final String UNREADABLE = "found that it cannot be said: deployments:Find: AccessDenied";

    private final Stage stage = parameterStore();
    private Duration fault = Duration.ZERO;
    private int changed;

    private static Stage parameterStore() {
        return Stage.on(Stage.builder().leasesExpire(false).serving(BETA, 3).build());
    }

    /** How many changes of an undisturbed deployment come once a step has begun. */
    private static int changesFrom(String step) {
        Stage undisturbed = parameterStore();
        AtomicInteger before = new AtomicInteger();
        undisturbed.when(step, () -> before.set(undisturbed.worldChanges()));
        assertThat(undisturbed.deploy()).succeeded();
        return undisturbed.worldChanges() - before.get();
    }

    private Outcome deployedWith(CallFault faulty, String step) {
        stage.when(step, () -> {
            stage.cloud.install(faulty);
            fault = stage.cloud.elapsed();
            changed = stage.worldChanges();
        });
        Outcome outcome = stage.deploy();
        stage.cloud.remove(faulty);
        return outcome;
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#all")
    void reads_that_are_denied_for_good_are_named_at_once_and_not_waited_for(String step) {
        Outcome outcome = deployedWith(CallFault.denied(Operations.FIND_STATE), step);

        assertThat(stage.cloud.elapsed().minus(fault)).isLessThan(Duration.ofMinutes(1));
        if (changesFrom(step) == 0) {
            assertThat(outcome).succeeded();
        } else if (changed == 0) {
            assertThat(outcome).rolledBackBecause(UNREADABLE);
        } else {
            assertThat(outcome).failedDirtyBecause(UNREADABLE);
            stage.blueGreen().resume(takingOver());
        }
        assertThat(stage.blueGreen().status(BETA).deployment()).isNull();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void a_read_that_fails_just_before_the_first_change_leaves_nothing_in_progress() {
        CallFault once = CallFault.unavailable(Operations.FIND_STATE).times(1);
        CallHook begun = new CallHook() {
            @Override
            public void after(Call call, @Nullable Object answer) {
                if (call.operation().equals(Operations.REPLACE_STATE)) {
                    stage.cloud.remove(this);
                    stage.cloud.install(once);
                }
            }
        };
        stage.cloud.install(begun);

        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found that it cannot be said");

        assertThat(stage.blueGreen().status(BETA).deployment()).isNull();
        assertThat(stage.worldChanges()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#all")
    void reads_that_fail_for_a_while_are_waited_out(String step) {
        Outcome outcome =
                deployedWith(CallFault.unavailable(Operations.FIND_STATE).times(5), step);

        assertThat(outcome).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }
}
