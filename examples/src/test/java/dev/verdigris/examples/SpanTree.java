package dev.verdigris.examples;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Spans that have ended, as they are printed: each below its parent, and last the calls to AWS that it makes itself, counted. */
final class SpanTree {
    /** The most of an error that is printed, in characters. */
    private static final int LONGEST = 53;

    private final List<SpanData> spans;

    SpanTree(List<SpanData> spans) {
        this.spans = spans;
    }

    /** Those directly below one, in the order in which they began. */
    List<SpanData> below(SpanData parent) {
        return spans.stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
    }

    /** The spans that are below nothing. */
    List<SpanData> roots() {
        return spans.stream()
                .filter(span -> !span.getParentSpanContext().isValid())
                .toList();
    }

    String print() {
        return roots().stream().map(this::print).collect(Collectors.joining());
    }

    /** A span and those below it. */
    String print(SpanData span) {
        StringBuilder lines = new StringBuilder();
        print(span, "", lines);
        return lines.toString();
    }

    private void print(SpanData span, String indent, StringBuilder lines) {
        lines.append(indent).append(span.getName()).append(status(span)).append('\n');
        Map<String, Integer> calls = new LinkedHashMap<>();
        for (SpanData child : below(span)) {
            if (child.getKind() == SpanKind.CLIENT) {
                calls.merge(child.getName(), 1, Integer::sum);
            } else {
                print(child, indent + "  ", lines);
            }
        }
        calls.forEach((call, times) -> lines.append(indent)
                .append("  ")
                .append(call)
                .append(times > 1 ? " ×" + times : "")
                .append('\n'));
    }

    private static String status(SpanData span) {
        String why = span.getStatus().getDescription();
        return why.isEmpty()
                ? ""
                : " (error: " + (why.length() > LONGEST ? why.substring(0, LONGEST) + "…" : why) + ")";
    }
}
