package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published of deployments and of statuses, as the service gets it. */
class CloudWatchPublisherTest {
    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final CloudWatchStandIn service = CloudWatchStandIn.start();
    private final CloudWatchPublisher publisher =
            CloudWatchPublisher.to(CloudWatchAlarmsTest.builder(service).build());
    private final BlueGreen blueGreen =
            BlueGreen.builder(cloud.ports()).listener(publisher).build();

    @AfterEach
    void close() {
        service.close();
    }

    /** The values of a metric, in order; the color of a metric that has one is behind its name. */
    private List<Double> published(String metric) {
        List<Double> values = new ArrayList<>();
        for (Map<?, ?> request : service.asked()) {
            for (Object each : (List<?>) request.get("MetricData")) {
                Map<?, ?> datum = (Map<?, ?>) each;
                List<?> dimensions = (List<?>) datum.get("Dimensions");
                assertThat(dimensions.get(0)).isEqualTo(Map.of("Name", "Environment", "Value", "beta"));
                String color = dimensions.size() == 1 ? "" : " " + ((Map<?, ?>) dimensions.get(1)).get("Value");
                if ((datum.get("MetricName") + color).equals(metric)) {
                    values.add(((Number) datum.get("Value")).doubleValue());
                }
            }
        }
        return values;
    }

    @Test
    void a_success_is_no_failure_and_both_versions_are_seen_while_they_serve() {
        Outcome outcome = blueGreen.deploy(beta);

        assertThat(published("DeploymentFailed")).containsExactly(0.0);
        assertThat(published("DeploymentMinutes"))
                .containsExactly(outcome.report().took().toSeconds() / 60.0);
        assertThat(published("BothServedSeconds"))
                .containsExactly(outcome.report().bothServed().toMillis() / 1000.0);
        assertThat(published("HealthyHosts blue")).contains(3.0);
        assertThat(published("HealthyHosts green")).contains(0.0, 3.0);
        assertThat(service.asked()).allSatisfy(request -> {
            assertThat(request.get("Namespace")).isEqualTo("Verdigris");
            assertThat((List<?>) request.get("MetricData")).hasSizeLessThanOrEqualTo(1000);
        });
    }

    @Test
    void fleets_are_published_once_a_minute_however_often_they_are_looked_at() {
        List<Event> seen = new ArrayList<>();
        Outcome outcome = BlueGreen.builder(cloud.ports())
                .listener(publisher)
                .listener(seen::add)
                .build()
                .deploy(beta);

        assertThat(seen).hasSizeGreaterThan(30);
        assertThat(published("BothServe"))
                .hasSizeBetween(2, (int) outcome.report().took().toMinutes() + 1);
    }

    @Test
    void a_rollback_is_a_failure_and_a_gate_is_none() {
        blueGreen.deploy(Deployment.of(beta).withGate(Gate.beforeSwitch()));
        blueGreen.abort(beta);
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
        blueGreen.deploy(beta);

        assertThat(published("DeploymentFailed")).containsExactly(0.0, 1.0, 1.0);
    }

    @Test
    void a_status_tells_of_a_deployment_that_a_killed_process_has_left() {
        CallHook killer = new CallHook() {
            @Override
            public void after(Call made) {
                if (made.operation().equals(dev.verdigris.testkit.Operations.REGISTER)) {
                    throw new Killed();
                }
            }
        };
        cloud.install(killer);
        assertThatThrownBy(() -> BlueGreen.on(cloud.ports()).deploy(beta)).isInstanceOf(Killed.class);
        cloud.remove(killer);
        cloud.pass(Duration.ofMinutes(90));

        Status status = blueGreen.status(beta);
        publisher.publish(status);

        assertThat(published("InProgressMinutes"))
                .singleElement()
                .satisfies(minutes -> assertThat(minutes).isBetween(90.0, 95.0));
        assertThat(published("Drift")).containsExactly(0.0);
        assertThat(published("BothServe")).containsExactly(1.0);
    }

    @Test
    void a_status_tells_of_drift_and_counts_no_time_at_a_gate() {
        cloud.setParameter(beta.activeColorParameter(), "green");
        publisher.publish(blueGreen.status(beta));
        cloud.setParameter(beta.activeColorParameter(), "blue");
        BlueGreen.on(cloud.ports()).deploy(Deployment.of(beta).withGate(Gate.beforeSwitch()));
        cloud.pass(Duration.ofMinutes(90));
        publisher.publish(blueGreen.status(beta));

        assertThat(published("Drift")).hasSize(2).startsWith(1.0).endsWith(0.0);
        assertThat(published("InProgressMinutes")).containsExactly(0.0, 0.0);
    }

    @Test
    void by_forwarding_two_versions_at_once_are_never_seen() {
        Environment forwarded = Environment.named("beta")
                .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"))
                .build();
        BlueGreen.builder(SimulatedCloud.serving(forwarded, 3).ports())
                .listener(publisher)
                .build()
                .deploy(forwarded)
                .orThrow();

        assertThat(published("BothServe")).isNotEmpty().containsOnly(0.0);
    }

    @Test
    void what_is_denied_harms_no_deployment_and_is_sent_once() {
        service.deny("not you");

        assertThat(blueGreen.deploy(beta)).isInstanceOf(Outcome.Succeeded.class);
        publisher.publish(blueGreen.status(beta));

        assertThat(published("DeploymentFailed")).containsExactly(0.0);
        assertThat(published("Drift")).containsExactly(0.0);
    }

    @Test
    void what_it_calls_is_what_is_allowed_in_its_namespace_alone() {
        Operations used = new Operations();
        CloudWatchPublisher watched = CloudWatchPublisher.to(CloudWatchAlarmsTest.builder(service)
                .overrideConfiguration(with -> with.addExecutionInterceptor(used))
                .build());
        FeaturePermissions allowed = FeaturePermissions.metrics("Verdigris");

        BlueGreen looking = BlueGreen.builder(cloud.ports()).listener(watched).build();
        looking.plan(Deployment.of(beta));
        looking.reconcile(beta);
        assertThat(used.seen()).isEmpty();
        assertThat(allowed.actions(RequiredPermissions.PLAN)).isEmpty();
        assertThat(allowed.actions(RequiredPermissions.RECONCILE)).isEmpty();

        looking.deploy(beta).orThrow();
        assertThat(used.seen().stream().map(Operations.Used::action))
                .containsExactlyElementsOf(allowed.actions(RequiredPermissions.DEPLOY));
        used.forget();
        watched.publish(looking.status(beta));
        assertThat(used.seen().stream().map(Operations.Used::action))
                .containsExactlyElementsOf(allowed.actions(RequiredPermissions.STATUS));
        assertThat(EnvironmentPolicy.of(beta, RequiredPermissions.DEPLOY)
                        .with(allowed)
                        .json())
                .contains("\"Condition\": {\"StringEquals\":{\"cloudwatch:namespace\":\"Verdigris\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS/EC2", "with space", "ümlaut"})
    void a_namespace_that_the_service_refuses_is_refused(String namespace) {
        assertThatThrownBy(() -> publisher.withNamespace(namespace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("namespace: expected");
    }

    /** What a killed process dies of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
