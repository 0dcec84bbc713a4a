package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;
import java.util.ArrayDeque;
import java.util.Deque;

/** An instance refresh: replaces the members of a group one after the other. */
final class Refresh {
    private final GroupState state;
    private final Terminator terminator;
    private final Replacements replacements;
    private final Deque<SimulatedInstance> left = new ArrayDeque<>();

    Refresh(GroupState state, Terminator terminator, Replacements replacements) {
        this.state = state;
        this.terminator = terminator;
        this.replacements = replacements;
        this.left.addAll(state.members());
    }

    boolean isOver() {
        return left.isEmpty();
    }

    /** Replaces the next one, if the group has all that it desires; answers whether it did. */
    boolean step() {
        if (state.isSuspended("InstanceRefresh")
                || state.isSuspended("Launch")
                || state.isSuspended("Terminate")
                || !replacements.isEmpty()
                || !isComplete()) {
            return false;
        }
        while (!left.isEmpty()) {
            SimulatedInstance next = left.removeFirst();
            if (next.lifecycle() == Lifecycle.IN_SERVICE && !next.isProtected()) {
                replace(next);
                return true;
            }
        }
        return false;
    }

    private void replace(SimulatedInstance instance) {
        if (state.launchesFirst()) {
            replacements.add(instance);
        } else {
            terminator.end(instance);
        }
    }

    private boolean isComplete() {
        int units = 0;
        for (SimulatedInstance member : state.members()) {
            units += member.lifecycle() == Lifecycle.IN_SERVICE ? member.weight() : 0;
        }
        return units >= state.size().desired();
    }
}
