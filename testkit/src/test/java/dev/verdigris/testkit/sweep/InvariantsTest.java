package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A process that breaks a rule in the middle of a deployment is found out, whichever it breaks. */
class InvariantsTest extends BreachScenario {
    private static final Permit ANYBODY = () -> {};

    @Test
    void a_deployment_by_the_rules_breaks_none() {
        assertThat(breaking("nothing", Integer.MAX_VALUE, cloud -> {})).isEmpty();
    }

    @Test
    void a_deployment_that_scales_the_live_fleet_down_is_found() {
        List<String> violations = breaking(Operations.UPDATE_GROUP, 1, cloud -> shrink(cloud, Color.BLUE));

        assertThat(violations)
                .anyMatch(violation -> violation.contains("rule R6, in traffic: ")
                        && violation.contains("beta-blue Resize[min=0, desired=0]: it shrinks a fleet"))
                .filteredOn(violation -> violation.contains("of beta-blue is terminated by it"))
                .hasSize(3)
                .allMatch(violation -> violation.contains("was sent by first, and there were 0 of 0 of green healthy"));
    }

    @Test
    void a_deployment_that_ends_the_old_fleet_before_the_new_one_serves_is_found() {
        List<String> violations = breaking(Operations.PUT_PARAMETER, 1, cloud -> {
            cloud.pass(Duration.ofMinutes(1));
            SimulatedInstance one = cloud.group(BETA, Color.GREEN).instances().get(0);
            one.terminate();
            cloud.pass(Duration.ofMinutes(1));
            look(cloud);
            shrink(cloud, Color.BLUE);
        });

        assertThat(violations)
                .hasSize(3)
                .allMatch(violation -> violation.contains("invariant 9, no evidence, no ending: ")
                        && violation.contains("of beta-blue is terminated by it"))
                .allMatch(violation -> violation.contains("2 of 3 of green healthy"));
    }

    @Test
    void a_deployment_that_ends_the_old_fleet_once_the_new_one_serves_is_clean() {
        List<String> violations = breaking(Operations.PUT_PARAMETER, 1, cloud -> {
            cloud.pass(Duration.ofMinutes(1));
            look(cloud);
            shrink(cloud, Color.BLUE);
        });

        assertThat(violations).isEmpty();
    }

    @Test
    void what_somebody_else_ends_is_not_held_against_it() {
        List<String> violations = breaking(Operations.UPDATE_GROUP, 1, cloud -> {
            cloud.group(BETA, Color.BLUE).setMin(0);
            cloud.group(BETA, Color.BLUE).setDesired(1);
            cloud.group(BETA, Color.BLUE).instances().get(0).terminate();
        });

        assertThat(violations).isEmpty();
    }

    @Test
    void a_deployment_that_takes_the_old_targets_out_too_early_is_found() {
        List<String> violations = breaking(
                Operations.UPDATE_GROUP,
                1,
                cloud -> cloud.ports()
                        .targetGroups()
                        .deregister(targetGroup(cloud), targets(cloud, Color.BLUE), ANYBODY));

        assertThat(violations)
                .anyMatch(violation -> violation.contains("invariant 1, capacity: ")
                        && violation.contains("0 healthy would be left by the read before"))
                .anyMatch(violation -> violation.contains("invariant 2, no lost request: ")
                        && violation.endsWith("nobody healthy is left to serve"));
    }

    @Test
    void a_deployment_that_serves_what_is_older_than_itself_is_found() {
        ProcessRunner runner =
                new ProcessRunner(Scenario.of("over", BETA, EXPIRING::warm, on -> on.deploy(EXPIRING.deployment())), 1);
        runner.run(
                "first",
                new After(Operations.REPLACE_STATE, 1, () -> {
                    SimulatedCloud cloud = runner.cloud();
                    cloud.ports().targetGroups().register(targetGroup(cloud), targets(cloud, Color.BLUE), ANYBODY);
                }),
                runner.verb());

        assertThat(runner.violations())
                .anyMatch(violation -> violation.endsWith("older than the deployment that serves it"));
    }

    @Test
    void a_deployment_that_registers_again_what_somebody_drains_is_found() {
        List<String> violations = breaking(Operations.UPDATE_GROUP, 1, cloud -> {
            cloud.drain(cloud.group(BETA, Color.BLUE).instances().get(0).id());
            look(cloud);
            cloud.ports().targetGroups().register(targetGroup(cloud), targets(cloud, Color.BLUE), ANYBODY);
        });

        assertThat(violations)
                .hasSize(1)
                .allMatch(violation -> violation.endsWith("i-00001000000000001 drains by another hand"));
    }

    @Test
    void a_rollback_that_starts_more_than_served_before_is_found() {
        ProcessRunner runner =
                new ProcessRunner(Scenario.of("back", BETA, EXPIRING::warm, on -> on.rollback(Rollback.of(BETA))), 1);
        runner.run(
                "first",
                new After(
                        Operations.UPDATE_GROUP,
                        1,
                        () -> runner.cloud().ports().fleets().resize(BETA.blue(), Resize.to(3, 5), ANYBODY)),
                runner.verb());

        assertThat(runner.violations())
                .hasSize(1)
                .allMatch(violation -> violation.endsWith("it starts more than the 3 that are enough"));
    }

    /** A rollback, and another one once the fleet that the first went to serves with one more. */
    private static ProcessRunner forwardAgain(Consumer<SimulatedCloud> breach) {
        ProcessRunner runner =
                new ProcessRunner(Scenario.of("back", BETA, EXPIRING::warm, on -> on.rollback(Rollback.of(BETA))), 1);
        runner.run("first", null, runner.verb());
        runner.cloud().group(BETA, Color.BLUE).scaleOut(1);
        runner.cloud().pass(Duration.ofMinutes(1));
        assertThat(runner.reconcile()).isTrue();
        assertThat(runner.run(
                        "second",
                        new After(Operations.UPDATE_GROUP, 1, () -> breach.accept(runner.cloud())),
                        runner.verb()))
                .isInstanceOf(ProcessEnd.Completed.class);
        return runner;
    }

    @Test
    void for_the_way_forward_again_what_the_rollback_took_out_is_enough() {
        assertThat(forwardAgain(cloud -> {}).violations()).isEmpty();
    }

    @Test
    void a_way_forward_again_that_starts_more_than_the_rollback_took_out_is_found() {
        ProcessRunner runner =
                forwardAgain(cloud -> cloud.ports().fleets().resize(BETA.green(), Resize.to(3, 4), ANYBODY));

        assertThat(runner.violations())
                .hasSize(1)
                .allMatch(violation -> violation.endsWith("it starts more than the 3 that are enough"));
    }

    @Test
    void a_rollback_that_desires_what_is_in_service_already_starts_nothing() {
        ProcessRunner runner = new ProcessRunner(
                Scenario.of(
                        "back",
                        BETA,
                        seed -> {
                            SimulatedCloud cloud = EXPIRING.warm(seed);
                            SimulatedGroup blue = cloud.group(BETA, Color.BLUE);
                            blue.instances().forEach(instance -> blue.protect(instance.id()));
                            blue.setBounds(new GroupSize(0, 10, 1));
                            return cloud;
                        },
                        on -> on.rollback(Rollback.of(BETA).withCapacity(2))),
                1);
        runner.run("first", null, runner.verb());

        assertThat(runner.cloud().group(BETA, Color.BLUE).size().desired()).isEqualTo(3);
        assertThat(runner.violations()).isEmpty();
    }

    @Test
    void a_deployment_that_changes_something_before_the_state_says_so_is_found() {
        List<String> violations = breaking(Operations.CLAIM_STATE, 1, cloud -> grow(cloud, Color.GREEN));

        assertThat(violations)
                .hasSize(1)
                .allMatch(violation -> violation.endsWith("before the deployment state says what there was"));
    }

    @Test
    void a_deployment_that_does_not_hold_the_state_is_found() {
        SimulatedCloud cloud = EXPIRING.serving(1);
        Invariants invariants = Invariants.watch(cloud, BETA);
        invariants.acting("somebody");

        grow(cloud, Color.GREEN);

        assertThat(invariants.violations())
                .hasSize(1)
                .allMatch(violation -> violation.contains("invariant 5, one at a time: ")
                        && violation.endsWith("somebody sent it without holding the deployment state"));
    }

    @Test
    void a_deployment_that_does_not_look_before_the_point_of_no_return_is_found() {
        ProcessRunner runner = new ProcessRunner(EXPIRING.deploy(), 1);
        runner.run("first", new AfterRead(runner), runner.verb());

        assertThat(runner.violations())
                .anyMatch(violation -> violation.contains("rule R12, point of no return: ")
                        && violation.endsWith("has not seen the old color out of traffic"));
    }

    private static void shrink(SimulatedCloud cloud, Color color) {
        cloud.ports().fleets().resize(BETA.group(color), Resize.to(0, 0), ANYBODY);
        cloud.pass(Duration.ofSeconds(1));
    }

    private static void grow(SimulatedCloud cloud, Color color) {
        cloud.ports().fleets().resize(BETA.group(color), Resize.to(1, 1), ANYBODY);
    }

    private static void look(SimulatedCloud cloud) {
        cloud.ports().fleets().describe(Set.of(BETA.blue(), BETA.green()));
        cloud.ports().targetGroups().health(targetGroup(cloud));
    }

    private static TargetGroup targetGroup(SimulatedCloud cloud) {
        return cloud.ports().targetGroups().find(new TargetGroupRef("Beta"));
    }

    private static Set<Target> targets(SimulatedCloud cloud, Color color) {
        SimulatedGroup group = cloud.group(BETA, color);
        Set<Target> targets = new LinkedHashSet<>();
        group.instances().forEach(instance -> targets.add(new Target(instance.id(), 80)));
        return targets;
    }

    /** Takes one more out once it has seen the old color out of traffic, and before it passes the point of no return. */
    private static final class AfterRead implements ProcessRunner.Disturbance {
        private final ProcessRunner runner;
        private boolean done;

        AfterRead(ProcessRunner runner) {
            this.runner = runner;
        }

        @Override
        public void before(ProcessRunner.SimulatedProcess process, Call call) {
            SimulatedCloud cloud = runner.cloud();
            boolean out = cloud.targetGroup(BETA).registered(cloud.group(BETA, Color.BLUE)) == 0;
            if (!done && out && call.operation().equals(Operations.REPLACE_STATE)) {
                done = true;
                Target one = targets(cloud, Color.GREEN).iterator().next();
                cloud.ports().targetGroups().deregister(targetGroup(cloud), Set.of(one), ANYBODY);
            }
        }
    }
}
