package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.rollout.Rollout;
import dev.verdigris.rollout.RolloutResult;
import dev.verdigris.rollout.Rollouts;
import dev.verdigris.rollout.Wave;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two regions, and the four environments of a rollout in them: one, then one in each region, then one. */
final class RolloutWorld {
    static final Environment FIRST = Environment.of("first");
    static final Environment HERE = Environment.of("here");
    static final Environment THERE = Environment.of("there");
    static final Environment LAST = Environment.of("last");

    private static final Duration SOAK = Duration.ofMinutes(10);
    private static final Policy POLICY = Policy.defaults().withReplacements(0);

    private final SimulatedCloud here;
    private final SimulatedCloud there;
    private final boolean goesBack;
    private final boolean leasesExpire;
    private int ids;

    RolloutWorld(RolloutScenario scenario, boolean leasesExpire) {
        this.here = cloud(leasesExpire, FIRST, HERE);
        this.there = cloud(leasesExpire, THERE, LAST);
        this.goesBack = scenario.goesBack();
        this.leasesExpire = leasesExpire;
        scenario.prepare(this);
    }

    private static SimulatedCloud cloud(boolean leasesExpire, Environment... environments) {
        SimulatedCloud.Builder builder =
                SimulatedCloud.builder().leasesExpire(leasesExpire).requestsPerSecond(1);
        for (Environment environment : environments) {
            builder.serving(environment, 1);
        }
        return builder.build();
    }

    SimulatedCloud there() {
        return there;
    }

    List<SimulatedCloud> clouds() {
        return List.of(here, there);
    }

    /** Runs the rollout in a process, which may be killed. */
    RolloutResult run(String process, @Nullable RolloutFault fault) {
        BlueGreen blueGreen = facade(here, process);
        BlueGreen elsewhere = facade(there, process);
        Rollout rollout = Rollout.of("v2")
                .withWave(Wave.of("first").with(blueGreen, deployment(FIRST)).withSoak(SOAK))
                .withWave(Wave.of("second").with(blueGreen, deployment(HERE)).with(elsewhere, deployment(THERE)))
                .withWave(Wave.of("third").with(elsewhere, deployment(LAST)))
                .withGoBack(goesBack);
        if (fault != null) {
            clouds().forEach(cloud -> cloud.install(fault));
        }
        try {
            return Rollouts.builder(Runnable::run)
                    .time(here.ports().time())
                    .takeOver(!leasesExpire)
                    .build()
                    .run(rollout);
        } finally {
            clouds().forEach(cloud -> {
                if (fault != null) {
                    cloud.remove(fault);
                }
            });
            // What one process was interrupted by is nothing to the next one, which has the same thread.
            Thread.interrupted();
        }
    }

    private static Deployment deployment(Environment environment) {
        return Deployment.of(environment).withPolicy(POLICY);
    }

    private BlueGreen facade(SimulatedCloud cloud, String process) {
        return BlueGreen.builder(cloud.ports())
                .holder(process)
                .lease(ProcessRunner.LEASE)
                .ids(() -> "d" + ++ids)
                .build();
    }

    /** Each environment as it is now. */
    Map<Environment, EndState> look() {
        Map<Environment, EndState> states = new LinkedHashMap<>();
        for (SimulatedCloud cloud : clouds()) {
            BlueGreen looking = facade(cloud, "looking");
            cloud.environments()
                    .forEach(each -> states.put(each, EndState.of(cloud, each, looking.inProgress(each) != null)));
        }
        return states;
    }

    /** The environments that the rollout has deployed more than once, or begun under one id twice. */
    List<String> twice() {
        List<String> problems = new ArrayList<>();
        for (SimulatedCloud cloud : clouds()) {
            for (Environment environment : cloud.environments()) {
                List<EndedDeployment> history = facade(cloud, "looking").history(environment);
                long deployed = history.stream()
                        .filter(ended -> ended.verb().equals("deploy"))
                        .filter(ended -> ended.ending() == EndedDeployment.Ending.SUCCEEDED)
                        .count();
                long ids = history.stream().map(EndedDeployment::id).distinct().count();
                if (deployed > 1 || ids < history.size()) {
                    problems.add(Invariant.ONCE.broken(environment.name() + " was deployed twice: " + history));
                }
            }
        }
        return problems;
    }

    /** How many requests were answered by nobody. */
    long lost() {
        return clouds().stream().mapToLong(cloud -> cloud.traffic().failed()).sum();
    }

    void quiesce() {
        clouds().forEach(cloud -> cloud.pass(Duration.ofMinutes(10)));
    }
}
