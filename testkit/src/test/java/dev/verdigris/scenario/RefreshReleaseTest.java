package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R30: a rolling refresh launches what is selected, and on its way back selects what serves before anything is launched. */
class RefreshReleaseTest {
    private final RefreshStage stage = new RefreshStage();
    private final BlueGreen bob = stage.by("bob");

    @BeforeEach
    void two_is_selected_while_one_serves() {
        stage.cloud.setRelease(stage.beta, "1.0");
        assertThat(bob.select(ReleaseSelection.of(stage.beta, "2.0"))).succeeded();
    }

    private void killedInTheMiddle() {
        stage.killed(Operations.DESCRIBE_REFRESHES, true, 30, stage::refresh);
        assertThat(stage.running("2.0")).isPositive();
    }

    private Status status() {
        return bob.status(stage.beta);
    }

    @Test
    void r30_a_rolling_refresh_launches_what_is_selected_which_serves_then() {
        assertThat(stage.refresh()).succeeded();

        assertThat(stage.running("2.0")).isEqualTo(10);
        assertThat(status().release()).isEqualTo("2.0");
        assertThat(status().selectedRelease()).isEqualTo("2.0");
        assertThat(status().drift()).isEmpty();
    }

    @Test
    void r30_what_a_refresh_launches_on_its_way_back_boots_what_served() {
        killedInTheMiddle();

        assertThat(bob.abort(stage.takingOver())).rolledBackBecause("aborted by bob");
        assertThat(stage.running("2.0")).isZero();
        assertThat(stage.cloud.release(stage.beta)).isEqualTo("1.0");
        assertThat(status().release()).isEqualTo("1.0");
        assertThat(status().selectedRelease()).isEqualTo("1.0");
        assertThat(status().drift()).isEmpty();
    }

    @Test
    void r30_what_somebody_else_selects_during_a_refresh_is_left_and_named() {
        killedInTheMiddle();
        stage.cloud.setRelease(stage.beta, "3.0");

        Outcome outcome = bob.abort(stage.takingOver());
        assertThat(outcome).rolledBackBecause("aborted by bob");
        assertThat(stage.cloud.release(stage.beta)).isEqualTo("3.0");
        assertThat(outcome.report().notes()).anyMatch(note -> note.contains("someone selected 3.0 meanwhile"));
    }

    @Test
    void r30_a_pointer_that_cannot_be_set_keeps_no_refresh_from_going_back_and_is_named() {
        killedInTheMiddle();
        stage.cloud.install(CallFault.denied(Operations.SELECT_RELEASE));

        Outcome outcome = bob.abort(stage.takingOver());
        assertThat(outcome).isInstanceOf(Outcome.FailedDirty.class);
        assertThat(((Outcome.FailedDirty) outcome).residue())
                .singleElement()
                .asString()
                .contains("expected 1.0, which serves, to be selected")
                .contains("select 1.0 there");
        assertThat(stage.newest().status().toString()).isEqualTo("RollbackSuccessful");
        assertThat(status().release()).isNull();
        assertThat(List.of(status().selectedRelease())).containsExactly("2.0");
    }
}
