package dev.verdigris;

import dev.verdigris.internal.store.StoreTrial;
import dev.verdigris.report.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict of a trial of a store.
 *
 * @param result what it showed
 */
record TriedVerdict(StoreTrial.Result result) implements StoreVerdict {

    @Override
    public boolean good() {
        return result.complete() && result.findings().isEmpty();
    }

    @Override
    public List<String> seen() {
        return result.seen();
    }

    @Override
    public List<Finding> findings() {
        return result.findings();
    }

    @Override
    public String sentence() {
        if (!result.findings().isEmpty()) {
            return "this store does not keep its promise: do not deploy with it";
        }
        return result.complete()
                ? "this store keeps its promise, as far as this shows"
                : "nothing can be said of this store";
    }

    @Override
    public String toString() {
        return Stream.of(
                        result.seen().stream(),
                        result.findings().stream().map(finding -> "WRONG: " + finding),
                        Stream.of(sentence()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
