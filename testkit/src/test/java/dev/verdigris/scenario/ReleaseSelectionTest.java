package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A release is selected first, and deployed afterwards: what the two leave between them is said. */
class ReleaseSelectionTest {
    private final Stage stage = Stage.set();

    private Outcome select(String release) {
        return stage.by("ann").select(ReleaseSelection.of(Stage.BETA, release));
    }

    private Status status() {
        return stage.by("bob").status(Stage.BETA);
    }

    @Test
    void what_is_selected_is_what_the_next_deployment_boots() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        assertThat(select("2.0")).succeeded();
        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");

        assertThat(stage.deploy()).succeeded();

        assertThat(stage.green.instances())
                .extracting(SimulatedInstance::version)
                .containsOnly("2.0");
        assertThat(status().release()).isEqualTo("2.0");
        assertThat(status().selectedRelease()).isEqualTo("2.0");
        assertThat(status().drift()).isEmpty();
    }

    @Test
    void r30_a_refresh_that_fails_after_it_selects_what_serves_again() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        assertThat(select("2.0")).succeeded();
        stage.check("smoke", subject -> Check.Verdict.failed("not today"));

        assertThat(stage.deploy()).rolledBackBecause("not today");

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
        stage.blue.instance(1).terminate();
        stage.cloud.pass(java.time.Duration.ofMinutes(5));
        assertThat(stage.blue.instances())
                .extracting(SimulatedInstance::version)
                .containsOnly("v1", "1.0");
    }

    @Test
    void a_selection_that_is_ahead_of_what_serves_is_drift_and_says_what_it_means() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        assertThat(select("2.0")).succeeded();

        assertThat(status().release()).isEqualTo("1.0");
        assertThat(status().selectedRelease()).isEqualTo("2.0");
        assertThat(status().drift())
                .containsExactly("the parameter /compiler-explorer/beta/release selects 2.0 while blue serves 1.0, so"
                        + " that what is launched now may run another version");
        assertThat(status().toString()).contains("release: 1.0 serves", "selected: 2.0 for what is launched");
        assertThat(stage.by("bob").validate(Stage.BETA)).allMatch(Finding::warning);
        assertThat(stage.by("bob").reconcile(Stage.BETA).unresolved()).isEmpty();
    }

    @Test
    void what_somebody_else_has_selected_is_for_a_person_to_decide() {
        assertThat(select("2.0")).succeeded();
        stage.cloud.setRelease(Stage.BETA, "9.9");

        assertThat(stage.by("bob").reconcile(Stage.BETA).unresolved())
                .extracting(Finding::problem)
                .containsExactly("the parameter /compiler-explorer/beta/release selects 9.9, and what was last"
                        + " selected through Verdigris is 2.0");
        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("9.9");
    }

    @Test
    void while_a_deployment_is_in_progress_nothing_else_is_selected() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.when(
                "await-in-service",
                () -> assertThatThrownBy(() -> select("3.0")).isInstanceOf(BusyException.class));

        assertThat(stage.deploy(Deployment.of(Stage.BETA).withRelease("2.0"))).succeeded();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
    }

    @Test
    void selecting_what_is_selected_changes_nothing() {
        stage.cloud.setRelease(Stage.BETA, "2.0");
        int changes = stage.worldChanges();

        assertThat(select("2.0")).succeeded();

        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.by("bob").history(Stage.BETA).get(0).toString()).contains("succeeded in selecting 2.0");
    }

    @Test
    void a_selection_that_is_denied_leaves_all_as_it_was() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.cloud.install(CallFault.denied(Operations.SELECT_RELEASE));

        assertThat(select("2.0")).rolledBackBecause("AccessDenied").failedIn("set-release");

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
        assertThat(status().deployment()).isNull();
    }

    @Test
    void a_selection_that_was_interrupted_is_resumed_or_aborted_like_a_deployment() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.killedAfter(Operations.SELECT_RELEASE, 1, () -> select("2.0"));
        assertThat(Objects.requireNonNull(status().deployment()).verb()).isEqualTo("select");

        assertThat(stage.by("bob").abort(Stage.takingOver())).rolledBack();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
    }

    @Test
    void a_selection_keeps_what_is_known_of_a_warm_fleet() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        assertThat(stage.deploy(Deployment.of(Stage.BETA).withRelease("2.0"))).succeeded();
        assertThat(select("3.0")).succeeded();

        assertThat(stage.rollback()).succeeded();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("1.0");
        assertThat(stage.blue.size()).isEqualTo(stage.blueAsSet);
    }

    @Test
    void a_selection_is_no_business_of_what_stands_in_the_way_of_a_deployment() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.cloud.removeParameter(Stage.BETA.activeColorParameter());
        stage.blue.suspend("Launch");

        assertThat(select("2.0")).succeeded();

        assertThat(stage.cloud.release(Stage.BETA)).isEqualTo("2.0");
    }

    @Test
    void an_obstacle_at_the_pointer_refuses_a_selection_and_a_deployment_by_name() {
        Finding obstacle = new Finding("expected $Default, found $Latest in beta-green", "use $Default");
        BlueGreen blueGreen = BlueGreen.on(with(at("the template lt-1", obstacle)));

        assertThatThrownBy(() -> blueGreen.select(ReleaseSelection.of(Stage.BETA, "2")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found $Latest in beta-green");
        assertThatThrownBy(() -> blueGreen.deploy(Deployment.of(Stage.BETA).withRelease("2")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found $Latest in beta-green");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void another_place_is_refused_until_a_release_is_selected_there() {
        assertThat(select("2.0")).succeeded();
        BlueGreen elsewhere = BlueGreen.on(with(at("s3://builds/beta", null)));

        assertThatThrownBy(() -> elsewhere.deploy(Stage.BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the release pointer of beta where it was so far, the parameter"
                        + " /compiler-explorer/beta/release, found s3://builds/beta");

        assertThat(elsewhere.select(ReleaseSelection.of(Stage.BETA, "1.9"))).succeeded();
        assertThat(elsewhere.plan(Deployment.of(Stage.BETA)).toString()).contains("1.9 stays selected in s3://builds");
    }

    @Test
    void whoever_resumes_must_have_the_releases_that_it_was_begun_with() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.killedIn(
                "await-in-service", () -> stage.deploy(Deployment.of(Stage.BETA).withRelease("2.0")));

        assertThatThrownBy(() -> BlueGreen.on(with(null)).resume(Stage.takingOver()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found no port to read it by");
        assertThatThrownBy(
                        () -> BlueGreen.on(with(at("s3://builds/beta", null))).abort(Stage.takingOver()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found s3://builds/beta");
        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();
    }

    @Test
    void a_malformed_release_is_refused_where_it_is_said_and_named_where_it_is_found() {
        assertThatThrownBy(() -> ReleaseSelection.of(Stage.BETA, "2 0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("release: expected 1 to 128 printable characters of ASCII without blanks");
        assertThat(select("2.0")).succeeded();
        stage.cloud.setRelease(Stage.BETA, "two oh");

        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class).hasMessageContaining("found 'two oh'");
    }

    @Test
    void an_unlocked_deployment_leaves_open_what_its_fleet_runs() {
        stage.cloud.setRelease(Stage.BETA, "1.0");
        stage.killedIn(
                "await-in-service", () -> stage.deploy(Deployment.of(Stage.BETA).withRelease("2.0")));
        stage.by("bob").unlock(Stage.BETA, "nobody knows");

        assertThat(stage.stateText()).contains("release the parameter /compiler-explorer/beta/release\t1.0\t1.0\t\n");
        assertThat(status().drift()).anyMatch(drift -> drift.contains("selects 2.0 while blue serves 1.0"));
    }

    private Cloud with(@Nullable Releases releases) {
        Cloud ports = stage.cloud.ports();
        Cloud.Builder builder = Cloud.builder()
                .fleets(ports.fleets())
                .targetGroups(ports.targetGroups())
                .activeColors(ports.activeColors())
                .deployments(Objects.requireNonNull(ports.deployments()))
                .time(ports.time());
        return releases == null ? builder.build() : builder.releases(releases).build();
    }

    /** A pointer somewhere else, in memory. */
    private static Releases at(String place, @Nullable Finding obstacle) {
        return new Releases() {
            private @Nullable String selected;

            @Override
            public Pointer read(Environment environment) {
                return new Pointer(place, selected, obstacle);
            }

            @Override
            public void select(
                    Environment environment, @Nullable String expected, @Nullable String version, Permit permit) {
                selected = version;
            }

            @Override
            public List<Listed> list(Environment environment) {
                return List.of();
            }
        };
    }
}
