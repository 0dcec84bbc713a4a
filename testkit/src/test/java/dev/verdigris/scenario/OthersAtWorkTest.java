package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody else takes out of traffic is left alone; what we took out ourselves comes back. */
class OthersAtWorkTest {
    private final Stage stage = Stage.set();
    private final List<String> registrations = new ArrayList<>();

    OthersAtWorkTest() {
        stage.calls.beforeEach(
                call -> call.operation().equals(Operations.REGISTER),
                call -> registrations.add(String.valueOf(call.detail())));
    }

    private InstanceId first() {
        return stage.blue.instance(1).id();
    }

    private void neverRegistered(InstanceId instance) {
        assertThat(registrations).noneMatch(detail -> detail.contains(instance.value()));
    }

    @Test
    void a_quarantined_live_instance_is_not_registered_by_a_deployment() {
        stage.targets.deregister(first());
        stage.cloud.pass(Duration.ofMinutes(2));

        Outcome outcome = stage.deploy();

        assertThat(outcome).succeeded();
        neverRegistered(first());
        assertThat(outcome.report().notes())
                .contains(first() + " of beta-blue was taken out of traffic by somebody else, and is left so");
    }

    @Test
    void a_quarantined_live_instance_is_not_registered_by_an_undo() {
        stage.targets.deregister(first());
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.green.afflict("v2", InstanceFault.neverHealthy());

        assertThat(stage.deploy()).rolledBack();
        neverRegistered(first());
        assertThat(stage.targets.healthy(stage.blue)).isEqualTo(2);
    }

    @Test
    void where_the_whole_live_fleet_was_taken_out_an_undo_registers_it() {
        stage.when("await-in-service", stage.targets::deregisterAll);
        stage.green.afflict("v2", InstanceFault.neverHealthy());

        assertThat(stage.deploy()).rolledBack();
        assertThat(stage.targets.healthy(stage.blue)).isEqualTo(3);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
    }

    @Test
    void a_warm_fleet_that_somebody_registers_as_it_is_to_be_recycled_is_not_ended() {
        assertThat(stage.deploy()).succeeded();
        stage.when("recycle", () -> stage.inService(stage.blue).forEach(stage.targets::register));

        assertThat(stage.deploy())
                .failedDirty()
                .satisfies(outcome -> assertThat(outcome.toString())
                        .contains("the blue fleet must not shrink while 3 of its instances", "see who registers them"));
        assertThat(stage.cloud).hasInService(Color.BLUE, 3).failedNoRequest();
    }

    @Test
    void a_live_instance_that_drains_by_another_hand_meanwhile_is_not_registered_again() {
        stage.targets.setDeregistrationDelay(Duration.ofMinutes(5));
        stage.when("await-in-service", () -> stage.targets.deregister(first()));

        assertThat(stage.deploy()).succeeded();
        neverRegistered(first());
    }

    @Test
    void a_live_instance_that_has_drained_by_another_hand_is_not_registered_again() {
        stage.targets.setDeregistrationDelay(Duration.ofSeconds(5));
        stage.when("await-in-service", () -> stage.targets.deregister(first()));
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(3)));

        assertThat(stage.deploy()).succeeded();
        neverRegistered(first());
    }

    @Test
    void a_new_instance_that_somebody_drains_is_not_registered_again() {
        stage.targets.setDeregistrationDelay(Duration.ofMinutes(10));
        stage.when(
                "await-healthy",
                () -> stage.targets.deregister(stage.green.instance(1).id()));

        assertThat(stage.deploy()).rolledBackBecause("only 2 of 3 became healthy");
        assertThat(registrations)
                .filteredOn(
                        detail -> detail.contains(stage.green.instance(1).id().value()))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void what_joins_the_live_fleet_meanwhile_is_registered_as_ever() {
        stage.when("await-in-service", () -> stage.blue.scaleOut(1));
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(2)));

        assertThat(stage.deploy()).succeeded();
        assertThat(registrations)
                .anyMatch(detail -> detail.contains(stage.blue.instance(4).id().value()));
    }

    @Test
    void what_we_took_out_ourselves_comes_back_when_it_is_undone() {
        stage.targets.setDeregistrationDelay(Duration.ofMinutes(5));
        stage.when(
                "deregister",
                () -> stage.cloud.after(
                        Duration.ofSeconds(1),
                        () -> stage.green.instances().forEach(instance -> instance.terminate())));

        Outcome outcome = stage.deploy();

        assertThat(outcome.report().from()).isEqualTo(Color.BLUE);
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.targets.targets().stream().anyMatch(TargetHealth::healthy))
                .isTrue();
    }

    @Test
    void a_process_that_comes_later_brings_back_what_an_earlier_one_may_have_taken_out() {
        stage.targets.setDeregistrationDelay(Duration.ofMinutes(5));
        stage.killedAfter(Operations.DEREGISTER, 1, stage::deploy);

        assertThat(stage.by("bob").abort(BETA)).rolledBack();
        assertThat(stage.targets.healthy(stage.blue)).isEqualTo(3);
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_rollback_registers_what_still_drains() {
        stage.targets.setDeregistrationDelay(Duration.ofMinutes(5));
        stage.killedIn("await-drained", stage::deploy);
        stage.by("bob").unlock(BETA, "the new version fails");
        stage.by("bob").reconcile(BETA);

        assertThat(stage.by("bob").rollback(Rollback.of(BETA))).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }
}
