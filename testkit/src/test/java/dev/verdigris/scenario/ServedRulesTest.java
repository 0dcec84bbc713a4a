package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R1 to R3: what is served. */
class ServedRulesTest {

    @Test
    void a_deployment_moves_traffic_records_the_color_and_keeps_the_old_fleet_warm() {
        Stage stage = Stage.set();
        stage.neverFewerAnswering(3);

        Outcome outcome = stage.deploy();

        assertThat(outcome).succeeded().notingNothing();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 3, 10, 3)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
        assertThat(outcome.report().from()).isEqualTo(Color.BLUE);
        assertThat(outcome.report().to()).isEqualTo(Color.GREEN);
        assertThat(stage.cloud.traffic().byVersion()).containsOnlyKeys("v1", "v2");
    }

    @Test
    void a_deployment_that_keeps_nothing_warm_ends_with_the_old_fleet_gone() {
        Stage stage = Stage.set();
        stage.neverFewerAnswering(3);

        assertThat(stage.deploy(keepingNothing())).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .hasInService(Color.BLUE, 0)
                .failedNoRequest();
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.blue.instances()).isEmpty();
    }

    @Test
    void forty_five_instances_are_moved_as_three_are() {
        Stage stage = Stage.set(new GroupSize(40, 100, 45));
        stage.neverFewerAnswering(45);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 40, 100, 45)
                .hasInService(Color.BLUE, 45)
                .failedNoRequest();
    }

    @Test
    void more_instances_than_the_live_fleet_has_may_be_asked_for_and_fewer_are_raised() {
        Stage more = Stage.set();
        assertThat(more.deploy(Deployment.of(BETA).withCapacity(5))).succeeded();
        assertThat(more.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 5)
                .hasBounds(Color.GREEN, 2, 10, 5);

        Stage fewer = Stage.set();
        assertThat(fewer.deploy(Deployment.of(BETA).withCapacity(1))).succeeded();
        assertThat(fewer.cloud).servesOnly(Color.GREEN).hasInService(Color.GREEN, 3);
    }

    @Test
    void r1_each_deployment_serves_instances_that_did_not_exist_before_it() {
        Stage stage = Stage.set();
        stage.neverFewerAnswering(3);
        Set<InstanceId> seen = new HashSet<>(stage.inService(stage.blue));
        for (int i = 0; i < 4; i++) {
            stage.cloud.setLaunchVersion("v" + (i + 2));
            assertThat(stage.deploy()).succeeded();
            Color active = i % 2 == 0 ? Color.GREEN : Color.BLUE;
            assertThat(stage.cloud).servesOnly(active).hasRecorded(active);
            Set<InstanceId> serving = stage.inService(stage.cloud.group(BETA, active));
            assertThat(serving).hasSize(3).doesNotContainAnyElementsOf(seen);
            seen.addAll(serving);
        }
        assertThat(stage.cloud)
                .failedNoRequest()
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 3, 10, 3);
        assertThat(stage.cloud.traffic().byVersion()).containsOnlyKeys("v1", "v2", "v3", "v4", "v5");
    }

    @Test
    void r1_what_the_idle_role_keeps_by_its_minimum_is_recycled() {
        Stage stage = Stage.set();
        stage.green.setBounds(new GroupSize(1, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        Set<InstanceId> old = stage.inService(stage.green);
        assertThat(old).hasSize(2);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.GREEN, 3);
        assertThat(stage.inService(stage.green)).doesNotContainAnyElementsOf(old);
    }

    @Test
    void r1_recycling_waits_until_the_idle_fleet_has_drained() {
        Stage stage = Stage.set();
        assertThat(stage.deploy()).succeeded();
        // Someone lets the idle fleet serve for a moment, and takes it out again.
        stage.targets.place(stage.blue);
        stage.inService(stage.blue).forEach(stage.targets::deregister);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
        assertThat(stage.sentences())
                .anyMatch(sentence -> sentence.contains("must not shrink while 0 of its instances"));
    }

    @Test
    void r1_a_rollback_reuses_the_instances_that_are_there() {
        Stage stage = Stage.set();
        Set<InstanceId> old = stage.inService(stage.blue);
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.rollback()).succeeded();

        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
        assertThat(stage.inService(stage.blue)).isEqualTo(old);
    }

    @Test
    void r1_recycling_that_does_not_end_rolls_the_deployment_back() {
        Stage stage = Stage.set();
        assertThat(stage.deploy()).succeeded();
        InstanceId kept = stage.blue.instance(1).id();

        assertThat(stage.when("recycle", () -> stage.blue.protect(kept)).deploy())
                .rolledBackBecause("expected beta-blue to be empty, found " + kept)
                .failedIn("recycle");
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .failedNoRequest();
    }

    @Test
    void r2_a_registered_instance_on_standby_still_has_its_color_and_leaves_with_it() {
        Stage stage = Stage.set();
        stage.blue.enterStandby(stage.blue.instance(1).id());
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.targets.registered(stage.blue)).isEqualTo(3);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
        assertThat(stage.targets.registered(stage.blue)).isZero();
    }

    @Test
    void r2_only_members_in_service_are_registered() {
        Stage stage = Stage.set();
        stage.when(
                "register",
                () -> stage.green.enterStandby(stage.green.instance(1).id()));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
        InstanceId standing = stage.green.instance(1).id();
        assertThat(stage.targets.targets())
                .noneMatch(target -> target.target().instance().equals(standing));
    }

    @Test
    void r2_an_instance_that_has_left_its_group_keeps_the_color_it_was_seen_with() {
        Stage stage = Stage.set();
        stage.when("await-healthy", () -> stage.blue.instance(1).terminate());

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
        assertThat(stage.targets.targets()).as("no trace of the lost one").hasSize(3);
    }

    @Test
    void r2_targets_of_neither_color_are_left_alone_and_reported_and_do_not_count() {
        Stage stage = Stage.set();
        SimulatedInstance unrecognized = stage.cloud.startInstance("by-hand");
        stage.targets.place(unrecognized);

        Outcome outcome = stage.deploy();

        assertThat(outcome).succeeded().noting(unrecognized.id().value());
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
        assertThat(stage.targets.targets())
                .anyMatch(target -> target.target().instance().equals(unrecognized.id()) && target.healthy());
        assertThat(stage.blueGreen().status(BETA).drift())
                .singleElement()
                .asString()
                .contains(unrecognized.id().value());
    }
}
