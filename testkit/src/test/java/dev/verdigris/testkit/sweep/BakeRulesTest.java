package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Alarm;
import dev.verdigris.model.Alarm.State;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.ActiveColors;
import dev.verdigris.port.Alarms;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A bake that ends before its time, or over a red alarm, and a color that is recorded against the truth, are found out. */
class BakeRulesTest {
    private static final Scenarios SCENARIOS = Scenarios.of(Traffic.registration("Beta"), true);
    private static final Environment BETA = SCENARIOS.environment();
    private static final Deployment WATCHED = SCENARIOS.deployment().withBake(BakeScenarios.WATCHED);

    private static Cloud.Builder copied(Cloud cloud) {
        return Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .activeColors(cloud.activeColors())
                .alarms(Objects.requireNonNull(cloud.alarms()))
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .time(cloud.time());
    }

    private static List<String> breaking(
            BiFunction<Cloud, Cloud.Builder, Cloud.Builder> lying, Consumer<SimulatedCloud> onceRecorded) {
        Scenario scenario = Scenario.of(
                        "baking",
                        BETA,
                        seed -> BakeScenarios.watched(SCENARIOS.serving(seed), BETA),
                        on -> on.deploy(WATCHED))
                .withFacade(cloud ->
                        BlueGreen.builder(lying.apply(cloud, copied(cloud)).build()));
        ProcessRunner runner = new ProcessRunner(scenario, 1);
        runner.run("first", onceRecorded(() -> onceRecorded.accept(runner.cloud())), runner.verb());
        return runner.violations();
    }

    private static List<String> breaking(BiFunction<Cloud, Cloud.Builder, Cloud.Builder> lying) {
        return breaking(lying, world -> {});
    }

    /** Something happens as soon as the new color has been recorded. */
    private static ProcessRunner.Disturbance onceRecorded(Runnable happens) {
        return new ProcessRunner.Disturbance() {
            @Override
            public void after(ProcessRunner.SimulatedProcess process, Call call) {
                if (call.operation().equals(Operations.PUT_PARAMETER)) {
                    happens.run();
                }
            }
        };
    }

    /** Alarms that are shown as green, whatever they are. */
    private static Alarms rosy(Alarms alarms) {
        return names -> {
            Map<String, Alarm> rosy = new HashMap<>();
            alarms.find(names).forEach((name, alarm) -> rosy.put(name, Alarm.of(name, State.OK, "all is well")));
            return rosy;
        };
    }

    @Test
    void a_bake_as_it_must_be_is_no_violation() {
        assertThat(breaking((cloud, builder) -> builder)).isEmpty();
    }

    /** The deployment puts the old fleet back into traffic. */
    private static void putBack(SimulatedCloud cloud) {
        Set<Target> old = new LinkedHashSet<>();
        cloud.group(BETA, Color.BLUE).instances().forEach(member -> old.add(new Target(member.id(), 80)));
        TargetGroups port = cloud.ports().targetGroups();
        port.register(port.find(new TargetGroupRef("Beta")), old, () -> {});
        cloud.pass(Duration.ofSeconds(1));
    }

    @Test
    void a_deployment_that_puts_the_old_fleet_back_while_it_bakes_is_found_out() {
        assertThat(breaking((cloud, builder) -> builder, BakeRulesTest::putBack))
                .anyMatch(violation -> violation.contains("rule R26, bake: ")
                        && violation.contains("of blue back, which it has taken out of traffic"));
    }

    @Test
    void one_that_does_so_past_the_point_of_no_return_is_found_out() {
        assertThat(BreachScenario.breaking(Operations.PUT_PARAMETER, 1, BakeRulesTest::putBack))
                .anyMatch(violation -> violation.contains("rule R12, point of no return: ")
                        && violation.contains("of blue back, which it has taken out of traffic"));
    }

    @Test
    void a_deployment_that_goes_on_over_a_red_alarm_is_found_out() {
        List<String> violations = breaking(
                (cloud, builder) -> builder.alarms(rosy(Objects.requireNonNull(cloud.alarms()))),
                world -> world.alarms().get(AlarmMove.ERRORS).set(State.ALARM, "12 5xx"));

        assertThat(violations)
                .anyMatch(violation ->
                        violation.contains("rule R27, alarms: ") && violation.contains("has not just found all green"))
                .anyMatch(violation -> violation.contains("errors was found red"));
    }

    @Test
    void a_deployment_that_goes_on_without_having_read_its_alarms_is_found_out() {
        Alarms nobodyAsked = names -> {
            Map<String, Alarm> all = new HashMap<>();
            names.forEach(name -> all.put(name, Alarm.of(name, State.OK, "")));
            return all;
        };

        assertThat(breaking((cloud, builder) -> builder.alarms(nobodyAsked)))
                .anyMatch(violation -> violation.contains("rule R27, alarms: "));
    }

    @Test
    void a_bake_that_ends_before_its_time_is_found_out() {
        assertThat(breaking((cloud, builder) -> builder.time(new HastyTime(cloud.time(), Duration.ofSeconds(5)))))
                .anyMatch(violation -> violation.contains("rule R26, bake: ")
                        && violation.contains("it has baked for PT30S of PT45S"));
    }

    @Test
    void a_color_that_gets_no_requests_is_not_recorded_unseen() {
        assertThat(breaking((cloud, builder) -> builder.activeColors(new Opposite(cloud.activeColors()))))
                .anyMatch(violation -> violation.contains("invariant 3, truth: ")
                        && violation.contains(
                                "blue is recorded by a process that has found green to get all requests"));
    }

    /** Records the other color than it is told. */
    private record Opposite(ActiveColors colors) implements ActiveColors {
        @Override
        public String read(ParameterPath parameter) {
            return colors.read(parameter);
        }

        @Override
        public void write(ParameterPath parameter, Color color, Permit permit) {
            colors.write(parameter, color.other(), permit);
        }
    }
}
