package dev.verdigris.report;

import java.util.List;

/**
 * The result of a reconcile: what it found and did.
 *
 * @param environment the name of the environment
 * @param differences what was not as it should be, in words; also what it may not act on
 * @param changes what it changed, in words; empty in a dry run
 * @param residue what it would have changed and could not
 * @param unresolved what it may not close, since that is for a person to decide, each with what to do about it
 */
public record Reconciliation(
        String environment,
        List<String> differences,
        List<String> changes,
        List<Residue> residue,
        List<Finding> unresolved) {

    /** Copies the lists. */
    public Reconciliation {
        differences = List.copyOf(differences);
        changes = List.copyOf(changes);
        residue = List.copyOf(residue);
        unresolved = List.copyOf(unresolved);
    }

    /** A reconcile that leaves nothing for a person to decide. */
    public Reconciliation(String environment, List<String> differences, List<String> changes, List<Residue> residue) {
        this(environment, differences, changes, residue, List.of());
    }

    /** Whether everything that it may close is closed. */
    public boolean succeeded() {
        return residue.isEmpty();
    }

    /** Whether nothing is left for a person to decide or to do. */
    public boolean resolved() {
        return residue.isEmpty() && unresolved.isEmpty();
    }
}
