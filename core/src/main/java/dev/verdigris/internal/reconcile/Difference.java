package dev.verdigris.internal.reconcile;

import dev.verdigris.model.Color;
import dev.verdigris.model.Target;
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
         * @param targets those that are missing
         */
        record Register(Set<Target> targets) implements Repair {}

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
