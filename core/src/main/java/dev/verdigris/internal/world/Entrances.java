package dev.verdigris.internal.world;

import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.internal.plan.RequiredPort;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Http;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Entrance;
import dev.verdigris.report.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways by which requests of users come to an environment, as a probe through the load balancer goes them.
 *
 * @param cloud the ports
 * @param environment where they lead
 */
public record Entrances(Cloud cloud, Environment environment) {

    /** The listeners and rules that forward to a target group of the environment, read now. */
    private List<Entrance> all() {
        Listeners listeners =
                RequiredPort.of(cloud.listeners(), "listeners", "by which a load balancer is found to probe");
        return listeners.entrances(Set.copyOf(environment.traffic().targetGroups()));
    }

    /** The requests that ask a probe: by each way that takes it. */
    List<Http.Request> requests(HttpProbe probe) {
        return requests(probe, all());
    }

    private static List<Http.Request> requests(HttpProbe probe, List<Entrance> entrances) {
        return entrances.stream()
                .map(probe::request)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /**
     * What keeps a probe through the load balancer from being asked; null if nothing does.
     *
     * @param name the name that it is registered under
     * @throws RefusedException if the cloud has no port to find out by
     */
    public @Nullable Finding obstacle(String name, HttpProbe probe) {
        List<Entrance> entrances = all();
        List<Http.Request> requests = requests(probe, entrances);
        if (requests.isEmpty()) {
            return new Finding(
                    "expected a listener or a rule that forwards to " + environment.name() + " and takes the probe '"
                            + name + "', found "
                            + (entrances.isEmpty() ? "none that forwards there" : Words.list(entrances)),
                    "probe a host and a path that one of them takes, or probe a URL");
        }
        return requests.stream()
                .filter(Entrances::unnamed)
                .findFirst()
                .map(request -> new Finding(
                        "expected the probe '" + name + "' to say what the certificate at " + request.uri()
                                + " is for, found a name of the load balancer, for which none is",
                        "name the host that users name; or HttpProbe.withServerName, or withAnyCertificate"))
                .orElse(null);
    }

    /** Whether the certificate must be for the DNS name of the load balancer, of which AWS issues none to anybody. */
    private static boolean unnamed(Http.Request request) {
        return request.via() == null
                && "https".equals(request.uri().getScheme())
                && request.trust() instanceof Http.Trust.Host;
    }
}
