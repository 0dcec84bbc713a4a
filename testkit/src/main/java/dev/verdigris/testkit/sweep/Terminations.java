package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Lifecycle;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Watches, event by event, which members a fleet ends because one of our changes has lowered its desired capacity. What
 * somebody else's change makes it end, or chance, is not ours.
 */
final class Terminations {
    private final SimulatedGroup group;
    private final Consumer<String> ended;
    private final List<SimulatedInstance> atRisk = new ArrayList<>();
    private int desired;
    private String why = "";

    /**
     * @param group the fleet
     * @param ended told of each instance that ended and must not have
     */
    Terminations(SimulatedGroup group, Consumer<String> ended) {
        this.group = group;
        this.ended = ended;
        this.desired = group.size().desired();
    }

    /**
     * A change of ours has lowered the desired capacity.
     *
     * @param kept the members that it must not end; none if the other color serves in full
     * @param because why not, for people
     */
    void lowered(List<SimulatedInstance> kept, String because) {
        desired = group.size().desired();
        why = because;
        atRisk.clear();
        for (SimulatedInstance member : kept) {
            if (member.lifecycle() == Lifecycle.IN_SERVICE) {
                atRisk.add(member);
            }
        }
    }

    /** Something has happened in the world. */
    void look() {
        int now = group.size().desired();
        if (now != desired) {
            desired = now;
            atRisk.clear();
        }
        if (atRisk.isEmpty()) {
            return;
        }
        atRisk.removeIf(this::hasEnded);
        if (active() <= desired) {
            atRisk.clear();
        }
    }

    private boolean hasEnded(SimulatedInstance member) {
        if (member.lifecycle() == Lifecycle.IN_SERVICE) {
            return false;
        }
        if (member.lifecycle() != Lifecycle.STANDBY) {
            ended.accept(member.id() + " of " + group.name() + " is terminated by it: " + why);
        }
        return true;
    }

    /** How much it has, in the units that its size counts. */
    private int active() {
        int active = 0;
        for (SimulatedInstance member : group.instances()) {
            Lifecycle lifecycle = member.lifecycle();
            active += lifecycle == Lifecycle.PENDING || lifecycle == Lifecycle.IN_SERVICE ? member.weight() : 0;
        }
        return active;
    }
}
