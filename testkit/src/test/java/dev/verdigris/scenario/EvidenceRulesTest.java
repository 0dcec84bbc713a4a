package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Reconcile;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** R18: what reconcile makes of a target group in which nobody is registered, and of what others do in it. */
class EvidenceRulesTest {
    private final Stage stage = Stage.on(Stage.builder()
            .requestsPerSecond(0)
            .serving(BETA, new GroupSize(1, 10, 3))
            .build());

    private Reconciliation reconcile() {
        return stage.blueGreen().reconcile(BETA);
    }

    private void nobodyIsRegistered() {
        stage.inService(stage.blue).forEach(stage.targets::deregister);
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.targets.targets()).isEmpty();
    }

    private static List<String> problems(Reconciliation done) {
        return done.unresolved().stream().map(Finding::problem).toList();
    }

    private void changesNothing(String problem) {
        int changes = stage.worldChanges();
        Reconciliation done = reconcile();

        assertThat(problems(done)).singleElement().asString().contains(problem);
        assertThat(done.resolved()).isFalse();
        assertThat(stage.worldChanges()).isEqualTo(changes);
    }

    @Nested
    class WhereNobodyIsRegistered {

        @Test
        void the_members_of_the_recorded_color_are_registered_and_become_healthy() {
            stage.blue.instance(1).terminate();
            stage.blue.instance(2).terminate();
            stage.blue.instance(3).terminate();
            stage.cloud.pass(Duration.ofMinutes(5));
            assertThat(stage.targets.targets()).isEmpty();

            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .singleElement()
                    .asString()
                    .startsWith("nobody is registered, and 3 members of beta-blue, the recorded color, in service");
            assertThat(done.resolved()).isTrue();
            assertThat(stage.targets.healthy(stage.blue)).isEqualTo(3);
            assertThat(reconcile().differences()).isEmpty();
        }

        @Test
        void where_two_fleets_are_in_service_the_recorded_one_is_registered() {
            stage.green.setBounds(new GroupSize(0, 10, 2));
            nobodyIsRegistered();

            assertThat(reconcile().resolved()).isTrue();
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        }

        @Test
        void status_says_who_may_serve() {
            nobodyIsRegistered();

            assertThat(stage.blueGreen().status(BETA).drift())
                    .singleElement()
                    .asString()
                    .startsWith("traffic reaches neither color while 3 instances of beta-blue in service may serve");
        }

        @Test
        void a_dry_run_says_so_and_changes_nothing() {
            nobodyIsRegistered();
            int changes = stage.worldChanges();

            Reconciliation done = stage.blueGreen().reconcile(Reconcile.of(BETA).withDryRun(true));

            assertThat(done.differences()).singleElement().asString().startsWith("nobody is registered");
            assertThat(stage.worldChanges()).isEqualTo(changes);
        }

        @Test
        void members_that_do_not_become_healthy_are_unresolved_now_and_at_the_next_run() {
            stage.blue.afflict("v1", InstanceFault.neverHealthy());
            stage.blue.setBounds(new GroupSize(0, 10, 0));
            stage.cloud.pass(Duration.ofMinutes(2));
            stage.blue.setBounds(new GroupSize(1, 10, 2));
            stage.cloud.pass(Duration.ofMinutes(2));

            assertThat(problems(reconcile()))
                    .singleElement()
                    .asString()
                    .startsWith("members of beta-blue were registered, and are not healthy");
            assertThat(problems(reconcile())).containsExactly("none of the registered members of beta-blue is healthy");
        }

        @Test
        void members_that_are_registered_elsewhere_are_left_where_they_are() {
            SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
            stage.inService(stage.blue).forEach(legacy::register);
            nobodyIsRegistered();

            changesNothing("are registered in " + legacy.arn());
        }

        @Test
        void a_group_that_is_attached_elsewhere_is_left_alone() {
            SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
            stage.blue.attach(legacy);
            nobodyIsRegistered();

            changesNothing("the recorded color, is attached to " + legacy.arn());
        }

        @Test
        void a_group_that_is_attached_here_is_left_alone_and_named_twice() {
            stage.blue.attach(stage.targets);
            nobodyIsRegistered();
            int changes = stage.worldChanges();

            assertThat(problems(reconcile()))
                    .satisfiesExactly(
                            attached -> assertThat(attached).startsWith("beta-blue is attached to Beta"),
                            nobody -> assertThat(nobody).contains("the recorded color, is attached to"));
            assertThat(stage.worldChanges()).isEqualTo(changes);
        }

        @Test
        void a_target_group_that_no_listener_uses_gets_nobody() {
            stage.targets.setInUse(false);
            nobodyIsRegistered();

            changesNothing("no listener uses it");
        }

        @Test
        void the_color_that_is_not_recorded_is_for_a_person_to_decide() {
            stage.blue.setBounds(new GroupSize(0, 10, 0));
            stage.green.setBounds(new GroupSize(1, 10, 1));
            stage.cloud.pass(Duration.ofMinutes(3));

            changesNothing("only beta-green, which is not recorded, has members in service");
        }

        @Test
        void two_fleets_at_zero_are_told_and_need_nobody() {
            stage.blue.setBounds(new GroupSize(0, 10, 0));
            stage.cloud.pass(Duration.ofMinutes(2));

            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .containsExactly("traffic reaches neither color in Beta: both fleets are at zero");
            assertThat(done.resolved()).isTrue();
            assertThat(stage.blueGreen().validate(BETA)).anySatisfy(finding -> {
                assertThat(finding.warning()).isTrue();
                assertThat(finding.problem()).contains("both fleets are at zero");
            });
        }

        @Test
        void a_fleet_that_cannot_start_anybody_is_unresolved() {
            stage.blue.refuseLaunches("no capacity");
            stage.inService(stage.blue).forEach(id -> stage.cloud.instance(id).terminate());
            stage.cloud.pass(Duration.ofMinutes(3));

            changesNothing("no member of either fleet is in service");
        }
    }

    @Nested
    class OthersAtWork {

        @Test
        void an_idle_group_that_is_attached_here_is_taken_out_and_the_attachment_named() {
            stage.green.attach(stage.targets);
            stage.green.setBounds(new GroupSize(0, 10, 2));
            stage.cloud.pass(Duration.ofMinutes(2));

            Reconciliation done = reconcile();

            assertThat(done.changes()).singleElement().asString().startsWith("deregister 2 targets of Beta");
            assertThat(problems(done)).singleElement().asString().startsWith("beta-green is attached to Beta");
            assertThat(stage.cloud).registersOnly(Color.BLUE);
            stage.green.detach(stage.targets);
            assertThat(reconcile().resolved()).isTrue();
        }

        @Test
        void what_drains_by_another_hand_is_left_alone() {
            stage.targets.setDeregistrationDelay(Duration.ofMinutes(5));
            InstanceId spot = stage.blue.instance(1).id();
            stage.targets.deregister(spot);
            stage.cloud.pass(Duration.ofSeconds(5));

            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .containsExactly("members of beta-blue in service drain, and are left alone: " + spot);
            assertThat(done.resolved()).isTrue();
            assertThat(done.changes()).isEmpty();
        }

        @Test
        void one_stray_registration_is_a_finding_and_no_norm() {
            stage.targets.place(stage.blue.instance(2), 8080);

            changesNothing("on ports that most of it is not on: "
                    + stage.blue.instance(2).id() + ":8080");
        }

        @Test
        void a_member_that_waits_in_a_termination_hook_is_deregistered_so_that_it_drains() {
            stage.targets.setDeregistrationDelay(Duration.ofMinutes(1));
            stage.blue.addHook(LifecycleHook.terminating(Duration.ofMinutes(10)));
            InstanceId ending = stage.blue.instance(1).id();
            stage.blue.scaleIn(1);
            stage.cloud.pass(Duration.ofSeconds(30));

            Reconciliation done = reconcile();

            assertThat(done.changes()).singleElement().asString().startsWith("deregister 1 target of Beta");
            assertThat(done.resolved()).isTrue();
            assertThat(stage.cloud).hasInService(Color.BLUE, 2);
            assertThat(stage.targets.registered(stage.blue)).isEqualTo(2);
            assertThat(ending).isNotNull();
        }
    }
}
