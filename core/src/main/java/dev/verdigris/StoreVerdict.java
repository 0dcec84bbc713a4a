package dev.verdigris;

import dev.verdigris.internal.store.StoreTrial;
import dev.verdigris.report.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict of {@link BlueGreen#checkStore} on a deployment store. Printed, it reads as a list of what was seen and
 * what is wrong, with the verdict last.
 */
public final class StoreVerdict {
    private final StoreTrial.Result result;

    StoreVerdict(StoreTrial.Result result) {
        this.result = result;
    }

    /** Whether everything was tried and nothing is wrong. That nothing was found is no proof: more rounds find more. */
    public boolean good() {
        return result.complete() && result.findings().isEmpty();
    }

    /** The things that were tried and are as they should be, or could not be tried, in words and in order. */
    public List<String> seen() {
        return result.seen();
    }

    /** The findings, each with its remedy; empty if nothing is wrong. */
    public List<Finding> findings() {
        return result.findings();
    }

    /** The verdict in one sentence. */
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
