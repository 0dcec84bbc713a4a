package dev.verdigris.internal.reconcile;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be.
 *
 * @param what what is, and what should be
 * @param remedy what a person does about it
 * @param repair what closes it; null if that is not for a program to decide
 */
public record Difference(
        String what, String remedy, @Nullable Repair repair) {

    /** Members of the fleet that serves are not registered. */
    static Difference missing(GroupName group, Set<Target> targets) {
        long members = targets.stream().map(Target::instance).distinct().count();
        return new Difference(
                Words.count((int) members, "member") + " of " + group + " in service and not registered: "
                        + Words.list(targets),
                "register what is missing",
                new Repair.Register(group, targets));
    }

    /** Whether it is for a person to close. */
    boolean unresolved() {
        return repair == null;
    }

    /** What of this a later look shows too; null if it does not. Of members that are missing, each counts for itself. */
    @Nullable
    Difference in(List<Difference> later) {
        for (Difference other : later) {
            if (equals(other)) {
                return other;
            }
            if (repair instanceof Repair.Register mine
                    && other.repair instanceof Repair.Register theirs
                    && mine.group().equals(theirs.group())) {
                Set<Target> both = new LinkedHashSet<>(mine.targets());
                both.retainAll(theirs.targets());
                return both.isEmpty() ? null : missing(mine.group(), both);
            }
        }
        return null;
    }

    /** What closes a difference. */
    public sealed interface Repair {

        /**
         * Records the color that traffic reaches.
         *
         * @param color the color
         */
        record RecordColor(Color color) implements Repair {}

        /**
         * Registers members of the fleet that serves.
         *
         * @param group its group
         * @param targets those that are missing
         */
        record Register(GroupName group, Set<Target> targets) implements Repair {}

        /**
         * Deregisters the targets of the color that should not serve.
         *
         * @param color that color
         * @param floor how many healthy instances must remain
         */
        record Deregister(Color color, int floor) implements Repair {}

        /**
         * Gives a fleet the minimum that its role has, or that holds it.
         *
         * @param color the fleet's color
         * @param min its minimum size
         */
        record SetMin(Color color, int min) implements Repair {}
    }
}
