package dev.verdigris.examples.cli;

import java.nio.file.Path;
import java.util.List;
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

    @Option(
            names = "--webhook",
            paramLabel = "[slack:]URL",
            scope = ScopeType.INHERIT,
            converter = TypedWebhook.Reader.class,
            description =
                    "A webhook that is told when a deployment begins, is resumed, fails, pauses at a gate or ends: general JSON,"
                            + " or with slack: Slack's form. Say it once for each. Its path is in no text, so that whoever"
                            + " goes on has to say it again; in a file of --config it is said for all.")
    private @Nullable List<TypedWebhook> webhooks;

    /** The webhooks that are told. */
    List<TypedWebhook> webhooks() {
        return webhooks == null ? List.of() : webhooks;
    }

    /** Where deployments are recorded; null if nowhere. */
    @Nullable
    Recordings recordings() {
        return record == null ? null : new Recordings(record);
    }

    /** Those that whoever goes on should say, too; but no address that is secret. */
    void each(BiConsumer<String, Object> option) {
        if (record != null) {
            option.accept("--record", record);
        }
    }
}
