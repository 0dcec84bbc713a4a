package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R17: a store whose leases do not expire, and what a take-over from a holder takes there. */
class ParameterStoreRulesTest {
    private final SimulatedCloud parameterStore = Stage.builder()
            .leasesExpire(false)
            .serving(BETA, new GroupSize(2, 10, 3))
            .build();

    private final Stage stage = Stage.on(parameterStore);
    private final BlueGreen bob = stage.by("bob");

    @Test
    void a_take_over_needs_an_operators_confirmation() {
        stage.killedIn("register", () -> stage.deploy());
        Instant before = stage.cloud.now();
        for (ThrowingCallable verb : List.<ThrowingCallable>of(() -> bob.resume(BETA), () -> bob.abort(BETA))) {
            assertThatThrownBy(verb)
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining(
                            "expected nobody to hold what is in progress on beta, found deploy id-1 held by ann")
                    .hasMessageEndingWith("; if you know that this holder is dead, take over from it (--take-over)");
        }
        assertThat(stage.cloud.now()).as("waiting would not help").isEqualTo(before);

        assertThat(bob.resume(takingOver())).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void what_failed_dirty_is_resumed_without_a_confirmation() {
        CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
        stage.cloud.install(denied);
        assertThat(stage.deploy()).failedDirty();
        stage.cloud.remove(denied);

        assertThat(bob.resume(BETA)).succeeded();
    }

    @Test
    void the_holder_looks_before_each_change_whether_somebody_has_taken_over() {
        List<Boolean> looked = new ArrayList<>();
        stage.cloud.install(new CallHook() {
            private String last = "";

            @Override
            public void before(Call call) {
                if (Calls.changesTheWorld(call)) {
                    looked.add(last.equals(Operations.FIND_STATE));
                }
                last = call.operation();
            }
        });
        assertThat(stage.deploy()).succeeded();

        assertThat(looked).hasSizeGreaterThan(5).containsOnly(true);
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#reversible")
    void a_holder_from_whom_it_was_taken_changes_nothing_more(String step) {
        stage.when(step, () -> {
            stage.killedIn("undo:pin", () -> bob.abort(takingOver()));
            int changes = stage.worldChanges();
            stage.calls.beforeEach(Calls::changesTheWorld, call -> {
                throw new AssertionError(call + " after " + changes);
            });
        });

        assertThat(stage.deploy())
                .interruptedBecause("expected to hold the deployment state of beta, found it held by bob");
    }

    @Test
    void while_the_state_cannot_be_read_no_change_is_sent() {
        CallFault unavailable = CallFault.unavailable(Operations.FIND_STATE);
        stage.when("pin", () -> {
            stage.cloud.install(unavailable);
            stage.cloud.after(Duration.ofSeconds(42), () -> {
                assertThat(stage.worldChanges()).isZero();
                stage.cloud.remove(unavailable);
            });
        });

        assertThat(stage.deploy()).succeeded();
    }
}
