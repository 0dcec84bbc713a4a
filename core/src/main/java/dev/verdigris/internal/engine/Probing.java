package dev.verdigris.internal.engine;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.StandIn;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.world.Entrances;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the probes of a request can be asked here. Only a deployment asks any.
 *
 * @param cloud the ports
 * @param registered the probes, by name
 */
record Probing(Cloud cloud, Registered registered) {

    /**
     * Refuses probes that nothing could ask.
     *
     * @throws RefusedException naming the ports that are missing
     */
    void require(Request request, Participants names) {
        if (Verb.of(request).renews()) {
            refuse(missing(names));
        }
    }

    private List<Finding> missing(Participants names) {
        boolean ofInstances = !names.of(Kind.PROBE).isEmpty();
        List<String> ofUsers = names.of(Kind.URL_PROBE);
        List<Finding> missing = new ArrayList<>();
        if (ofInstances && cloud.instanceAddresses() == null) {
            missing.add(new Finding(
                    "expected a port to find the addresses of instances by, which are to be probed, found none",
                    "give the cloud its addresses: Cloud.Builder.instanceAddresses"));
        }
        if (cloud.listeners() == null && ofUsers.stream().anyMatch(this::ofLoadBalancer)) {
            missing.add(new Finding(
                    "expected a port to find the load balancer by, which is to be probed, found none",
                    "give the cloud its listeners: Cloud.Builder.listeners"));
        }
        if ((ofInstances || !ofUsers.isEmpty()) && cloud.http() == null) {
            missing.add(new Finding(
                    "expected a port to ask probes by, found none",
                    "give the cloud its requests over HTTP: Cloud.Builder.http"));
        }
        return missing;
    }

    private boolean ofLoadBalancer(String name) {
        return registered.urlProbe(name).ofLoadBalancer();
    }

    /**
     * Refuses what {@link #require} does, and probes through the load balancer that no listener and no rule would take: for
     * what has not begun.
     *
     * @throws RefusedException naming them
     * @throws PortException if that could not be found out
     */
    void requireTaken(Request request, Participants names) {
        require(request, names);
        if (!Verb.of(request).renews()) {
            return;
        }
        Entrances entrances = new Entrances(cloud, StandIn.environment(request));
        List<Finding> obstacles = new ArrayList<>();
        for (String name : names.of(Kind.URL_PROBE)) {
            Finding obstacle = ofLoadBalancer(name) ? entrances.obstacle(name, registered.urlProbe(name)) : null;
            if (obstacle != null) {
                obstacles.add(obstacle);
            }
        }
        refuse(obstacles);
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }
}
