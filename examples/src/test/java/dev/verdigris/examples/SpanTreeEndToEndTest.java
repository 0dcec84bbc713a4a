package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.AwsCloud;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.telemetry.OpenTelemetryCalls;
import dev.verdigris.telemetry.OpenTelemetryListener;
import dev.verdigris.testkit.SimulatedCloud;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The calls to AWS, through the real SDK on Moto, lie below the steps that make them. */
class SpanTreeEndToEndTest {
    private static final String REGISTER = "ElasticLoadBalancingV2.RegisterTargets";

    private final MotoEnvironment beta = MotoWorld.fresh().environment("beta").create();
    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final OpenTelemetry openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build();

    private List<SpanData> deploy(UnaryOperator<Runnable> carrying) {
        OpenTelemetryCalls calls = OpenTelemetryCalls.of(openTelemetry);
        MotoWorld world = beta.world();
        Cloud aws = AwsCloud.builder(
                        world.connected(AutoScalingClient.builder(), calls).build(),
                        world.connected(ElasticLoadBalancingV2Client.builder(), calls)
                                .build(),
                        world.connected(SsmClient.builder(), calls).build())
                .carrying(carrying)
                .batchSize(1)
                .withoutInstanceRefreshes()
                .build();
        Environment environment = beta.environment();
        Outcome outcome = BlueGreen.builder(inVirtualTime(aws))
                .listener(OpenTelemetryListener.to(openTelemetry))
                .build()
                .deploy(environment);
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return exported.getFinishedSpanItems();
    }

    private static Cloud inVirtualTime(Cloud cloud) {
        return Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .activeColors(cloud.activeColors())
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .callTimeout(cloud.callTimeout())
                .time(SimulatedCloud.serving(Environment.of("clock"), 1).ports().time())
                .build();
    }

    private static List<SpanData> named(String name, List<SpanData> spans) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    @Test
    void each_change_lies_below_its_step_those_of_other_threads_too() {
        List<SpanData> spans = deploy(task -> Context.current().wrap(task));

        SpanData run = named("Deploy beta: blue → green", spans).get(0);
        List<SpanData> calls = spans.stream()
                .filter(span -> span.getTraceId().equals(run.getTraceId()))
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .toList();
        Map<String, String> above = spans.stream().collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
        assertThat(calls)
                .hasSizeGreaterThan(20)
                .allSatisfy(call -> assertThat(above).containsKey(call.getParentSpanId()));
        Map<String, String> changes =
                Map.of(REGISTER, "register", "ElasticLoadBalancingV2.DeregisterTargets", "deregister");
        changes.forEach((call, step) -> assertThat(named(call, calls))
                .hasSize(beta.instances(Color.BLUE).size())
                .allSatisfy(
                        span -> assertThat(above.get(span.getParentSpanId())).isEqualTo(step)));
        assertThat(named("AutoScaling.UpdateAutoScalingGroup", calls))
                .map(span -> above.get(span.getParentSpanId()))
                .containsExactly("pin", "scale-up", "restore-active-min");
    }

    @Test
    void the_page_shows_the_calls_of_the_shift() {
        List<SpanData> spans = deploy(task -> Context.current().wrap(task));

        assertThat(Fence.in("docs/observability.md"))
                .filteredOn(fence -> fence.origin().equals("spans-with-calls"))
                .singleElement()
                .extracting(Fence::text)
                .isEqualTo(new SpanTree(spans).print(named("shift", spans).get(0)));
    }

    @Test
    void without_the_context_batches_of_other_threads_lie_below_nothing() {
        List<SpanData> spans = deploy(UnaryOperator.identity());

        assertThat(named(REGISTER, spans))
                .hasSizeGreaterThan(1)
                .allSatisfy(span ->
                        assertThat(span.getParentSpanContext().isValid()).isFalse());
    }
}
