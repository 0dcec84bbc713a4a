package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Members that make way: others go into service first, and only then they end, so that the group holds more meanwhile.
 */
final class Replacements {
    private final GroupState state;
    private final Terminator terminator;
    private final Set<SimulatedInstance> outgoing = new LinkedHashSet<>(0);

    Replacements(GroupState state, Terminator terminator) {
        this.state = state;
        this.terminator = terminator;
    }

    void add(SimulatedInstance instance) {
        outgoing.add(instance);
    }

    boolean isEmpty() {
        return outgoing.isEmpty();
    }

    boolean contains(SimulatedInstance instance) {
        return !outgoing.isEmpty() && outgoing.contains(instance);
    }

    /** Ends those without whom the desired capacity is in service. */
    void endCovered() {
        outgoing.removeIf(instance -> instance.lifecycle() != Lifecycle.IN_SERVICE);
        int units = 0;
        for (SimulatedInstance member : state.members()) {
            units += member.lifecycle() == Lifecycle.IN_SERVICE ? member.weight() : 0;
        }
        Iterator<SimulatedInstance> all = outgoing.iterator();
        while (all.hasNext() && !state.isSuspended("Terminate")) {
            SimulatedInstance next = all.next();
            if (units - next.weight() >= state.size().desired()) {
                units -= next.weight();
                all.remove();
                terminator.end(next);
            }
        }
    }
}
