package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The release pointer is part of the switch (R30). */
class ReleaseTest {
    private static final Deployment OF_2 = Deployment.of(Stage.BETA).withRelease("2.0");

    private final Stage stage = Stage.set();

    private List<String> versions(SimulatedGroup group) {
        return group.instances().stream()
                .map(SimulatedInstance::version)
                .distinct()
                .toList();
    }

    private void deployed(String release) {
        assertThat(stage.deploy(Deployment.of(Stage.BETA).withRelease(release))).succeeded();
    }

    @Test
    void r30_a_release_is_selected_before_the_first_new_instance_starts() {
        stage.cloud.setRelease(Stage.BETA, "1.0");

        assertThat(stage.deploy(OF_2)).succeeded();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
        assertThat(versions(stage.green)).containsExactly("2.0");
        assertThat(stage.changes().indexOf("the parameter /compiler-explorer/beta/release: 1.0 → 2.0"))
                .isNotNegative()
                .isLessThan(stage.changes().indexOf("beta-green: min 0 → 3, desired 0 → 3"));
        assertThat(stage.cloud.traffic().byVersion()).containsKeys("v1", "2.0");
        assertThat(stage.by("bob").history(Stage.BETA).get(0).release()).isEqualTo("2.0");
    }

    @Test
    void r30_what_serves_is_selected_again_when_the_new_release_fails() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.green.afflict("2.0", new InstanceFault.NeverHealthy("Target.Timeout"));

        assertThat(stage.deploy(OF_2)).rolledBackBecause("healthy");

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
        assertThat(stage.by("bob").history(Stage.BETA).get(0).release()).isEqualTo("2.0");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void r30_where_nothing_was_selected_nothing_is_again_when_it_fails() {
        stage.green.afflict("2.0", new InstanceFault.NeverHealthy("Target.Timeout"));

        assertThat(stage.deploy(OF_2)).rolledBackBecause("healthy");

        assertThat(stage.cloud.release(Stage.BETA)).isNull();
    }

    @Test
    void r30_an_abort_selects_again_what_serves() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.killedIn("await-in-service", () -> stage.deploy(OF_2));
        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");

        assertThat(stage.by("bob").abort(Stage.takingOver())).rolledBack();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
    }

    @Test
    void r30_a_resumed_deployment_goes_on_with_its_release() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.killedIn("select-release", () -> stage.deploy(OF_2));

        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
        assertThat(versions(stage.green)).containsExactly("2.0");
    }

    @Test
    void r30_a_rollback_selects_what_the_color_was_deployed_with_that_it_goes_back_to() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        deployed("2.0");

        assertThat(stage.rollback()).succeeded();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
        assertThat(stage.by("bob").history(Stage.BETA).get(0).release()).isEqualTo("1.0");
    }

    @Test
    void r30_a_rollback_that_fails_selects_again_what_serves() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        deployed("2.0");
        stage.when("register", () -> stage.blue.instances().forEach(member -> member.sicken("Target.Timeout")));

        assertThat(stage.rollback()).rolledBackBecause("healthy");

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void r30_a_rollback_takes_over_while_it_is_finalized_and_selects_what_served_before() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.killedIn("await-drained", () -> stage.deploy(OF_2));

        assertThat(stage.by("bob").rollback(Stage.BETA)).succeeded();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
        assertThat(stage.by("bob").rollback(Stage.BETA)).succeeded();
        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
    }

    @Test
    void r30_a_rollback_goes_back_whether_or_not_the_pointer_can_be_written() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        deployed("2.0");
        stage.cloud.install(CallFault.denied(Operations.SELECT_RELEASE));

        assertThat(stage.rollback()).failedDirty().leaving("may select another release than 1.0, which serves");

        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
    }

    @Test
    void r30_what_somebody_else_selects_while_the_fleet_starts_is_named_and_left() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.when("await-in-service", () -> stage.cloud.setRelease(Stage.BETA, "9.9"));

        assertThat(stage.deploy(OF_2))
                .rolledBackBecause("someone has selected 9.9")
                .failedIn("select-release")
                .noting("someone selected 9.9 meanwhile; it is left so, although 1.0 serves");

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("9.9");
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void r30_what_somebody_else_selects_past_the_point_of_no_return_is_left_and_said() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.when("await-drained", () -> stage.cloud.setRelease(Stage.BETA, "9.9"));

        assertThat(stage.deploy(OF_2))
                .succeeded()
                .noting("someone selected 9.9 meanwhile; it is left so, although 2.0");

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("9.9");
    }

    @Test
    void r30_an_instance_that_the_live_fleet_launches_meanwhile_is_named() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.when("await-in-service", () -> stage.blue.setDesired(4));

        assertThat(stage.deploy(OF_2)).succeeded().noting("launched in beta-blue while 2.0 was selected");
    }

    @Test
    void nothing_is_read_or_written_of_releases_until_one_is_asked_for() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.calls.beforeEach(call -> call.subject().toString().endsWith("/release"), call -> {
            throw new AssertionError("expected no look at the release pointer, found " + call);
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cleanup()).succeeded();
        assertThat(stage.by("bob").status(Stage.BETA).drift()).isEmpty();
    }

    @Test
    void a_deployment_that_names_no_release_deploys_what_is_selected() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        deployed("2.0");
        stage.cloud.setRelease(Stage.BETA, "3.0");
        stage.check("smoke", subject -> Check.Verdict.failed("not today"));

        assertThat(stage.deploy()).rolledBackBecause("not today");

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
    }

    @Test
    void a_cloud_without_releases_is_refused_by_name_and_nothing_is_changed() {
        Cloud ports = stage.cloud.ports();
        Cloud without = Cloud.builder()
                .fleets(ports.fleets())
                .targetGroups(ports.targetGroups())
                .activeColors(ports.activeColors())
                .deployments(java.util.Objects.requireNonNull(ports.deployments()))
                .time(ports.time())
                .build();

        assertThatThrownBy(() -> BlueGreen.on(without).deploy(OF_2))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected a port to read and select the release of beta by, found none")
                .hasMessageContaining("Cloud.Builder.releases");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void a_plan_shows_the_step_and_what_it_comes_before() {
        stage.cloud.setRelease(Stage.BETA, "1.0");

        assertThat(stage.blueGreen().plan(OF_2).toString())
                .containsSubsequence(
                        "select-release",
                        "select 2.0 instead of 1.0 in the parameter /compiler-explorer/beta/release",
                        "on the way back, 1.0",
                        "scale-up",
                        "confirm-release");
    }
}
