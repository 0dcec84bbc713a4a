package dev.verdigris.testkit;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Http;
import dev.verdigris.port.InstanceAddresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The probes of a simulated cloud. An instance is reached by its id, once it runs, and whatever it answers it answers on
 * every port and path. What users reach is at a URL whose host is the name of a load balancer, and on whose port that
 * listens: one of those instances answers that its first rule whose path pattern the path matches sends requests to, else its
 * default action.
 *
 * <p>As many requests as are to be sent at the same time take each the time of its own, so that a slow one holds back
 * nobody but those who wait for its turn to end. One that takes longer than its time-out is given up then.
 */
public final class SimulatedProbes {
    private final World world;
    private final SimulatedCloud cloud;
    private final LoadBalancing balancing;
    private Function<SimulatedInstance, ProbeAnswer> script = ProbeAnswer::usual;
    private final List<String> asked = new ArrayList<>();
    private int mostAtOnce;

    SimulatedProbes(World world, SimulatedCloud cloud, LoadBalancing balancing) {
        this.world = world;
        this.cloud = cloud;
        this.balancing = balancing;
    }

    /**
     * Says how each instance answers from now on, by its version, its age, or what else there is to it; by default as
     * {@link ProbeAnswer#usual} says.
     */
    public void answer(Function<SimulatedInstance, ProbeAnswer> answers) {
        script = answers;
    }

    /** Says how the instances of one version answer from now on; the others go on as they do. */
    public void answer(String version, ProbeAnswer answer) {
        Function<SimulatedInstance, ProbeAnswer> others = script;
        script = instance -> instance.version().equals(version) && instance.answers() ? answer : others.apply(instance);
    }

    /** The hosts that were asked so far, instances by their ids, in that order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How many were asked at the same time at most, so far. */
    public int mostAtOnce() {
        return mostAtOnce;
    }

    InstanceAddresses addresses(Seam seam) {
        return instances -> seam.read(Operations.DESCRIBE_INSTANCES, instances, () -> addresses(instances));
    }

    private Map<InstanceId, String> addresses(Set<InstanceId> instances) {
        Map<InstanceId, String> addresses = new HashMap<>();
        for (InstanceId id : instances) {
            SimulatedInstance instance = cloud.find(id);
            if (instance != null && instance.power() == SimulatedInstance.Power.RUNNING) {
                addresses.put(id, id.value());
            }
        }
        return addresses;
    }

    Http http(Seam seam) {
        return (requests, concurrency) ->
                seam.read(Operations.PROBE, requests, () -> answers(requests, new long[concurrency]));
    }

    /** @param lanes when each that is to be under way at the same time is free again */
    private List<Http.Answer> answers(List<Http.Request> requests, long[] lanes) {
        Arrays.fill(lanes, world.now());
        List<Http.Answer> answers = new ArrayList<>();
        for (Http.Request request : requests) {
            Arrays.sort(lanes);
            world.pass(Math.max(0, lanes[0] - world.now()));
            ProbeAnswer answer = answer(request);
            boolean late = answer.takes().compareTo(request.timeout()) > 0;
            Duration takes = late ? request.timeout() : answer.takes();
            lanes[0] = world.now() + takes.toNanos();
            mostAtOnce = Math.max(mostAtOnce, underWay(lanes));
            answers.add(answer(answer, late ? "gave no answer within " + request.timeout() : answer.trouble()));
        }
        Arrays.sort(lanes);
        world.pass(Math.max(0, lanes[lanes.length - 1] - world.now()));
        return answers;
    }

    private int underWay(long[] lanes) {
        int underWay = 0;
        for (long free : lanes) {
            underWay += free > world.now() ? 1 : 0;
        }
        return underWay;
    }

    private static Http.Answer answer(ProbeAnswer answer, @Nullable String trouble) {
        return trouble == null
                ? new Http.Answer.Response(answer.status(), answer.body())
                : new Http.Answer.Nothing(trouble);
    }

    private ProbeAnswer answer(Http.Request request) {
        String host = request.via() == null ? request.uri().getHost() : request.via();
        asked.add(host);
        if (host.startsWith("i-")) {
            SimulatedInstance instance = cloud.find(new InstanceId(host));
            return instance == null ? ProbeAnswer.never() : script.apply(instance);
        }
        int port = request.uri().getPort();
        int usual = request.uri().getScheme().equals("https") ? 443 : 80;
        return balancing.balancer(host).listeners().stream()
                .filter(listener -> listener.port() == (port < 0 ? usual : port))
                .findFirst()
                .map(listener -> throughRoute(listener.taking(request.uri())))
                .orElse(ProbeAnswer.refused());
    }

    private ProbeAnswer throughRoute(@Nullable Route route) {
        if (route == null) {
            return ProbeAnswer.of(503, "Service Temporarily Unavailable");
        }
        double chosen = world.random().nextDouble();
        for (SimulatedTargetGroup group : balancing.targetGroups()) {
            chosen -= route.part(group);
            if (chosen < 0) {
                return throughGroup(group);
            }
        }
        return ProbeAnswer.of(503, "Service Temporarily Unavailable");
    }

    private ProbeAnswer throughGroup(SimulatedTargetGroup group) {
        List<SimulatedInstance> routed = routed(group);
        if (routed.isEmpty()) {
            return ProbeAnswer.of(503, "Service Temporarily Unavailable");
        }
        ProbeAnswer answer = script.apply(routed.get(world.random().nextInt(routed.size())));
        return answer.trouble() == null ? answer : ProbeAnswer.of(502, "Bad Gateway");
    }

    /** Healthy ones; where there is none, all that do not drain. */
    private List<SimulatedInstance> routed(SimulatedTargetGroup group) {
        List<TargetHealth> targets = group.targets();
        boolean failOpen = targets.stream().noneMatch(TargetHealth::healthy);
        return targets.stream()
                .filter(target -> failOpen ? target.state() != TargetHealth.State.DRAINING : target.healthy())
                .map(target -> cloud.find(target.target().instance()))
                .filter(Objects::nonNull)
                .toList();
    }
}
