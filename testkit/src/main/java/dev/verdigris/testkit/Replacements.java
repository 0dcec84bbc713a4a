package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Members that make way: others go into service first, and only then they end, so that the group holds more meanwhile.
 */
final class Replacements {
    private final GroupState state;
    private final Terminator terminator;
    private final Predicate<SimulatedInstance> ready;
    private final Set<SimulatedInstance> outgoing = new LinkedHashSet<>(0);

    /** @param ready whether a member serves well enough for another one to end */
    Replacements(GroupState state, Terminator terminator, Predicate<SimulatedInstance> ready) {
        this.state = state;
        this.terminator = terminator;
        this.ready = ready;
    }

    void add(SimulatedInstance instance) {
        outgoing.add(instance);
    }

    /** Nobody makes way any more. */
    void clear() {
        outgoing.clear();
    }

    /** What those that make way count for. */
    int units() {
        int units = 0;
        for (SimulatedInstance instance : outgoing) {
            units += instance.weight();
        }
        return units;
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
            units += ready.test(member) ? member.weight() : 0;
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
