package dev.verdigris.testkit.assertj;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about how a deployment ended. */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {

    OutcomeAssert(@Nullable Outcome actual) {
        super(actual, OutcomeAssert.class);
    }

    /** Asserts that the deployment did what was asked. */
    public OutcomeAssert succeeded() {
        isNotNull();
        if (!(actual instanceof Outcome.Succeeded)) {
            failWithMessage("Expected a success, found %s", actual);
        }
        return this;
    }

    /** Asserts that the deployment failed and everything is as before. */
    public OutcomeAssert rolledBack() {
        isNotNull();
        if (!(actual instanceof Outcome.RolledBack)) {
            failWithMessage("Expected it to be rolled back, found %s", actual);
        }
        return this;
    }

    /** Asserts that the deployment failed for a cause whose message contains that, and everything is as before. */
    public OutcomeAssert rolledBackBecause(String part) {
        return rolledBack().because(part);
    }

    /** Asserts that the deployment failed and something is left. */
    public OutcomeAssert failedDirty() {
        isNotNull();
        if (!(actual instanceof Outcome.FailedDirty)) {
            failWithMessage("Expected it to have failed dirty, found %s", actual);
        }
        return this;
    }

    /** Asserts that the deployment failed for a cause whose message contains that, and something is left. */
    public OutcomeAssert failedDirtyBecause(String part) {
        return failedDirty().because(part);
    }

    /** Asserts that the deployment stopped where it was, to be resumed or aborted. */
    public OutcomeAssert interrupted() {
        isNotNull();
        if (!(actual instanceof Outcome.Interrupted)) {
            failWithMessage("Expected it to have been interrupted, found %s", actual);
        }
        return this;
    }

    /** Asserts that the deployment stopped where it was, for a reason that contains that, to be resumed or aborted. */
    public OutcomeAssert interruptedBecause(String part) {
        interrupted();
        String why = ((Outcome.Interrupted) actual).why().toString();
        if (!why.contains(part)) {
            failWithMessage("Expected it to have been interrupted because of '%s', found %s", part, actual);
        }
        return this;
    }

    /** Asserts that the deployment waits at the gate of that name. */
    public OutcomeAssert pausedAt(String gate) {
        isNotNull();
        if (!(actual instanceof Outcome.Paused paused) || !paused.gate().equals(gate)) {
            failWithMessage("Expected it to be paused at the gate '%s', found %s", gate, actual);
        }
        return this;
    }

    /** Asserts that the deployment failed first in the step of that id. */
    public OutcomeAssert failedIn(String step) {
        StepFailedException cause = cause();
        if (!cause.step().equals(step)) {
            failWithMessage(
                    "Expected it to have failed in '%s', found '%s': %s", step, cause.step(), cause.getMessage());
        }
        return this;
    }

    /** Asserts that the first cause has something attached to it whose message contains that. */
    public OutcomeAssert suppressing(String part) {
        for (Throwable suppressed : cause().getSuppressed()) {
            if (String.valueOf(suppressed.getMessage()).contains(part)) {
                return this;
            }
        }
        failWithMessage(
                "Expected '%s' among what went wrong later, found %s", part, Arrays.toString(cause().getSuppressed()));
        return this;
    }

    /** Asserts that something is left whose description contains that. */
    public OutcomeAssert leaving(String part) {
        failedDirty();
        for (Residue residue : ((Outcome.FailedDirty) actual).residue()) {
            if (residue.what().contains(part)) {
                return this;
            }
        }
        failWithMessage("Expected '%s' to be left, found %s", part, actual);
        return this;
    }

    /** Asserts that a note of the report contains that. */
    public OutcomeAssert noting(String part) {
        isNotNull();
        for (String note : actual.report().notes()) {
            if (note.contains(part)) {
                return this;
            }
        }
        failWithMessage(
                "Expected a note of '%s', found %s", part, actual.report().notes());
        return this;
    }

    /** Asserts that the report has no note. */
    public OutcomeAssert notingNothing() {
        isNotNull();
        if (!actual.report().notes().isEmpty()) {
            failWithMessage("Expected no note, found %s", actual.report().notes());
        }
        return this;
    }

    /** Asserts that the steps of these ids, in this order, ended in that state, and no others. */
    public OutcomeAssert hasSteps(Report.Step.State state, String... ids) {
        isNotNull();
        List<String> found = new ArrayList<>();
        for (Report.Step step : actual.report().steps()) {
            if (step.state() == state) {
                found.add(step.id());
            }
        }
        if (!found.equals(List.of(ids))) {
            failWithMessage(
                    "Expected the steps %s to be %s, found %s",
                    List.of(ids), state, actual.report().steps());
        }
        return this;
    }

    private OutcomeAssert because(String part) {
        if (!String.valueOf(cause().getMessage()).contains(part)) {
            failWithMessage("Expected it to have failed because of '%s', found %s", part, actual);
        }
        return this;
    }

    private StepFailedException cause() {
        isNotNull();
        if (actual instanceof Outcome.RolledBack back) {
            return back.cause();
        }
        if (actual instanceof Outcome.FailedDirty dirty) {
            return dirty.cause();
        }
        throw failure("Expected a step to have failed, found %s", actual);
    }
}
