package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.TrafficReport;
import java.util.List;

/**
 * Holds what the simulated cloud shows against what became of the requests. Where instances of either color answered them
 * and nobody was ever shown to get any, an input is missing, and what the invariants found, or did not, is worth nothing.
 * While a change is on its way to the nodes of the load balancer, it proves nothing: some answer by what was before.
 */
final class Witness {
    private final SimulatedCloud cloud;
    private final Environment environment;
    /** How many requests they had answered when nobody was shown for the first time; less than 0 where that proves nothing. */
    private long answered = -1;
    /** Whether somebody was shown. */
    private boolean sent;

    Witness(SimulatedCloud cloud, Environment environment) {
        this.cloud = cloud;
        this.environment = environment;
    }

    /** The cloud was looked at. */
    void shown(WorldNow world) {
        sent |= world.sends();
        if (!sent && (answered < 0 || isPropagating())) {
            answered = isPropagating() ? -1 : answered();
        }
    }

    /** What is missing, in words; empty if nothing is. */
    List<String> missing() {
        return !sent && answered >= 0 && answered() > answered
                ? List.of(cloud.elapsed() + " "
                        + Invariant.CANNOT_TELL.broken("who gets requests: the fleets of " + environment.name()
                                + " answered some, and nobody was shown to get any"))
                : List.of();
    }

    private boolean isPropagating() {
        return cloud.listeners(environment).stream().anyMatch(SimulatedListener::isPropagating);
    }

    private long answered() {
        long answered = 0;
        for (SimulatedListener listener : cloud.listeners(environment)) {
            TrafficReport traffic = listener.traffic();
            for (Color color : Color.values()) {
                answered += traffic.byGroup().getOrDefault(environment.group(color), 0L);
            }
        }
        return answered;
    }
}
