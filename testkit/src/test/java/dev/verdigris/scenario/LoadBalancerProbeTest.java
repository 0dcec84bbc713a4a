package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.hook.HttpProbe.BodyTest;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.ProbeAnswer;
import dev.verdigris.testkit.SimulatedListener;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Probes through the load balancer, whose address nobody says. */
class LoadBalancerProbeTest {
    private static final HttpProbe NEW_VERSION =
            HttpProbe.loadBalancer("/version").withBody(BodyTest.contains("\"version\":\"v2\""));

    private final Stage stage = Stage.set();
    private final SimulatedListener listener = stage.cloud.listener(BETA);

    private BlueGreen by(HttpProbe probe) {
        return stage.builder("ann").probe("users", probe).build();
    }

    private Outcome deploy(HttpProbe probe) {
        return by(probe).deploy(BETA);
    }

    private void rule(int priority, String pattern) {
        listener.addRule(priority, stage.cloud.targetGroup(BETA), 1);
        listener.setPathPattern(priority, pattern);
    }

    private void refuses(HttpProbe probe, String expected) {
        assertThatThrownBy(() -> by(probe).plan(Deployment.of(BETA)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(expected);
        assertThat(stage.cloud.changes()).isZero();
    }

    @Test
    void the_load_balancer_is_found_and_asked_once_all_requests_have_moved() {
        assertThat(deploy(NEW_VERSION.withSuccesses(2))).succeeded();
        assertThat(stage.cloud.probes().asked()).containsExactly("main", "main");
    }

    @Test
    void a_wrong_answer_moves_traffic_back_and_names_where_it_was_asked() {
        stage.cloud.probes().answer("v2", ProbeAnswer.of(502, "upstream is gone"));

        assertThat(deploy(NEW_VERSION))
                .rolledBackBecause("expected the probe 'users' to be passed through the load balancer, found that"
                        + " alb:/version (http://main/version) answered 502 instead of 200: 'upstream is gone'")
                .failedIn("url-probe:users");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void each_rule_that_takes_the_path_is_asked_and_no_other_one() {
        rule(10, "/version");
        rule(20, "/other/*");

        assertThat(deploy(NEW_VERSION)).succeeded();
        assertThat(stage.cloud.probes().asked()).containsExactly("main");

        stage.cloud.loadBalancer("main").listen(8081, stage.cloud.targetGroup(BETA));
        stage.cloud.setLaunchVersion("v2");
        assertThat(deploy(NEW_VERSION)).succeeded();
        assertThat(stage.cloud.probes().asked()).containsExactly("main", "main", "main");
    }

    @Test
    void a_host_that_users_name_is_asked_for_at_the_load_balancers_own_address() {
        stage.cloud.probes().answer("v2", ProbeAnswer.of(404, "who?"));

        assertThat(deploy(HttpProbe.loadBalancer("www.example.com", "/version")))
                .rolledBackBecause("(http://www.example.com/version via main) answered 404 instead of 200");
    }

    @Test
    void a_path_that_nothing_takes_is_refused_and_says_what_is_taken() {
        rule(10, "/beta/*");
        listener.forward(stage.cloud.createTargetGroup("Other"));

        refuses(NEW_VERSION, "found rule 10 of main:80 for /beta/*; probe a host and a path that one of them takes");
    }

    @Test
    void https_needs_a_name_that_the_certificate_is_for() {
        stage.cloud.loadBalancer("main").listen(443, stage.cloud.targetGroup(BETA));

        refuses(NEW_VERSION, "what the certificate at https://main/version is for");
        by(NEW_VERSION.withAnyCertificate()).plan(Deployment.of(BETA));
        by(NEW_VERSION.withServerName("www.example.com")).plan(Deployment.of(BETA));
        by(HttpProbe.loadBalancer("www.example.com", "/version")).plan(Deployment.of(BETA));
    }

    @Test
    void a_cloud_without_listeners_is_refused_by_name() {
        Cloud cloud = stage.cloud.ports();
        Cloud without = Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .activeColors(cloud.activeColors())
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .http(Objects.requireNonNull(cloud.http()))
                .time(cloud.time())
                .build();

        assertThatThrownBy(() -> BlueGreen.builder(without)
                        .probe("users", NEW_VERSION)
                        .build()
                        .plan(Deployment.of(BETA)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("give the cloud its listeners: Cloud.Builder.listeners");
    }

    @Test
    void a_rule_that_takes_it_no_more_once_traffic_has_moved_fails_it() {
        rule(10, "/version");
        listener.forward(stage.cloud.createTargetGroup("Other"));
        stage.when("url-probe:users", () -> listener.setPathPattern(10, "/elsewhere"));

        assertThat(deploy(NEW_VERSION)).rolledBackBecause("alb:/version is taken by no listener and no rule any more");
        assertThat(stage.cloud).hasRecorded(Color.BLUE);
    }
}
