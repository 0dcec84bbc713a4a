package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that can be done with an environment whose traffic moves by registration, to be swept: deployments over an
 * empty, a warm and no fleet, of few and of many instances, a rollback and a cleanup.
 */
public final class Registrations {
    static final Environment BETA = Environment.of("beta");
    static final Policy POLICY = Policy.defaults().withPollInterval(Duration.ofSeconds(10));

    private static final Latencies LATENCIES = Latencies.instant()
            .withLaunch(Latency.exactly(Duration.ofSeconds(8)))
            .withTermination(Latency.exactly(Duration.ofSeconds(4)))
            .withNotice(Latency.exactly(Duration.ofSeconds(6)))
            .withForgetting(Latency.exactly(Duration.ofSeconds(3)));

    private final boolean leasesExpire;

    /** With records as DynamoDB and S3 keep them, or as Parameter Store does. */
    public Registrations(boolean leasesExpire) {
        this.leasesExpire = leasesExpire;
    }

    static Deployment deployment() {
        return Deployment.of(BETA).withPolicy(POLICY);
    }

    private SimulatedCloud.Builder world(long seed) {
        return SimulatedCloud.builder()
                .seed(seed)
                .latencies(LATENCIES)
                .leasesExpire(leasesExpire)
                .healthCheck(HealthCheck.every(Duration.ofSeconds(5)))
                .deregistrationDelay(Duration.ofSeconds(20));
    }

    /** Blue serves with 3 of 2 to 10. */
    SimulatedCloud serving(long seed) {
        return world(seed).serving(BETA, new GroupSize(2, 10, 3)).build();
    }

    private SimulatedCloud many(long seed) {
        return world(seed).serving(BETA, new GroupSize(30, 90, 45)).build();
    }

    /** Green serves, and blue is kept warm. */
    SimulatedCloud warm(long seed) {
        SimulatedCloud cloud = serving(seed);
        cloud.group(BETA, Color.GREEN).setBounds(new GroupSize(1, 10, 1));
        cloud.pass(Duration.ofMinutes(1));
        BlueGreen earlier = BlueGreen.builder(cloud.ports()).holder("earlier").build();
        earlier.deploy(deployment()).orThrow();
        cloud.pass(Duration.ofMinutes(2));
        return cloud;
    }

    /** Green serves, and the deployment that brought it there was killed as a step of its finalization began. */
    private SimulatedCloud finalizing(long seed, String step) {
        SimulatedCloud cloud = serving(seed);
        BlueGreen earlier = BlueGreen.builder(cloud.ports())
                .holder("earlier")
                .listener(event -> {
                    if (event instanceof Event.StepStarted started
                            && started.step().id().equals(step)) {
                        throw new ProcessKilled();
                    }
                })
                .build();
        try {
            earlier.deploy(deployment());
        } catch (ProcessKilled killed) {
            return cloud;
        }
        throw new IllegalStateException("expected a step " + step + ", found none");
    }

    /** Nothing runs. */
    private SimulatedCloud empty(long seed) {
        SimulatedCloud cloud = serving(seed);
        cloud.group(BETA, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
        cloud.pass(Duration.ofMinutes(5));
        return cloud;
    }

    /** Blue serves, and the account holds something. */
    private SimulatedCloud holding(long seed, Account account) {
        SimulatedCloud cloud = serving(seed);
        account.hold(cloud, BETA);
        return cloud;
    }

    /** Reads show the world as it was up to five seconds ago. */
    private SimulatedCloud stale(long seed) {
        return world(seed)
                .staleReads(Duration.ofSeconds(5))
                .serving(BETA, new GroupSize(2, 10, 3))
                .build();
    }

    Scenario deploy() {
        return Scenario.of("deploy", BETA, this::serving, on -> on.deploy(deployment()));
    }

    /** All of them. */
    public List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(plain());
        all.addAll(accounts());
        return all;
    }

    /** In an account that holds nothing else. */
    List<Scenario> plain() {
        Deployment more = deployment().withCapacity(5);
        Rollback rollback = Rollback.of(BETA).withPolicy(POLICY);
        Cleanup cleanup = Cleanup.of(BETA).withPolicy(POLICY);
        return List.of(
                deploy(),
                Scenario.of("deploy, letting the old fleet go", BETA, this::serving, on -> on.deploy(letting())),
                Scenario.of("deploy over a warm fleet", BETA, this::warm, on -> on.deploy(deployment())),
                Scenario.of("deploy more than there was", BETA, this::serving, on -> on.deploy(more)),
                Scenario.of(
                        "first deployment",
                        BETA,
                        this::empty,
                        on -> on.deploy(deployment().withCapacity(3))),
                Scenario.of("rollback", BETA, this::warm, on -> on.rollback(rollback)),
                Scenario.of(
                        "rollback that takes over while the old fleet drains",
                        BETA,
                        seed -> finalizing(seed, "await-drained"),
                        on -> on.rollback(rollback)),
                Scenario.of(
                        "rollback that takes over before the new color is recorded",
                        BETA,
                        seed -> finalizing(seed, "write-parameter"),
                        on -> on.rollback(rollback)),
                Scenario.of("cleanup", BETA, this::warm, on -> on.cleanup(cleanup)),
                Scenario.of("deploy 45 instances", BETA, this::many, on -> on.deploy(deployment())));
    }

    /** In accounts that hold more, or whose reads are stale. */
    List<Scenario> accounts() {
        List<Scenario> accounts = new ArrayList<>();
        accounts.add(Scenario.of("deploy by stale reads", BETA, this::stale, on -> on.deploy(letting())));
        accounts.add(deploy().withFacade(cloud -> BlueGreen.builder(cloud).store(new ForgetfulStore(store(cloud))))
                .named("deploy by a store that forgets")
                .refused("to come back as it was written"));
        for (Account account : Account.values()) {
            Scenario deploy = Scenario.of(
                    "deploy with " + account, BETA, seed -> holding(seed, account), on -> on.deploy(letting()));
            String refusal = account.refusal();
            accounts.add(refusal == null ? deploy : deploy.refused(refusal));
        }
        return accounts;
    }

    private static DeploymentStore store(Cloud cloud) {
        DeploymentStore store = cloud.deployments();
        if (store == null) {
            throw new IllegalArgumentException("expected a cloud with a store, found one without");
        }
        return store;
    }

    private static Deployment letting() {
        return deployment().withKeepWarm(KeepWarm.none());
    }
}
