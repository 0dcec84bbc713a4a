package dev.verdigris.internal.engine;

import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import java.util.ArrayList;
import java.util.List;

/** The result of the reconciler: what it found and did; the parameters are those of {@link Reconciliation}. */
record Reconciled(
        String environment,
        List<String> differences,
        List<String> changes,
        List<Residue> residue,
        List<Finding> unresolved)
        implements Reconciliation {

    Reconciled {
        differences = List.copyOf(differences);
        changes = List.copyOf(changes);
        residue = List.copyOf(residue);
        unresolved = List.copyOf(unresolved);
    }

    /** The result of a reconcile before which something else was done. */
    static Reconciled after(String change, Reconciliation done) {
        List<String> changes = new ArrayList<>(List.of(change));
        changes.addAll(done.changes());
        return new Reconciled(done.environment(), done.differences(), changes, done.residue(), done.unresolved());
    }
}
