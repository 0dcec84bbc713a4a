package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.hook.HttpProbe.BodyTest;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.ProbeAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Probes of what users reach: once all requests go to the new color, and before the point of no return. */
class UrlProbeTest {
    private static final HttpProbe NEW_VERSION =
            HttpProbe.url("http://main/version").withBody(BodyTest.contains("\"version\":\"v2\""));

    private final Stage stage = Stage.set();

    private Outcome deploy(HttpProbe probe) {
        return stage.builder("ann").probe("users", probe).build().deploy(BETA);
    }

    @Test
    void it_is_asked_through_the_load_balancer_once_the_old_ones_have_left() {
        stage.cloud.probes().answer(instance -> {
            assertThat(stage.targets.registered(stage.blue)).isZero();
            return ProbeAnswer.usual(instance);
        });

        assertThat(deploy(NEW_VERSION.withSuccesses(3))).succeeded();
        assertThat(stage.cloud.probes().asked()).containsExactly("main", "main", "main");
    }

    @Test
    void it_is_a_step_on_trial() {
        assertThat(stage.builder("ann")
                        .probe("users", NEW_VERSION)
                        .build()
                        .plan(Deployment.of(BETA))
                        .steps())
                .filteredOn(step -> step.phase() == Phase.BAKE)
                .extracting(PlannedStep::id)
                .containsExactly("write-parameter", "url-probe:users");
    }

    @Test
    void another_status_moves_traffic_back_and_names_url_status_and_body() {
        stage.cloud.probes().answer("v2", ProbeAnswer.of(502, "upstream is gone"));

        assertThat(deploy(NEW_VERSION))
                .rolledBackBecause("expected the probe 'users' to be passed through the load balancer, found that"
                        + " http://main/version answered 502 instead of 200: 'upstream is gone'")
                .failedIn("url-probe:users");
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void another_body_moves_traffic_back() {
        assertThat(deploy(HttpProbe.url("http://main/version").withBody(BodyTest.contains("v3"))))
                .rolledBackBecause("answered 200, expected 'v3' in its body: '{\"status\":\"ok\",\"version\":\"v2\"}'");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void one_that_comes_right_in_time_is_waited_for() {
        stage.cloud
                .probes()
                .answer(instance -> stage.cloud.elapsed().compareTo(Duration.ofMinutes(3)) < 0
                        ? ProbeAnswer.of(503, "cache is cold")
                        : ProbeAnswer.usual(instance));

        assertThat(deploy(NEW_VERSION)).succeeded();
    }

    @Test
    void a_load_balancer_that_does_not_listen_there_fails_it() {
        assertThat(deploy(HttpProbe.url("https://main/version"))).rolledBackBecause("refused the connection");
    }

    @Test
    void a_process_that_resumes_needs_it_until_the_point_of_no_return() {
        stage.killedIn("deregister", () -> deploy(NEW_VERSION));
        assertThatThrownBy(() -> stage.by("bob").resume(Stage.takingOver()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the plan's url-probe 'users' to be registered");
        assertThat(stage.by("bob").abort(Stage.takingOver())).rolledBack();

        stage.killedIn("restore-active-min", () -> deploy(NEW_VERSION));
        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();
    }
}
