package dev.verdigris.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Comparator;
import java.util.List;

/** OpenTelemetry whose spans are kept in memory, and what became of them, as trees. */
final class Spans {
    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final OpenTelemetry openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build();

    OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** All that have ended, in that order. */
    List<SpanData> ended() {
        return exported.getFinishedSpanItems();
    }

    List<SpanData> named(String name) {
        return ended().stream().filter(span -> span.getName().equals(name)).toList();
    }

    SpanData only(String name) {
        List<SpanData> found = named(name);
        if (found.size() != 1) {
            throw new AssertionError(
                    "expected one span '" + name + "', found " + found.size() + " in " + names(ended()));
        }
        return found.get(0);
    }

    /** Those directly below one, in the order in which they began. */
    List<SpanData> below(SpanData parent) {
        return ended().stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
    }

    static List<String> names(List<SpanData> spans) {
        return spans.stream().map(SpanData::getName).toList();
    }
}
