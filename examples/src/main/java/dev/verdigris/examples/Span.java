package dev.verdigris.examples;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of time and what it was made of, as a tracing system shows it. */
final class Span {
    private final String name;
    private final Instant start;
    private final List<Span> children = new ArrayList<>();
    private @Nullable Instant end;
    private String status = "";

    Span(String name, Instant start) {
        this.name = name;
        this.start = start;
    }

    String name() {
        return name;
    }

    Instant start() {
        return start;
    }

    /** The moment when the span ended; null while it is open. */
    @Nullable
    Instant end() {
        return end;
    }

    /** The ending of the span, in a word or a sentence; empty if well. */
    String status() {
        return status;
    }

    List<Span> children() {
        return children;
    }

    /**
     * Closes it.
     *
     * @throws IllegalStateException if it is closed already
     */
    void close(Instant at, String how) {
        if (end != null) {
            throw new IllegalStateException("expected the span '" + name + "' to be open, found it closed at " + end);
        }
        end = at;
        status = how;
    }

    @Override
    public String toString() {
        return name + (status.isEmpty() ? "" : " (" + status + ")") + (children.isEmpty() ? "" : children);
    }
}
