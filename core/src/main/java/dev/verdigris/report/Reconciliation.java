package dev.verdigris.report;

import java.util.List;

/**
 * The result of a reconcile: what it found and did. Immutable.
 *
 * <p>{@code BlueGreen} makes it, also on the testkit's {@code SimulatedCloud}, which is how a test gets one. Facts may
 * be added in a later version: implement it in tests only.
 */
public interface Reconciliation {

    /** The name of the environment. */
    String environment();

    /** The differences from how everything should be, in words; also those that it may not act on. */
    List<String> differences();

    /** The changes that it made, in words; empty in a dry run. */
    List<String> changes();

    /** The residue: what it would have changed and could not. */
    List<Residue> residue();

    /** The findings that it may not close, since a person must decide, each with what to do about it. */
    List<Finding> unresolved();

    /** Whether everything that it may close is closed. */
    default boolean succeeded() {
        return residue().isEmpty();
    }

    /** Whether nothing is left for a person to decide or to do. */
    default boolean resolved() {
        return residue().isEmpty() && unresolved().isEmpty();
    }
}
