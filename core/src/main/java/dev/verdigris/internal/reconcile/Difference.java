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
 * @param told whether it is only told, since nobody needs to do anything about it
 */
public record Difference(
        String what, String remedy, @Nullable Repair repair, boolean told) {

    Difference(String what, String remedy, Repair repair) {
        this(what, remedy, repair, false);
    }

    /** Something for a person to decide. */
    public static Difference report(String what, String remedy) {
        return new Difference(what, remedy, null, false);
    }

    /** Something that is so for a while, or on purpose. */
    static Difference told(String what, String remedy) {
        return new Difference(what, remedy, null, true);
    }

    /** Members of the fleet that serves are not registered. */
    static Difference missing(GroupName group, Set<Target> targets) {
        long members = targets.stream().map(Target::instance).distinct().count();
        return new Difference(
                Words.count((int) members, "member") + " of " + group + " in service and not registered: "
                        + Words.list(targets),
                "register what is missing",
                new Repair.Register(group, targets));
    }

    /** Members of the recorded color are in service while nobody is registered. */
    static Difference unseen(GroupName group, Set<Target> targets) {
        long members = targets.stream().map(Target::instance).distinct().count();
        return new Difference(
                "nobody is registered, and " + Words.count((int) members, "member") + " of " + group
                        + ", the recorded color, in service: " + Words.list(targets),
                "register them",
                new Repair.Serve(group, targets));
    }

    /** Members that their group ends are still registered. */
    static Difference leaving(GroupName group, Set<Target> targets) {
        return new Difference(
                "members of " + group + " on their way out are still registered: " + Words.list(targets),
                "deregister them, so that they drain",
                new Repair.Drain(group, targets));
    }

    /** For a person to close. */
    public boolean unresolved() {
        return repair == null && !told;
    }

    /** What of this a later look shows too; null if it does not. Each target that it is about counts for itself. */
    public @Nullable Difference in(List<Difference> later) {
        for (Difference other : later) {
            if (equals(other)) {
                return other;
            }
            if (repair instanceof Repair.OfTargets mine
                    && other.repair instanceof Repair.OfTargets theirs
                    && mine.getClass() == theirs.getClass()
                    && mine.group().equals(theirs.group())) {
                Set<Target> both = new LinkedHashSet<>(mine.targets());
                both.retainAll(theirs.targets());
                return both.isEmpty() ? null : mine.with(both);
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
        record WriteParameter(Color color) implements Repair {}

        /** About certain targets of a group. */
        sealed interface OfTargets extends Repair {

            /** The group whose members they are. */
            GroupName group();

            /** The targets. */
            Set<Target> targets();

            /** The same difference with other targets. */
            Difference with(Set<Target> targets);
        }

        /**
         * Registers members of the fleet that serves.
         *
         * @param group its group
         * @param targets those that are missing
         */
        record Register(GroupName group, Set<Target> targets) implements OfTargets {
            @Override
            public Difference with(Set<Target> others) {
                return missing(group, others);
            }
        }

        /**
         * Registers the members of the recorded color, since nobody serves, and sees whether they become healthy.
         *
         * @param group its group
         * @param targets its members
         */
        record Serve(GroupName group, Set<Target> targets) implements OfTargets {
            @Override
            public Difference with(Set<Target> others) {
                return unseen(group, others);
            }
        }

        /**
         * Deregisters members that their group ends.
         *
         * @param group the group
         * @param targets those that are still registered
         */
        record Drain(GroupName group, Set<Target> targets) implements OfTargets {
            @Override
            public Difference with(Set<Target> others) {
                return leaving(group, others);
            }
        }

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
