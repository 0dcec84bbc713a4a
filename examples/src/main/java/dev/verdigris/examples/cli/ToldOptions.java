package dev.verdigris.examples.cli;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options about who is told what happens. */
final class ToldOptions {

    @Option(
            names = "--record",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description =
                    "A folder in which whatever changes something records what happens and what it sees meanwhile, as JSON"
                            + " lines in FOLDER/NAME/ID.jsonl; 'timeline' reads it there.")
    private @Nullable Path record;

    /** Where deployments are recorded; null if nowhere. */
    @Nullable
    Recordings recordings() {
        return record == null ? null : new Recordings(record);
    }

    /** Those that whoever goes on should say, too. */
    void each(BiConsumer<String, Object> option) {
        if (record != null) {
            option.accept("--record", record);
        }
    }
}
