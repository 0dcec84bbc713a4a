package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Report;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R25 and the clock of R26, with registration: instances count, and the old fleet stays whole until the last stage. */
class RegistrationStagesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Shift SHIFT = Shift.of(
            new Shift.Stage(10, MINUTE.multipliedBy(5)),
            new Shift.Stage(50, MINUTE.multipliedBy(3)),
            new Shift.Stage(100, Duration.ZERO));

    private final Stage stage = Stage.set();
    /** When each number of registered green instances was first seen, by that number. */
    private final Map<Integer, Duration> moved = new LinkedHashMap<>();

    private Deployment staged() {
        return Deployment.of(BETA).withShift(SHIFT);
    }

    private void watch(Stage watched) {
        watched.cloud.watch(cloud -> moved.putIfAbsent(watched.targets.registered(watched.green), cloud.elapsed()));
    }

    /** Something happens once, when a step has waited so long. */
    private void meanwhile(String step, Duration waited, Runnable happens) {
        boolean[] once = {false};
        stage.cloud.watch(cloud -> {
            boolean due = !once[0]
                    && stage.events.stream()
                            .anyMatch(event -> event instanceof Event.StepWaiting waiting
                                    && waiting.step().id().equals(step)
                                    && waiting.waited().compareTo(waited) >= 0);
            if (due) {
                once[0] = true;
                happens.run();
            }
        });
    }

    @Test
    void the_plan_says_how_many_instances_come_in_each_stage() {
        assertThat(stage.blueGreen().plan(staged()).cutover())
                .extracting(PlannedStep::id, PlannedStep::sentence)
                .extracting(
                        tuple -> tuple.toList().get(0) + ": " + tuple.toList().get(1))
                .containsExactly(
                        "shift:10: register 1 of 3 instances of beta-green in Beta, beside the 3 of beta-blue (25 % of the"
                                + " requests), and wait until they are healthy in two consecutive polls, at most 5m"
                                + "; then 1 that is not may be replaced, and waited for as long again",
                        "bake:10: leave it so for 5m; as soon as fewer than 1 of beta-green are healthy in two consecutive"
                                + " polls, all requests go back to beta-blue",
                        "shift:50: register 2 of 3 instances of beta-green in Beta, beside the 3 of beta-blue (40 % of the"
                                + " requests), and wait until they are healthy in two consecutive polls, at most 20m"
                                + "; then 1 that is not may be replaced, and waited for as long again",
                        "bake:50: leave it so for 3m; as soon as fewer than 2 of beta-green are healthy in two consecutive"
                                + " polls, all requests go back to beta-blue",
                        "shift:100: register all 3 instances of beta-green in Beta, beside the 3 of beta-blue, and wait"
                                + " until they are healthy in two consecutive polls, at most 20m"
                                + "; then 1 that is not may be replaced, and waited for as long again",
                        "deregister: deregister the members of beta-blue from Beta, and read back that they are out");
    }

    @Test
    void r25_as_many_instances_come_as_a_stage_needs_and_the_old_ones_stay() {
        watch(stage);
        stage.neverFewerAnswering(3);

        assertThat(stage.deploy(staged())).succeeded();

        assertThat(moved.keySet()).containsExactly(0, 1, 2, 3);
        assertThat(moved.get(2).minus(moved.get(1))).isBetween(MINUTE.multipliedBy(5), MINUTE.multipliedBy(6));
        assertThat(moved.get(3).minus(moved.get(2))).isBetween(MINUTE.multipliedBy(3), MINUTE.multipliedBy(4));
        assertThat(stage).hasSwitched();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r25_registered_instances_that_fall_ill_in_the_second_stage_are_taken_out() {
        stage.neverFewerAnswering(3);
        meanwhile("bake:50", MINUTE, () -> stage.green.instances().forEach(instance -> instance.sicken("ill")));

        Outcome outcome = stage.deploy(staged());

        assertThat(outcome)
                .rolledBackBecause("expected 2 of beta-green to stay healthy at 50 % of the requests, found 0");
        assertThat(outcome).failedIn("bake:50");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void an_instance_that_ends_in_a_stage_which_needs_it_ends_the_deployment() {
        meanwhile(
                "bake:10",
                MINUTE,
                () -> stage.green.instances().stream()
                        .filter(instance -> stage.targets.targets().stream()
                                .anyMatch(target -> target.target().instance().equals(instance.id())))
                        .forEach(instance -> instance.terminate()));

        assertThat(stage.deploy(staged())).rolledBackBecause("expected 1 of beta-green to stay healthy at 10 %");

        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void a_live_fleet_that_scales_out_during_a_stage_is_registered_and_followed() {
        watch(stage);
        meanwhile("bake:10", MINUTE, () -> stage.blue.setDesired(8));

        assertThat(stage.deploy(staged())).succeeded();

        assertThat(moved.keySet()).as("4 of 8 are a half").contains(4).contains(8);
        assertThat(moved.get(8).minus(moved.get(4))).isGreaterThanOrEqualTo(MINUTE.multipliedBy(3));
        assertThat(stage.green.inService()).isEqualTo(8);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r26_a_bake_goes_on_with_its_time_and_an_abort_ends_it_at_once() {
        watch(stage);
        stage.killedIn("bake:10", () -> stage.deploy(staged()));
        stage.cloud.pass(MINUTE.multipliedBy(4));
        stage.killedIn("bake:50", () -> stage.by("bob").resume(Stage.takingOver()));
        assertThat(moved.get(2).minus(moved.get(1))).isBetween(MINUTE.multipliedBy(5), MINUTE.multipliedBy(6));

        assertThat(stage.by("carl").abort(Stage.takingOver())).rolledBackBecause("aborted by carl");

        assertThat(moved.keySet()).containsExactly(0, 1, 2);
        assertThat(stage).isAsBefore();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void a_process_that_dies_as_it_registers_a_part_leaves_no_more_than_that() {
        watch(stage);
        stage.killedAfter(Operations.REGISTER, 2, () -> stage.deploy(staged()));

        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();

        assertThat(moved.keySet()).containsExactly(0, 1, 2, 3);
        assertThat(stage).hasSwitched();
    }

    @Test
    void a_part_comes_in_waves_that_keep_the_healthy_share() {
        Stage many = Stage.set(new GroupSize(2, 20, 10));
        watch(many);
        HealthyShare.Threshold most = new HealthyShare.Threshold(1, 80);
        many.targets.setHealthyShare(new HealthyShare(most, most));

        Outcome outcome = many.deploy(staged());

        assertThat(outcome).succeeded();
        assertThat(moved.keySet()).contains(1, 3, 5).doesNotContain(6);
        assertThat(outcome.report().steps()).allMatch(step -> step.state() == Report.Step.State.DONE);
        assertThat(many.cloud).failedNoRequest();
    }

    @Test
    void a_stage_whose_instances_never_become_healthy_ends_the_deployment() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());

        Outcome outcome = stage.deploy(staged());

        assertThat(outcome).failedIn("shift:10");
        assertThat(outcome).rolledBackBecause("only 0 of 1 became healthy");
        assertThat(stage).isAsBefore();
    }

    @Test
    void attachment_takes_a_whole_group_and_refuses_stages_by_name() {
        Environment attached =
                Environment.named("beta").traffic(Traffic.attachment("Beta")).build();
        SimulatedCloud cloud = SimulatedCloud.serving(attached, 3);
        long changes = cloud.changes();

        assertThatThrownBy(() ->
                        BlueGreen.on(cloud.ports()).plan(Deployment.of(attached).withShift(SHIFT)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected a shift all at once, since Beta is attached")
                .hasMessageContaining(
                        "found 10%/5m,50%/3m,100%; leave the shift out, or let traffic move by forwarding or registration");
        assertThat(cloud.changes()).isEqualTo(changes);
    }
}
