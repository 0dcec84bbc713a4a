package dev.verdigris.internal.step;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be.
 *
 * @param what what is, and what should be
 * @param remedy what a person does about it
 * @param repair what closes it; null if that is not for a program to decide
 * @param told whether it is only told, since nobody needs to do anything about it
 * @param preflight whether the preflight of a deployment finds it, too
 */
public record Difference(
        String what, String remedy, @Nullable Repair repair, boolean told, boolean preflight) {

    /** Something that a program closes. */
    public static Difference closedBy(String what, String remedy, Repair repair) {
        return new Difference(what, remedy, repair, false, false);
    }

    /** Something for a person to decide. */
    public static Difference report(String what, String remedy) {
        return new Difference(what, remedy, null, false, false);
    }

    /** Something that is so for a while, or on purpose. */
    public static Difference told(String what, String remedy) {
        return new Difference(what, remedy, null, true, false);
    }

    /** This difference, as one that the preflight of a deployment finds, too. */
    public Difference inPreflight() {
        return new Difference(what, remedy, repair, told, true);
    }

    /** Whether a person must close this difference. */
    public boolean unresolved() {
        return repair == null && !told;
    }

    /** How long it is tried to close this difference. */
    public Duration patience() {
        return repair == null ? Duration.ZERO : repair.patience();
    }

    /** The part of this difference that a later look shows too; null if it does not. */
    public @Nullable Difference in(List<Difference> later) {
        for (Difference other : later) {
            if (equals(other)) {
                return other;
            }
            Difference common = repair == null || other.repair == null ? null : repair.common(other.repair);
            if (common != null) {
                return common;
            }
        }
        return null;
    }
}
