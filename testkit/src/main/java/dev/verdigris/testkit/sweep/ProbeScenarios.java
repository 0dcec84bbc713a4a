package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Tolerance;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.ProbeAnswer;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/** Deployments that probe the new fleet, before it gets traffic and once it has all, and that replace one bad instance. */
final class ProbeScenarios {
    private static final Duration SICK = Duration.ofMinutes(7);
    private static final Duration SLOW = Duration.ofSeconds(270);

    private final Scenarios scenarios;
    private final Environment environment;

    private ProbeScenarios(Scenarios scenarios) {
        this.scenarios = scenarios;
        this.environment = scenarios.environment();
    }

    static List<Scenario> of(Scenarios scenarios) {
        return new ProbeScenarios(scenarios).all();
    }

    private List<Scenario> all() {
        Policy twice = scenarios.deployment().policy().withReplacements(2);
        Policy missing = scenarios
                .deployment()
                .policy()
                .withTolerance(Tolerance.percent(40))
                .withReplacements(0);
        Deployment letting = scenarios.letting();
        return List.of(
                deploy("deploy with probes, letting the old fleet go", scenarios::serving, letting)
                        .withFacade(cloud -> probing(cloud, HttpProbe.loadBalancer("beta.example.com", "/health"))),
                deploy("deploy with probes that pass late", seed -> late(scenarios.warm(seed)), scenarios.deployment())
                        .withFacade(ProbeScenarios::probing),
                deploy(
                                "deploy with an instance that fails a probe",
                                seed -> answering(scenarios.stale(seed), ProbeAnswer.of(500, "no database")),
                                letting)
                        .withFacade(ProbeScenarios::probing),
                deploy("deploy with an unhealthy instance", seed -> sick(scenarios.serving(seed), 1), letting),
                deploy(
                        "deploy with an unhealthy instance that may be missing",
                        seed -> slow(scenarios.serving(seed)),
                        scenarios.deployment().withPolicy(missing)),
                deploy(
                                "deploy with an instance that says it is not well",
                                seed -> answering(
                                        scenarios.serving(seed), ProbeAnswer.of(200, "{\"status\":\"degraded\"}")),
                                letting)
                        .withFacade(ProbeScenarios::probing),
                deploy(
                        "deploy with an unhealthy instance and an unhealthy one in its place",
                        seed -> sick(sick(scenarios.serving(seed), 2), 4),
                        scenarios.deployment().withPolicy(twice)));
    }

    private Scenario deploy(String name, LongFunction<SimulatedCloud> world, Deployment deployment) {
        return Scenario.of(name, environment, world, on -> on.deploy(deployment));
    }

    private static BlueGreen.Builder probing(Cloud cloud) {
        return probing(cloud, HttpProbe.url("http://main/health"));
    }

    private static BlueGreen.Builder probing(Cloud cloud, HttpProbe users) {
        return BlueGreen.builder(cloud)
                .probe("health", ProbeRules.asked(HttpProbe.http(8080, "/health")))
                .probe("users", ProbeRules.asked(users).withSuccesses(2));
    }

    /** The applications warm up for a while once they run. */
    private static SimulatedCloud late(SimulatedCloud cloud) {
        cloud.probes()
                .answer(instance -> instance.age().compareTo(Duration.ofMinutes(1)) < 0
                        ? ProbeAnswer.of(503, "warming up")
                        : ProbeAnswer.usual(instance));
        return cloud;
    }

    /** The second new instance is healthy, and its application is not well. */
    private SimulatedCloud answering(SimulatedCloud cloud, ProbeAnswer answer) {
        InstanceId second = cloud.group(environment, Color.GREEN).idOf(2);
        cloud.probes().answer(instance -> instance.id().equals(second) ? answer : ProbeAnswer.usual(instance));
        return cloud;
    }

    /** The second new instance boots for longer than anybody waits for all, and is well when all is looked at in the end. */
    private SimulatedCloud slow(SimulatedCloud cloud) {
        cloud.group(environment, Color.GREEN).afflict(2, InstanceFault.slowBoot(SLOW));
        return cloud;
    }

    /**
     * It is unhealthy for longer than it is waited for; then it is well, so that the fleet is whole at the end where somebody
     * else has taken it out of what is waited for, and has put it back.
     */
    private SimulatedCloud sick(SimulatedCloud cloud, int number) {
        SimulatedGroup green = cloud.group(environment, Color.GREEN);
        green.afflict(number, InstanceFault.neverHealthy());
        for (int minute = 1; minute <= 60; minute++) {
            cloud.after(
                    Duration.ofMinutes(minute),
                    () -> green.instances().stream()
                            .filter(member -> member.id().equals(green.idOf(number)))
                            .filter(member -> member.age().compareTo(SICK) >= 0)
                            .forEach(SimulatedInstance::heal));
        }
        return cloud;
    }
}
