package dev.verdigris.examples.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option about where it is published what happens. */
final class PublishOption {

    @Option(
            names = "--publish",
            paramLabel = "P",
            split = ",",
            splitSynopsisLabel = ",",
            scope = ScopeType.INHERIT,
            converter = PublishReader.class,
            description =
                    "Where it is published what happens: cloudwatch[:NAMESPACE], metrics, by default in the namespace"
                            + " Verdigris; with 'status', too, for alarms to look at. What cannot be published is logged,"
                            + " and does no harm. Say it once for each.")
    private @Nullable List<TypedPublisher> publishers;

    /** The places. */
    List<TypedPublisher> publishers() {
        return publishers == null ? List.of() : publishers;
    }
}
