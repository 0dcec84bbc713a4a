package dev.verdigris.internal.world;

import dev.verdigris.hook.HttpProbe;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Http;
import dev.verdigris.port.InstanceAddresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The probes of a deployment, as a step asks them. Who has passed is lost with the process, and then asked again. */
public final class Probes {
    /** Asking may take that long in one poll; the others have their turn in the next one. */
    private static final Duration POLL = Duration.ofSeconds(15);

    private final Cloud cloud;
    private final Registered registered;
    private final Lookout lookout;
    private final Entrances entrances;
    private final Map<String, ProbeTally<InstanceId>> ofInstances = new HashMap<>();
    private final Map<String, ProbeTally<HttpProbe>> ofUrls = new HashMap<>();

    Probes(Cloud cloud, Environment environment, Registered registered, Lookout lookout) {
        this.entrances = new Entrances(cloud, environment);
        this.cloud = cloud;
        this.registered = registered;
        this.lookout = lookout;
    }

    /**
     * Somebody who has not passed a probe.
     *
     * @param instance who
     * @param found what is missing, in words
     */
    public record Failing(InstanceId instance, String found) {
        @Override
        public String toString() {
            return instance + " " + found;
        }
    }

    /**
     * Asks those of the instances that have not passed a probe, once each; that takes time, so what was seen of the world before
     * is stale. If all have passed, nothing is asked.
     *
     * @return those that still have not passed it
     */
    public List<Failing> ask(String name, List<InstanceId> instances) {
        HttpProbe probe = registered.probe(name);
        ProbeTally<InstanceId> tally = ofInstances.computeIfAbsent(name, any -> new ProbeTally<>());
        List<InstanceId> left = tally.left(instances, probe.successes());
        if (!left.isEmpty()) {
            lookout.forget();
            ask(probe, left.subList(0, Math.min(left.size(), most(probe))), tally);
        }
        List<Failing> failing = new ArrayList<>();
        for (InstanceId instance : tally.left(instances, probe.successes())) {
            failing.add(new Failing(instance, tally.missing(instance)));
        }
        return failing;
    }

    private static int most(HttpProbe probe) {
        return probe.concurrency() * (int) Math.max(1, POLL.dividedBy(probe.timeout()));
    }

    private void ask(HttpProbe probe, List<InstanceId> instances, ProbeTally<InstanceId> tally) {
        Map<InstanceId, String> addresses = addresses().of(new LinkedHashSet<>(instances));
        List<InstanceId> reached = new ArrayList<>();
        List<Http.Request> requests = new ArrayList<>();
        for (InstanceId instance : instances) {
            String address = addresses.get(instance);
            if (address == null) {
                tally.answered(instance, "has no address");
            } else {
                reached.add(instance);
                requests.add(probe.request(address));
            }
        }
        List<Http.Answer> answers = http().get(requests, probe.concurrency());
        for (int i = 0; i < reached.size(); i++) {
            String complaint = probe.complaint(answers.get(i));
            String at = "(" + requests.get(i).uri() + ") ";
            tally.answered(reached.get(i), complaint == null ? null : at + complaint);
        }
    }

    /**
     * Asks a probe of a URL once, or through the load balancer by each way that leads to the environment. Returns what is
     * missing, in words; null if it has been passed.
     */
    public @Nullable String ask(String name) {
        HttpProbe probe = registered.urlProbe(name);
        ProbeTally<HttpProbe> tally = ofUrls.computeIfAbsent(name, url -> new ProbeTally<>());
        Set<HttpProbe> one = Set.of(probe);
        if (!tally.left(one, probe.successes()).isEmpty()) {
            lookout.forget();
            tally.answered(
                    probe, probe.ofLoadBalancer() ? throughBalancer(probe) : complaint(probe, probe.request("")));
        }
        return tally.left(one, probe.successes()).isEmpty() ? null : probe + " " + tally.missing(probe);
    }

    private @Nullable String throughBalancer(HttpProbe probe) {
        List<Http.Request> requests = entrances.requests(probe);
        if (requests.isEmpty()) {
            return "is taken by no listener and no rule any more";
        }
        for (Http.Request request : requests) {
            String complaint = complaint(probe, request);
            if (complaint != null) {
                String via = request.via() == null ? "" : " via " + request.via();
                return "(" + request.uri() + via + ") " + complaint;
            }
        }
        return null;
    }

    private @Nullable String complaint(HttpProbe probe, Http.Request request) {
        return probe.complaint(http().get(List.of(request), 1).get(0));
    }

    private InstanceAddresses addresses() {
        InstanceAddresses port = cloud.instanceAddresses();
        if (port == null) {
            throw missing("instanceAddresses");
        }
        return port;
    }

    private Http http() {
        Http port = cloud.http();
        if (port == null) {
            throw missing("http");
        }
        return port;
    }

    private static IllegalStateException missing(String port) {
        return new IllegalStateException("expected the port '" + port + "', by which the plan was made, found none");
    }
}
