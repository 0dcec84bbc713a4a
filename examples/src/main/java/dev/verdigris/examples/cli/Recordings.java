package dev.verdigris.examples.cli;

import dev.verdigris.event.Listener;
import dev.verdigris.event.TimelineRecorder;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Timeline;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Recordings of deployments in a folder, one file each. A line is written as soon as it happens, so that it outlives its process;
 * whoever resumes a deployment goes on in the same file.
 *
 * @param folder where they are
 */
record Recordings(Path folder) {

    /**
     * A listener that records. What cannot be written is said once, and harms no deployment.
     *
     * @param complaints where that is said
     */
    Listener recorder(PrintStream complaints) {
        AtomicBoolean failed = new AtomicBoolean();
        return TimelineRecorder.create().telling((whose, moment) -> {
            if (!failed.get()) {
                try {
                    keep(whose, moment);
                } catch (IOException e) {
                    failed.set(true);
                    complaints.println("--record: not recorded from now on: " + e);
                }
            }
        });
    }

    private void keep(Timeline whose, Moment moment) throws IOException {
        Path file = file(whose.environment(), whose.deployment());
        Files.createDirectories(file.getParent());
        Files.writeString(file, moment.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path file(String environment, String deployment) {
        return folder.resolve(environment).resolve(deployment + ".jsonl");
    }

    /** The timeline of a deployment as it was recorded; null if it was not. */
    @Nullable
    Timeline find(String environment, String deployment) {
        Path file = file(environment, deployment);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            List<Moment> moments = new ArrayList<>();
            int unread = 0;
            for (String line : Files.readAllLines(file)) {
                Moment moment = MomentReader.read(line);
                if (moment == null) {
                    unread++;
                } else {
                    moments.add(moment);
                }
            }
            Timeline timeline = Timeline.of(environment, deployment).with(moments);
            return unread == 0
                    ? timeline
                    : timeline.withUnknown(
                            unread + " lines of the recording could not be read: a process ended while it"
                                    + " wrote, or another version did");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
