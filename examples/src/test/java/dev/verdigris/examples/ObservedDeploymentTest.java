package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.telemetry.MicrometerListener;
import dev.verdigris.telemetry.OpenTelemetryListener;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about what is seen of deployments shows what is compiled and run here, and the tree of spans that it makes. */
class ObservedDeploymentTest {
    private static final String PAGE = "docs/observability.md";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();

    // tag::listeners[]
    BlueGreen observed() {
        return BlueGreen.builder(cloud.ports())
                .listener(MicrometerListener.to(meters))
                .listener(OpenTelemetryListener.to(openTelemetry))
                .build();
    }
    // end::listeners[]

    static Stream<Fence> java() {
        return Fence.in(PAGE).stream().filter(fence -> fence.language().equals("java"));
    }

    @ParameterizedTest
    @MethodSource("java")
    void the_page_shows_what_is_compiled_and_run(Fence fence) {
        assertThat(fence.text()).isEqualTo(fence.source());
    }

    @Test
    void a_deployment_is_counted_and_traced() {
        assertThat(observed().deploy(beta)).isInstanceOf(Outcome.Succeeded.class);

        assertThat(meters.get("verdigris.outcomes")
                        .tags("outcome", "succeeded")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(new SpanTree(spans.getFinishedSpanItems()).print())
                .startsWith("Deploy beta: blue → green\n  prepare\n    pin\n");
    }

    @Test
    void the_page_shows_the_spans_of_a_deployment_with_a_sick_version() {
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
        assertThat(observed().deploy(beta)).isInstanceOf(Outcome.RolledBack.class);

        List<Fence> shown = Fence.in(PAGE).stream()
                .filter(fence -> fence.origin().equals("spans-of-a-sick-version"))
                .toList();
        assertThat(shown)
                .singleElement()
                .extracting(Fence::text)
                .isEqualTo(new SpanTree(spans.getFinishedSpanItems()).print());
    }
}
