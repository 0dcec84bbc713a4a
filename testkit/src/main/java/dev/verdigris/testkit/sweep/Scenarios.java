package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.request.Shift;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done with an environment, to be swept: deployments, rollbacks, a shutdown, a start, a cleanup and
 * adoptions. They are the same for every traffic strategy, with what that strategy alone has to fear.
 */
public final class Scenarios {
    private static final Policy POLICY = Policy.defaults().withShortestPoll(Duration.ofSeconds(10));

    static final Latencies LATENCIES = Latencies.instant()
            .withLaunch(Latency.exactly(Duration.ofSeconds(8)))
            .withTermination(Latency.exactly(Duration.ofSeconds(4)))
            .withNotice(Latency.exactly(Duration.ofSeconds(6)))
            .withForgetting(Latency.exactly(Duration.ofSeconds(3)))
            .withPropagation(Latency.between(Duration.ofSeconds(1), Duration.ofSeconds(9)))
            .withAttachment(Latency.between(Duration.ofSeconds(1), Duration.ofSeconds(19)));

    private final Environment environment;
    private final SweptTraffic traffic;
    private final boolean leasesExpire;
    /** What the account holds besides, whatever is done; null if nothing. */
    private final @Nullable Account setup;

    private Scenarios(Environment environment, SweptTraffic traffic, boolean leasesExpire, @Nullable Account setup) {
        this.environment = environment;
        this.traffic = traffic;
        this.leasesExpire = leasesExpire;
        this.setup = setup;
    }

    /**
     * The scenarios of an environment.
     *
     * @param traffic how its traffic moves
     * @param leasesExpire whether deployment states are kept as in DynamoDB and S3, or as in Parameter Store, where a lease
     *     does not expire
     * @throws IllegalArgumentException if the sweeps do not know that strategy
     */
    public static Scenarios of(Traffic traffic, boolean leasesExpire) {
        Environment beta = Environment.named("beta").traffic(traffic).build();
        return new Scenarios(beta, SweptTraffic.of(traffic), leasesExpire, null);
    }

    /** These in an account that holds something. */
    Scenarios in(Account other) {
        return new Scenarios(environment, traffic, leasesExpire, other);
    }

    /** The environment that all of them are about. */
    Environment environment() {
        return environment;
    }

    Deployment deployment() {
        return Deployment.of(environment).withPolicy(POLICY);
    }

    SimulatedCloud.Builder world(long seed) {
        return SimulatedCloud.builder()
                .seed(seed)
                .latencies(LATENCIES)
                .leasesExpire(leasesExpire)
                .healthCheck(HealthCheck.every(Duration.ofSeconds(5)))
                .deregistrationDelay(Duration.ofSeconds(20));
    }

    /** Blue serves with 3 of 2 to 10. */
    SimulatedCloud serving(long seed) {
        return made(world(seed).serving(environment, new GroupSize(2, 10, 3)));
    }

    private SimulatedCloud many(long seed) {
        return made(world(seed).serving(environment, new GroupSize(30, 90, 45)));
    }

    private SimulatedCloud made(SimulatedCloud.Builder builder) {
        SimulatedCloud cloud = builder.build();
        if (setup != null) {
            setup.hold(cloud, environment);
        }
        return cloud;
    }

    /** Green serves, and blue is kept warm. */
    SimulatedCloud warm(long seed) {
        SimulatedCloud cloud = serving(seed);
        cloud.group(environment, Color.GREEN).setBounds(new GroupSize(1, 10, 1));
        cloud.pass(Duration.ofMinutes(1));
        earlier(cloud).build().deploy(deployment()).orThrow();
        cloud.pass(Duration.ofMinutes(2));
        return cloud;
    }

    private Shutdown shutdown() {
        return Shutdown.of(environment).withPolicy(POLICY);
    }

    /** Nobody serves, since that was asked for. */
    private SimulatedCloud shutDown(long seed) {
        SimulatedCloud cloud = serving(seed);
        earlier(cloud).build().shutdown(shutdown()).orThrow();
        cloud.pass(Duration.ofMinutes(2));
        return cloud;
    }

    /** Whoever deployed before, under the same ids each time: what the deployment state says is the same in every case. */
    static BlueGreen.Builder earlier(SimulatedCloud cloud) {
        AtomicInteger ids = new AtomicInteger();
        return FollowersScenarios.registered(BlueGreen.builder(cloud.ports()), cloud)
                .holder("earlier")
                .ids(() -> "e" + ids.incrementAndGet());
    }

    /** Green serves, and the deployment that brought it there was killed as a step of its finalization began. */
    private SimulatedCloud finalizing(long seed, Deployment deployment, String step) {
        SimulatedCloud cloud = serving(seed);
        BlueGreen earlier = earlier(cloud)
                .listener(event -> {
                    if (event instanceof Event.StepStarted started
                            && started.step().id().equals(step)) {
                        throw new ProcessKilled();
                    }
                })
                .build();
        Outcome found;
        try {
            found = earlier.deploy(deployment);
        } catch (ProcessKilled killed) {
            return cloud;
        }
        throw new IllegalStateException(
                "expected a step " + step + " to begin, found that the deployment ended as " + found);
    }

    /** Nothing runs. */
    SimulatedCloud empty(long seed) {
        SimulatedCloud cloud = serving(seed);
        cloud.group(environment, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
        cloud.pass(Duration.ofMinutes(5));
        return cloud;
    }

    /** Blue serves, and the account holds something. */
    private SimulatedCloud holding(long seed, Account account) {
        SimulatedCloud cloud = serving(seed);
        account.hold(cloud, environment);
        return cloud;
    }

    /** Reads show the world as it was up to five seconds ago. */
    SimulatedCloud stale(long seed) {
        return world(seed)
                .staleReads(Duration.ofSeconds(5))
                .serving(environment, new GroupSize(2, 10, 3))
                .build();
    }

    Scenario deploy() {
        return Scenario.of("deploy", environment, this::serving, on -> on.deploy(deployment()));
    }

    /** All of them. */
    public List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(plain());
        all.addAll(staged());
        all.addAll(new BakeScenarios(this, traffic.stages()).all());
        all.addAll(new GateScenarios(this).all());
        all.addAll(released());
        all.addAll(rolling());
        all.addAll(WarmScenarios.of(this));
        all.addAll(ProbeScenarios.of(this));
        all.addAll(accounts());
        all.addAll(setups());
        all.addAll(new FollowersScenarios(this).all());
        all.addAll(new AdoptionScenarios(this).all());
        all.addAll(new HooksScenarios(this).all());
        return all;
    }

    /** All that can be done in those accounts in which other steps are taken. */
    List<Scenario> setups() {
        List<Scenario> all = new ArrayList<>();
        for (Account other : traffic.setups()) {
            List<Scenario> scenarios = new ArrayList<>(in(other).plain());
            scenarios.addAll(List.of(in(other).drained(), new LateScenarios(in(other)).joining()));
            scenarios.forEach(scenario -> all.add(scenario.named(scenario.name() + ", with " + other)));
        }
        return all;
    }

    /** The old fleet is being drained before it ends, and is to serve again. */
    private Scenario drained() {
        return Scenario.of(
                "rollback that takes over while the old fleet is deregistered",
                environment,
                seed -> finalizing(seed, letting(), "drain:blue"),
                on -> on.rollback(Rollback.of(environment).withPolicy(POLICY)));
    }

    /** In an account that holds nothing else. */
    List<Scenario> plain() {
        Deployment more = deployment().withCapacity(5);
        Rollback rollback = Rollback.of(environment).withPolicy(POLICY);
        Cleanup cleanup = Cleanup.of(environment).withPolicy(POLICY);
        return List.of(
                deploy(),
                Scenario.of("deploy, letting the old fleet go", environment, this::serving, on -> on.deploy(letting())),
                Scenario.of("deploy over a warm fleet", environment, this::warm, on -> on.deploy(deployment())),
                Scenario.of("deploy more than there was", environment, this::serving, on -> on.deploy(more)),
                Scenario.of(
                        "first deployment",
                        environment,
                        this::empty,
                        on -> on.deploy(deployment().withCapacity(3))),
                Scenario.of("rollback", environment, this::warm, on -> on.rollback(rollback)),
                Scenario.of(
                        "rollback that takes over while the old fleet drains",
                        environment,
                        seed -> finalizing(seed, deployment(), traffic.drainStep()),
                        on -> on.rollback(rollback)),
                Scenario.of(
                        "rollback that takes over before the new color is recorded",
                        environment,
                        seed -> finalizing(seed, deployment(), "write-parameter"),
                        on -> on.rollback(rollback)),
                Scenario.of("switch", environment, this::warm, on -> on.rollback(rollback.withTo(Color.BLUE))),
                Scenario.of("shutdown", environment, this::serving, on -> on.shutdown(shutdown())),
                Scenario.of("shutdown with a warm fleet", environment, this::warm, on -> on.shutdown(shutdown())),
                Scenario.of(
                        "start after a shutdown",
                        environment,
                        this::shutDown,
                        on -> on.start(Start.of(environment).withPolicy(POLICY))),
                Scenario.of("cleanup", environment, this::warm, on -> on.cleanup(cleanup)),
                Scenario.of("deploy 45 instances", environment, this::many, on -> on.deploy(deployment())));
    }

    /** Blue serves from version 1 of its launch template, and there is a version 2. */
    private SimulatedCloud versioned(SimulatedCloud cloud) {
        SimulatedGroup blue = cloud.group(environment, Color.BLUE);
        blue.createTemplateVersion("1", "v1");
        blue.createTemplateVersion("2", "v2");
        blue.setTemplateVersion("1");
        return cloud;
    }

    /** The fleet that serves is refreshed in place, which is refused where Auto Scaling does not register what it launches. */
    List<Scenario> rolling() {
        RollingRefresh refresh = RollingRefresh.of(environment)
                .withPolicy(POLICY)
                .withPreferences(RefreshPreferences.defaults()
                        .withMinHealthyPercent(60)
                        .withWarmup(Duration.ofSeconds(15))
                        .withTemplateVersion("2"));
        List<Scenario> all = List.of(
                Scenario.of(
                        "rolling refresh", environment, seed -> versioned(serving(seed)), on -> on.refresh(refresh)),
                Scenario.of(
                        "rolling refresh to what is selected",
                        environment,
                        seed -> versioned(selecting(seed, "v2")),
                        on -> on.refresh(refresh)),
                Scenario.of(
                        "rolling refresh by stale reads",
                        environment,
                        seed -> versioned(stale(seed)),
                        on -> on.refresh(refresh)));
        SimulatedCloud any = serving(1);
        boolean registers = any.group(environment, Color.BLUE).isAttached(any.targetGroup(environment, Color.BLUE));
        return registers
                ? all
                : all.stream()
                        .map(each -> each.refused("to be attached to its target group"))
                        .toList();
    }

    /** Where instances boot with what is selected, which is {@code v1} while blue serves. */
    List<Scenario> released() {
        Deployment second = deployment().withRelease("v2");
        Rollback rollback = Rollback.of(environment).withPolicy(POLICY);
        ReleaseSelection third = ReleaseSelection.of(environment, "v3").withPolicy(POLICY);
        return List.of(
                Scenario.of("deploy a release", environment, this::selected, on -> on.deploy(second)),
                Scenario.of(
                        "deploy what is selected, letting the old fleet go",
                        environment,
                        seed -> selecting(seed, "v2"),
                        on -> on.deploy(letting())),
                Scenario.of(
                        "deploy a release over a warm fleet",
                        environment,
                        this::released,
                        on -> on.deploy(second.withRelease("v3"))),
                Scenario.of("roll back to a release", environment, this::released, on -> on.rollback(rollback)),
                Scenario.of("select a release", environment, this::released, on -> on.select(third)));
    }

    /** Blue serves what is selected. */
    SimulatedCloud selected(long seed) {
        SimulatedCloud cloud = serving(seed);
        cloud.setRelease(environment, "v1");
        return cloud;
    }

    /** Blue serves, and another release is selected. */
    private SimulatedCloud selecting(long seed, String release) {
        SimulatedCloud cloud = selected(seed);
        earlier(cloud).build().select(ReleaseSelection.of(environment, release)).orThrow();
        cloud.pass(Duration.ofMinutes(1));
        return cloud;
    }

    /** Green serves a release, and blue is kept warm with the one before. */
    private SimulatedCloud released(long seed) {
        SimulatedCloud cloud = selected(seed);
        earlier(cloud).build().deploy(deployment().withRelease("v2")).orThrow();
        cloud.pass(Duration.ofMinutes(2));
        return cloud;
    }

    /** Deployments whose requests move in stages. */
    List<Scenario> staged() {
        Deployment canary = letting().withShift(Shift.canary(10, Duration.ofMinutes(1)));
        Shift three = Shift.of(
                new Shift.Stage(10, Duration.ofSeconds(25)),
                new Shift.Stage(50, Duration.ofSeconds(15)),
                new Shift.Stage(100, Duration.ZERO));
        if (!traffic.stages()) {
            return List.of(Scenario.of("deploy a canary", environment, this::serving, on -> on.deploy(canary))
                    .refused("all at once"));
        }
        return List.of(
                Scenario.of(
                        "deploy a canary, letting the old fleet go",
                        environment,
                        this::serving,
                        on -> on.deploy(canary)),
                Scenario.of(
                        "deploy in three stages over a warm fleet",
                        environment,
                        this::warm,
                        on -> on.deploy(deployment().withShift(three))),
                Scenario.of(
                        "deploy in three stages by stale reads",
                        environment,
                        this::stale,
                        on -> on.deploy(deployment().withShift(three))));
    }

    /** In accounts that hold more, or whose reads are stale. */
    List<Scenario> accounts() {
        List<Scenario> accounts = new ArrayList<>();
        accounts.add(Scenario.of("deploy by stale reads", environment, this::stale, on -> on.deploy(letting())));
        LateScenarios late = new LateScenarios(this);
        accounts.addAll(List.of(late.answering(), late.joining()));
        accounts.add(deploy().withFacade(cloud -> BlueGreen.builder(cloud).store(ForgetfulStore.in(cloud)))
                .named("deploy by a store that forgets")
                .refused("to come back as it was written"));
        for (Account account : traffic.accounts()) {
            Scenario deploy = Scenario.of(
                    "deploy with " + account, environment, seed -> holding(seed, account), on -> on.deploy(letting()));
            String refusal = account.refusal();
            accounts.add(refusal == null ? deploy : deploy.refused(refusal));
        }
        return accounts;
    }

    Deployment letting() {
        return deployment().withKeepWarm(KeepWarm.none());
    }
}
