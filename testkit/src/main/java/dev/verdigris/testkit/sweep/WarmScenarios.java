package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedFollower;
import java.time.Duration;
import java.util.List;

/** What can be done while a fleet is kept warm past its time, and what keeps one for a time. */
final class WarmScenarios {
    private static final Duration KEPT = Duration.ofMinutes(20);
    /** By then it is over, by whatever clock. */
    private static final Duration OVER = Duration.ofMinutes(26);

    private final Scenarios scenarios;
    private final Environment environment;

    private WarmScenarios(Scenarios scenarios) {
        this.scenarios = scenarios;
        this.environment = scenarios.environment();
    }

    static List<Scenario> of(Scenarios scenarios) {
        return new WarmScenarios(scenarios).all();
    }

    private List<Scenario> all() {
        Deployment keeping = keeping();
        Rollback rollback = Rollback.of(environment).withPolicy(keeping.policy());
        return List.of(
                Scenario.of(
                        "deploy, keeping the old fleet for a time",
                        environment,
                        scenarios::serving,
                        on -> on.deploy(keeping)),
                Scenario.of(
                        "cleanup of what is kept warm past its time",
                        environment,
                        this::due,
                        on -> on.cleanup(Cleanup.of(environment)
                                .withDueOnly(true)
                                .withPolicy(scenarios.deployment().policy()))),
                Scenario.of(
                        "reconcile while a fleet is kept warm past its time", environment, this::due, this::reconcile),
                Scenario.of(
                        "reconcile while what is kept warm past its time comes into use for a while",
                        environment,
                        this::dueAndUsedSoon,
                        this::reconcile),
                Scenario.of(
                                "cleanup of what is kept warm past its time and in use",
                                environment,
                                this::dueAndUsed,
                                on -> on.cleanup(Cleanup.of(environment).withDueOnly(true)))
                        .refused("not to use blue any more"),
                Scenario.of(
                        "select a release while a fleet is kept warm past its time",
                        environment,
                        this::selectedAndDue,
                        on -> on.select(ReleaseSelection.of(environment, "v2")
                                .withPolicy(scenarios.deployment().policy()))),
                Scenario.of(
                        "rollback to a fleet that is kept warm past its time",
                        environment,
                        this::due,
                        on -> on.rollback(rollback)));
    }

    private Deployment keeping() {
        return scenarios.deployment().withKeepWarm(KeepWarm.of(KEPT));
    }

    /** Green serves, and blue is kept warm past its time, after which its role has a minimum of one. */
    private SimulatedCloud due(long seed) {
        return due(scenarios.serving(seed), keeping());
    }

    private SimulatedCloud selectedAndDue(long seed) {
        return due(scenarios.selected(seed), keeping().withRelease("v2"));
    }

    private SimulatedCloud due(SimulatedCloud cloud, Deployment deployment) {
        cloud.group(environment, Color.GREEN).setBounds(new GroupSize(1, 10, 1));
        cloud.pass(Duration.ofMinutes(1));
        Scenarios.earlier(cloud).build().deploy(deployment).orThrow();
        cloud.pass(OVER);
        return cloud;
    }

    /** Besides, there are followers. */
    private SimulatedCloud dueAndFollowed(long seed) {
        return due(scenarios.in(FollowersAccount.WELL).serving(seed), keeping());
    }

    /** The consumers of a queue use blue. */
    private SimulatedCloud dueAndUsed(long seed) {
        SimulatedCloud cloud = dueAndFollowed(seed);
        cloud.followers().get(1).use(Color.BLUE);
        return cloud;
    }

    /** They use it for a while, once what ends it has begun. */
    private SimulatedCloud dueAndUsedSoon(long seed) {
        SimulatedCloud cloud = dueAndFollowed(seed);
        SimulatedFollower queue = cloud.followers().get(1);
        cloud.after(Duration.ofSeconds(40), () -> queue.use(Color.BLUE));
        cloud.after(Duration.ofSeconds(85), () -> queue.release(Color.BLUE));
        return cloud;
    }

    /** A reconcile has a result of its own: what it could not close, or begin, is told as what it left. */
    private Outcome reconcile(BlueGreen on) {
        Reconciliation done = on.reconcile(Reconcile.of(environment)
                .withStableFor(Duration.ofSeconds(20))
                .withPollInterval(Duration.ofSeconds(10)));
        return Outcome.succeeded(new ReconcileReport(done));
    }
}
