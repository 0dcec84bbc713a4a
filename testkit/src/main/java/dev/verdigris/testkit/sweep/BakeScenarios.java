package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Alarm.State;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Deployments whose new fleet serves on trial before they are finalized, with and without alarms. */
final class BakeScenarios {
    static final Bake BAKE = Bake.of(Duration.ofSeconds(45));
    static final Bake WATCHED = BAKE.withAlarms(AlarmMove.ERRORS, "{environment}-{color}");

    private final Scenarios scenarios;
    private final Environment environment;
    /** Whether requests can move in stages. */
    private final boolean stages;

    BakeScenarios(Scenarios scenarios, boolean stages) {
        this.scenarios = scenarios;
        this.environment = scenarios.environment();
        this.stages = stages;
    }

    /** A world with the alarms that are watched in it, all green. */
    static SimulatedCloud watched(SimulatedCloud cloud, Environment environment) {
        cloud.alarms().create(AlarmMove.ERRORS);
        cloud.alarms().create(environment.name() + "-blue");
        cloud.alarms().create(environment.name() + "-green");
        return cloud;
    }

    private SimulatedCloud watched(long seed) {
        return watched(scenarios.serving(seed), environment);
    }

    /** What the version that serves answers is an error, so that an alarm is red until another one does. */
    private SimulatedCloud red(long seed) {
        SimulatedCloud cloud = watched(seed);
        cloud.alarms().get(AlarmMove.ERRORS).set(State.ALARM, "v1 answers with errors");
        cloud.alarms()
                .get(AlarmMove.ERRORS)
                .watch(report -> report.byVersion().getOrDefault("v1", 0L), Duration.ofSeconds(20));
        return cloud;
    }

    List<Scenario> all() {
        Deployment letting = scenarios.letting();
        Deployment keeping = scenarios.deployment();
        List<Scenario> all = new ArrayList<>(List.of(
                Scenario.of(
                        "deploy with a bake over a warm fleet",
                        environment,
                        scenarios::warm,
                        on -> on.deploy(keeping.withBake(BAKE))),
                Scenario.of(
                        "first deployment with a bake",
                        environment,
                        scenarios::empty,
                        on -> on.deploy(keeping.withCapacity(3).withBake(BAKE))),
                Scenario.of(
                        "deploy with a bake that watches alarms, letting the old fleet go",
                        environment,
                        this::watched,
                        on -> on.deploy(letting.withBake(WATCHED))),
                Scenario.of(
                        "deploy with a bake that watches alarms by stale reads",
                        environment,
                        seed -> watched(scenarios.stale(seed), environment),
                        on -> on.deploy(keeping.withBake(WATCHED))),
                fix(keeping),
                Scenario.of(
                                "deploy over a red alarm",
                                environment,
                                this::red,
                                on -> on.deploy(keeping.withBake(BAKE.withAlarms(AlarmMove.ERRORS))))
                        .refused("to be green before anything is changed"),
                Scenario.of(
                                "deploy with an alarm that is not there",
                                environment,
                                scenarios::serving,
                                on -> on.deploy(keeping.withBake(WATCHED)))
                        .refused("found none of that name"),
                Scenario.of(
                                "deploy with a check while it bakes",
                                environment,
                                scenarios::serving,
                                on -> on.deploy(keeping.withBake(BAKE)))
                        .withFacade(cloud ->
                                BlueGreen.builder(cloud).bakeCheck("orders", subject -> Check.Verdict.passed()))));
        if (stages) {
            all.add(Scenario.of(
                    "deploy a canary that alarms watch",
                    environment,
                    this::watched,
                    on -> on.deploy(letting.withShift(Shift.canary(10, Duration.ofSeconds(25)))
                            .withBake(WATCHED))));
        }
        return all;
    }

    /** The bake is as long as the last requests of the old version need to be forgotten by an alarm. */
    private Scenario fix(Deployment deployment) {
        Bake fix = Bake.of(Duration.ofSeconds(90))
                .withAlarms(AlarmMove.ERRORS)
                .withRedBefore(Bake.RedBefore.fix("v1 answers with errors"));
        return Scenario.of(
                "deploy what makes a red alarm green",
                environment,
                this::red,
                on -> on.deploy(deployment.withBake(fix)));
    }
}
