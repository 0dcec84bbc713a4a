package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reconcile, told as what has a plan is told: what it left is in the notes.
 *
 * @param done what it found and did
 */
record ReconcileReport(Reconciliation done) implements Report {

    @Override
    public String environment() {
        return done.environment();
    }

    @Override
    public String deployment() {
        return "reconcile";
    }

    @Override
    public String title() {
        return "Reconcile " + done.environment();
    }

    @Override
    public @Nullable Color from() {
        return null;
    }

    @Override
    public @Nullable Color to() {
        return null;
    }

    @Override
    public List<Step> steps() {
        return List.of();
    }

    @Override
    public List<String> notes() {
        return Stream.concat(done.residue().stream(), done.unresolved().stream())
                .map(Object::toString)
                .toList();
    }

    @Override
    public Duration took() {
        return Duration.ZERO;
    }

    @Override
    public Duration bothServed() {
        return Duration.ZERO;
    }
}
