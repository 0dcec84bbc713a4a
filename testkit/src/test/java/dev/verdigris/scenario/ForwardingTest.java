package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.Report;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.TrafficReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Traffic by forwarding: what becomes of the requests, of the routes and of both fleets. */
class ForwardingTest {
    private static final List<String> TO_BLUE =
            List.of("Beta-Blue 100 and Beta-Green 0", "Beta-Blue 100 and Beta-Green 0");
    private static final List<String> TO_GREEN =
            List.of("Beta-Blue 0 and Beta-Green 100", "Beta-Blue 0 and Beta-Green 100");

    private final ForwardingStage stage = new ForwardingStage();

    @Test
    void a_deployment_moves_all_requests_at_once_and_loses_none() {
        List<Duration> moved = new ArrayList<>();
        stage.cloud.watch(cloud -> {
            if (moved.isEmpty() && stage.actions().equals(TO_GREEN)) {
                moved.add(cloud.elapsed());
            }
        });
        Outcome outcome = stage.on().deploy(stage.ending());

        assertThat(outcome).succeeded();
        assertThat(stage.actions()).isEqualTo(TO_GREEN);
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
        assertThat(stage.cloud).failedNoRequest();
        TrafficReport traffic = stage.cloud.traffic();
        assertThat(traffic.bothVersions())
                .as("both versions answered only while the change came to the nodes")
                .isEqualTo(traffic.bothWhilePropagating());
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.cloud.traffic().byVersion().get("v1"))
                .as("none by the old version once the change has come to every node")
                .isEqualTo(traffic.byVersion().get("v1"));
        assertThat(stage.cloud.group(stage.beta, Color.BLUE).inService()).isZero();
        assertThat(moved).hasSize(1);
    }

    @Test
    void the_plan_says_what_is_written_and_what_is_waited_for() {
        assertThat(stage.on().plan(Deployment.of(stage.beta)).toString())
                .contains("forward all requests of main:80 and main:443 to Beta-Green, and read back that it is so")
                .contains("leave beta-blue as it is for 30s, until every node of the load balancer forwards")
                .contains("wait until 3 of Beta-Green are healthy in two consecutive polls, without any requests");
    }

    @Test
    void r22_the_old_fleet_is_not_touched_before_the_hold_is_over() {
        ForwardingStage longer = new ForwardingStage(ForwardingStage.TWO.hold(Duration.ofMinutes(3)));
        List<Duration> moments = new ArrayList<>();
        longer.cloud.watch(cloud -> {
            boolean moved = longer.actions().equals(TO_GREEN);
            boolean ending = cloud.group(longer.beta, Color.BLUE).size().desired() == 0;
            if ((moments.isEmpty() && moved) || (moments.size() == 1 && ending)) {
                moments.add(cloud.elapsed());
            }
        });

        assertThat(longer.on().deploy(longer.ending())).succeeded();

        assertThat(moments.get(1).minus(moments.get(0))).isGreaterThanOrEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void r22_stickiness_is_waited_out_before_the_old_fleet_is_touched() {
        stage.rewrite(action -> action.sticky(Duration.ofMinutes(10)));
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(stage.on().plan(stage.ending()).toString())
                .contains("leave beta-blue as it is for 10m 30s")
                .contains("the cookies of clients that were sent to it have ended (main:80 (10m), main:443 (10m))");
        assertThat(stage.on().deploy(stage.ending())).succeeded();

        assertThat(stage.cloud).failedNoRequest();
        assertThat(stage.actions()).allMatch(action -> action.endsWith("Beta-Green 100, sticky for PT10M"));
    }

    @Test
    void r22_stickiness_is_taken_off_in_the_write_that_moves_the_weights() {
        ForwardingStage removing = new ForwardingStage(ForwardingStage.TWO.stickiness(Stickiness.REMOVE));
        removing.rewrite(action -> action.sticky(Duration.ofMinutes(10)));
        removing.cloud.pass(Duration.ofMinutes(1));

        assertThat(removing.on().plan(removing.ending()).toString())
                .contains("and take the stickiness off main:80 (10m), main:443 (10m) in the same write, for good")
                .contains("leave beta-blue as it is for 30s");
        assertThat(removing.on().deploy(removing.ending())).succeeded();

        assertThat(removing.cloud).failedNoRequest();
        assertThat(removing.actions()).isEqualTo(TO_GREEN);
    }

    @Test
    void stickiness_that_was_taken_off_is_put_on_again_on_the_way_back() {
        ForwardingStage removing = new ForwardingStage(ForwardingStage.TWO.stickiness(Stickiness.REMOVE));
        removing.rewrite(action -> action.sticky(Duration.ofMinutes(10)));
        List<String> before = removing.actions();
        removing.cloud.install(
                CallFault.denied(Operations.MODIFY_LISTENER).skipping(1).times(1));

        assertThat(removing.on().deploy(removing.beta)).rolledBack();

        assertThat(removing.actions()).isEqualTo(before);
    }

    @Test
    void r23_nothing_of_the_routes_is_written_before_the_new_targets_are_healthy() {
        stage.cloud.group(stage.beta, Color.GREEN).afflict(2, InstanceFault.neverHealthy());

        Outcome outcome = stage.on()
                .deploy(Deployment.of(stage.beta).withPolicy(Policy.defaults().withReplacements(0)));

        assertThat(outcome).rolledBackBecause("became healthy");
        assertThat(stage.cloud.log()).noneMatch(entry -> entry.toString().contains("listener :"));
        assertThat(stage.cloud).servesOnly(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r19_a_route_that_names_one_target_group_alone_names_both_from_the_first_step_on() {
        stage.rewrite(action -> ForwardAction.to(stage.cloud.targetGroup(stage.beta, Color.BLUE)));

        assertThat(stage.on().plan(stage.ending()).steps().get(0).sentence())
                .isEqualTo("have main:80 (blue 1) and main:443 (blue 1) name the target groups of both colors, that of"
                        + " green at weight 0, so that its targets are health-checked before they get requests");
        assertThat(stage.on().deploy(stage.ending())).succeeded();

        assertThat(stage.actions()).isEqualTo(TO_GREEN);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r19_what_somebody_leaves_out_meanwhile_is_named_again() {
        BlueGreen on = stage.as(
                "await-healthy",
                () -> stage.rewrite(action -> ForwardAction.to(stage.cloud.targetGroup(stage.beta, Color.BLUE), 100)));

        assertThat(on.deploy(stage.ending())).succeeded();

        assertThat(stage.actions()).isEqualTo(TO_GREEN);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void a_rollback_to_the_warm_fleet_takes_less_than_a_minute() {
        assertThat(stage.on().deploy(stage.beta)).succeeded();
        stage.cloud.pass(Duration.ofMinutes(5));
        Duration began = stage.cloud.elapsed();

        Outcome outcome = stage.on().rollback(Rollback.of(stage.beta));

        assertThat(outcome).succeeded();
        assertThat(stage.cloud.elapsed().minus(began)).isLessThan(Duration.ofMinutes(1));
        assertThat(stage.actions()).isEqualTo(TO_BLUE);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void the_first_deployment_gets_requests_once_it_is_healthy() {
        stage.cloud.group(stage.beta, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
        stage.cloud.pass(Duration.ofMinutes(10));

        Outcome outcome =
                stage.on().deploy(Deployment.of(stage.beta).withCapacity(2).withTo(Color.BLUE));

        assertThat(outcome).succeeded();
        assertThat(outcome)
                .hasSteps(
                        Report.Step.State.DONE,
                        "form",
                        "scale-up",
                        "await-in-service",
                        "await-healthy",
                        "shift",
                        "write-parameter",
                        "restore-active-min");
        assertThat(stage.actions()).isEqualTo(TO_BLUE);
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_cleanup_ends_the_warm_fleet_and_leaves_its_target_group_in_the_routes() {
        assertThat(stage.on().deploy(stage.beta)).succeeded();

        assertThat(stage.on().cleanup(stage.beta)).succeeded();

        assertThat(stage.cloud.group(stage.beta, Color.BLUE).inService()).isZero();
        assertThat(stage.actions()).isEqualTo(TO_GREEN);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void calls_of_a_switch_do_not_grow_with_the_number_of_instances() {
        assertThat(stage.on().deploy(stage.beta)).succeeded();
        long writes = stage.cloud.log().stream()
                .filter(entry -> entry.toString().contains("listener :"))
                .count();

        assertThat(writes).isEqualTo(2);
    }

    @Test
    void a_cloud_without_listeners_is_refused_by_name() {
        Cloud whole = stage.cloud.ports();
        Cloud without = Cloud.builder()
                .fleets(whole.fleets())
                .targetGroups(whole.targetGroups())
                .activeColors(whole.activeColors())
                .deployments(Objects.requireNonNull(whole.deployments()))
                .time(whole.time())
                .build();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> BlueGreen.on(without).deploy(stage.beta))
                .withMessageContaining("expected a cloud with the port 'listeners'");
    }
}
