package dev.verdigris.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.engine.RunReport;
import dev.verdigris.model.Color;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import dev.verdigris.report.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final StepFailedException cause = new StepFailedException("register", "it broke", "fix it", null);
    private static final Report REPORT = new RunReport(
            new RunReport.Heading("beta", "d-1", "Deploy beta: blue → green", Color.BLUE, Color.GREEN),
            List.of(),
            List.of(),
            Duration.ZERO,
            Duration.ZERO,
            () -> Timeline.of("beta", "d-1"));

    private static final Instant EXPIRES = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Outcome> all = List.of(
            Outcome.succeeded(REPORT),
            Outcome.rolledBack(REPORT, cause),
            Outcome.failedDirty(REPORT, cause, List.of(new Residue("a pin", "unpin it"))),
            Outcome.interrupted(REPORT, new Finding("found it held by bob", "see how it stands"), null),
            Outcome.paused(REPORT, "promote", EXPIRES));

    @Test
    void a_success_does_not_throw() {
        assertThat(Outcome.succeeded(REPORT).orThrow()).isSameAs(REPORT);
    }

    @Test
    void a_failure_throws_with_its_outcome_and_first_cause() {
        Outcome rolledBack = all.get(1);

        assertThatExceptionOfType(DeploymentFailedException.class)
                .isThrownBy(rolledBack::orThrow)
                .withCause(cause)
                .withMessage("Deploy beta: blue → green was rolled back: register: it broke; fix it")
                .satisfies(thrown -> assertThat(thrown.outcome()).isSameAs(rolledBack));
        assertThatExceptionOfType(DeploymentFailedException.class)
                .isThrownBy(all.get(2)::orThrow)
                .withCause(cause)
                .withMessageContaining("failed, leaving [a pin; unpin it]: register: it broke");
    }

    @Test
    void what_stopped_where_it_was_throws_though_no_step_has_failed() {
        assertThatExceptionOfType(DeploymentFailedException.class)
                .isThrownBy(all.get(3)::orThrow)
                .withNoCause()
                .withMessage("Deploy beta: blue → green was interrupted: found it held by bob; see how it stands")
                .satisfies(thrown -> assertThat(thrown.remedy()).isEqualTo("see how it stands"));
        PermitDeniedException denied = new PermitDeniedException("lost", "look");
        assertThatExceptionOfType(DeploymentFailedException.class)
                .isThrownBy(Outcome.interrupted(REPORT, new Finding("a", "b"), denied)::orThrow)
                .withCause(denied);
    }

    @Test
    void what_waits_at_a_gate_throws_with_what_to_do() {
        assertThatExceptionOfType(DeploymentFailedException.class)
                .isThrownBy(all.get(4)::orThrow)
                .withNoCause()
                .withMessage(
                        "Deploy beta: blue → green is not done: expected a deployment that has ended, found it paused"
                                + " at the gate 'promote' until 2026-01-01T00:00:00Z; promote or abort it");
    }

    @Test
    void each_ending_folds_to_its_branch() {
        assertThat(all.stream()
                        .map(outcome -> outcome.<String>fold()
                                .succeeded(done -> "succeeded")
                                .rolledBack(back -> back.cause().step())
                                .failedDirty(dirty -> dirty.residue().get(0).what())
                                .interrupted(left -> left.why().problem())
                                .paused(waiting -> waiting.gate() + " until " + waiting.expires())
                                .orElse(other -> "other")))
                .containsExactly(
                        "succeeded", "register", "a pin", "found it held by bob", "promote until 2026-01-01T00:00:00Z");
    }

    /** Whoever only wants something done has nothing to return. */
    @Test
    void a_branch_that_decides_nothing_is_the_only_one_that_is_called() {
        List<String> called = new ArrayList<>();
        for (Outcome outcome : all) {
            outcome.<Void>fold()
                    .succeeded(done -> {
                        called.add("succeeded");
                        return null;
                    })
                    .orElse(other -> {
                        called.add(other.getClass().getSimpleName());
                        return null;
                    });
        }

        assertThat(called).containsExactly("succeeded", "RolledBack", "FailedDirty", "Interrupted", "Paused");
    }

    @Test
    void an_ending_without_a_branch_is_any_other() {
        assertThat(all.stream()
                        .map(outcome -> outcome.<String>fold()
                                .succeeded(done -> "succeeded")
                                .orElse(Outcome::toString)))
                .containsExactly(
                        "succeeded",
                        "RolledBack: register: it broke; fix it",
                        "FailedDirty: register: it broke; fix it; left: [a pin; unpin it]",
                        "Interrupted: found it held by bob; see how it stands",
                        "Paused: at the gate 'promote' until 2026-01-01T00:00:00Z");
    }

    @Test
    void dirty_without_residue_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Outcome.failedDirty(REPORT, cause, List.of()));
    }
}
