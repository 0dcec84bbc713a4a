package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R18: members that their group replaces are held by a termination hook, and answer meanwhile; reconcile lets them drain
 * once others serve in their place.
 */
class ReconcileLeavingTest extends ReconcileScenario {
    @BeforeEach
    void hooked() {
        stage.blue.addHook(LifecycleHook.terminating(Duration.ofHours(1)));
    }

    /** The group has replaced all members. Those that came are in service and not registered, as after an instance refresh. */
    private List<SimulatedInstance> refreshed() {
        stage.blue.refresh();
        stage.cloud.pass(Duration.ofMinutes(5));
        List<SimulatedInstance> came = stage.blue.instances().stream()
                .filter(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                .toList();
        assertThat(came).hasSize(3);
        assertThat(stage.blue.instances()).hasSize(6);
        return came;
    }

    /** The group ends a member, and starts none in its place for a while. */
    private InstanceId notReplaced() {
        InstanceId ending = stage.blue.instance(1).id();
        stage.blue.refuseLaunches("no capacity");
        stage.blue.terminate(ending);
        stage.cloud.pass(Duration.ofMinutes(1));
        return ending;
    }

    @Test
    void members_on_their_way_out_drain_once_those_in_their_place_are_healthy() {
        SimulatedInstance slow = refreshed().get(0);
        slow.sicken("Target.Timeout");
        stage.cloud.after(Duration.ofSeconds(90), slow::heal);
        stage.neverFewerAnswering(3);

        Reconciliation done = reconcile();
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(done.changes()).hasSize(2);
        assertThat(done.changes().get(0)).startsWith("register 3 targets of Beta");
        assertThat(done.changes().get(1)).startsWith("deregister 3 targets of Beta");
        assertThat(done.succeeded()).isTrue();
        assertThat(stage.targets.registered(stage.blue)).isEqualTo(3);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 3);
    }

    @Test
    void they_go_on_serving_where_those_in_their_place_do_not_become_healthy() {
        refreshed().get(0).sicken("Target.Timeout");
        stage.neverFewerAnswering(3);

        Reconciliation done = reconcile();

        assertThat(done.changes()).singleElement().asString().startsWith("register 3 targets of Beta");
        assertThat(done.residue())
                .singleElement()
                .extracting(Residue::what)
                .asString()
                .startsWith("members of beta-blue on their way out are still registered: ")
                .endsWith(
                        "(the traffic guard blocked it: with 3 healthy instances leaving, 2 would remain, and at least 3"
                                + " must (within 5m))");
        assertThat(stage.targets.registered(stage.blue)).isEqualTo(6);
    }

    @Test
    void they_go_on_serving_until_others_are_in_service_and_nobody_waits_for_that() {
        InstanceId ending = notReplaced();

        Reconciliation done = reconcileAtOnce();

        assertThat(done.differences())
                .containsExactly(
                        "members of beta-blue on their way out still serve, since others are not in service yet: "
                                + ending + ":80");
        assertThat(done.succeeded()).isTrue();
        assertThat(done.resolved()).as("nobody needs to do anything").isTrue();
        untouched();

        stage.blue.allowLaunches();
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(reconcile().changes())
                .hasSize(2)
                .last()
                .asString()
                .contains("deregister 1 target of Beta: " + ending);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void one_that_does_not_answer_is_deregistered_at_once() {
        stage.blue.instance(1).sicken("Target.Timeout");
        InstanceId ending = notReplaced();

        assertThat(reconcile().changes())
                .singleElement()
                .asString()
                .isEqualTo("deregister 1 target of Beta: " + ending + ":80");
    }
}
