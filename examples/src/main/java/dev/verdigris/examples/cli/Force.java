package dev.verdigris.examples.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which followers and hooks do not stand in the way. */
final class Force {

    @Option(
            names = "--force",
            description =
                    "Go on without what stands in the way: a rollback without followers that are not given here, a cleanup"
                            + " without asking any, resume and abort without hooks that are not given. It needs --reason.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is forced, for the history.")
    private @Nullable String reason;

    /**
     * Why it is forced; null if it is not.
     *
     * @throws IllegalArgumentException if there is one of the options without the other
     */
    @Nullable
    String reason() {
        if (force && (reason == null || reason.isBlank())) {
            throw new IllegalArgumentException("--force: expected --reason with some text for the history, found none");
        }
        if (!force && reason != null) {
            throw new IllegalArgumentException("--reason: expected --force with it, found none");
        }
        return reason;
    }
}
