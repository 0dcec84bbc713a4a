package dev.verdigris.outcome;

import java.util.List;

/**
 * What a reconcile found and did.
 *
 * @param environment the name of the environment
 * @param differences what was not as it should be, in words; also what it may not act on
 * @param changes what it changed, in words; empty in a dry run
 * @param residue what it would have changed and could not
 */
public record Reconciliation(
        String environment, List<String> differences, List<String> changes, List<Residue> residue) {

    /** Copies the lists. */
    public Reconciliation {
        differences = List.copyOf(differences);
        changes = List.copyOf(changes);
        residue = List.copyOf(residue);
    }

    /** Whether everything that it may close is closed. */
    public boolean succeeded() {
        return residue.isEmpty();
    }
}
