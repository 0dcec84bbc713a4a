package dev.verdigris.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.model.Color;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final StepFailedException cause = new StepFailedException("register", "it broke", "fix it", null);
    private static final Report REPORT = new Report(
            "beta",
            "d-1",
            "Deploy beta: blue → green",
            Color.BLUE,
            Color.GREEN,
            List.of(),
            List.of(),
            Duration.ZERO,
            Duration.ZERO);

    @Test
    void a_success_does_not_throw() {
        assertThat(new Outcome.Succeeded(REPORT).orThrow()).isSameAs(REPORT);
    }

    @Test
    void anything_else_throws_with_its_outcome_and_first_cause() {
        Outcome rolledBack = new Outcome.RolledBack(REPORT, cause);
        Outcome dirty = new Outcome.FailedDirty(REPORT, cause, List.of(new Residue("a pin", "unpin it")));

        assertThatExceptionOfType(DeploymentFailedException.class)
                .isThrownBy(rolledBack::orThrow)
                .withCause(cause)
                .withMessage("Deploy beta: blue → green was rolled back: register: it broke; fix it")
                .satisfies(thrown -> assertThat(thrown.outcome()).isSameAs(rolledBack));
        assertThatExceptionOfType(DeploymentFailedException.class)
                .isThrownBy(dirty::orThrow)
                .withMessageContaining("failed, leaving [a pin; unpin it]: register: it broke");
    }

    @Test
    void folds_to_the_branch_of_its_kind() {
        assertThat(List.of(
                                new Outcome.Succeeded(REPORT),
                                new Outcome.RolledBack(REPORT, cause),
                                new Outcome.FailedDirty(REPORT, cause, List.of(new Residue("a", "b"))),
                                new Outcome.Interrupted(REPORT, cause))
                        .stream()
                        .map(outcome -> ((Outcome) outcome)
                                .<String>fold(a -> "succeeded", b -> "back", c -> "dirty", d -> "open")))
                .containsExactly("succeeded", "back", "dirty", "open");
    }

    @Test
    void dirty_without_residue_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.FailedDirty(REPORT, cause, List.of()));
    }
}
