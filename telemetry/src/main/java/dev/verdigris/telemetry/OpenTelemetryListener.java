package dev.verdigris.telemetry;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A listener that makes a tree of spans of each run of a plan with OpenTelemetry: the run, in it its phases (and the way
 * back, {@code way-back}, as one of them), and in these the steps that are performed or undone ({@code scale-up}, {@code undo
 * scale-up}). Changes, notes, and steps that were done and do not stand any more are events of the span under way; a step
 * that fails is a span with an error, and so is a run that did not do what was asked, unless it waits at a gate.
 *
 * <p>The span under way is the current one on the thread that runs the deployment, and so whatever is traced there is below
 * the step that does it: the calls to AWS by {@link OpenTelemetryCalls}, or by OpenTelemetry's own instrumentation of the
 * SDK; checks, hooks and followers of yours. The span of a run is below the one that is current when it begins, such as that
 * of the job which deploys. Batches of targets are sent by other threads: to have their calls below the step, too,
 * give {@code AwsCloud.Builder.carrying} the context, {@code task -> Context.current().wrap(task)}.
 *
 * <p>Spans have the attributes {@code verdigris.environment}, {@code verdigris.deployment} (the id, by which the runs of a
 * deployment that was resumed are found), {@code verdigris.verb}, {@code verdigris.strategy} and {@code verdigris.outcome},
 * those of steps {@code verdigris.step} and {@code verdigris.ending}, in the words of {@link MicrometerListener}. Their times
 * are those of the events, and so of the cloud's clock.
 *
 * <p>What a killed process had begun is never exported; where a run was killed by an error and its process lives, its spans
 * end when the same thread resumes it. One listener serves any number of deployments at once; it is thread-safe.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class OpenTelemetryListener implements Listener {
    private final Tracer tracer;

    /** The runs of a thread, the innermost first: a listener may roll back what it is told of. */
    private final ThreadLocal<Deque<TracedRun>> runs = ThreadLocal.withInitial(ArrayDeque::new);

    private OpenTelemetryListener(Tracer tracer) {
        this.tracer = tracer;
    }

    /** A listener whose spans go to OpenTelemetry, as it is configured. */
    public static OpenTelemetryListener to(OpenTelemetry openTelemetry) {
        return new OpenTelemetryListener(openTelemetry.getTracer(Tracing.SCOPE));
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Started started) {
            begin(TracedRun.of(tracer, event, started.plan(), started.plan().title()));
        } else if (event instanceof Event.Resumed resumed) {
            abandon(event);
            begin(TracedRun.of(
                    tracer, event, resumed.plan(), "resume: " + resumed.plan().title()));
        } else {
            TracedRun run = run(event);
            if (run != null && event instanceof Event.Ended ended) {
                end(run, ended);
            } else if (run != null) {
                run.on(event);
            }
        }
    }

    private void begin(TracedRun run) {
        runs.get().push(run);
    }

    private @Nullable TracedRun run(Event event) {
        return runs.get().stream()
                .filter(run -> run.deployment().equals(event.deployment()))
                .findFirst()
                .orElse(null);
    }

    /** The run that is resumed may have been killed on this thread: it ends with the last that was heard of it. */
    private void abandon(Event resumed) {
        TracedRun killed = run(resumed);
        if (killed != null) {
            closeInner(killed);
            killed.isLost();
        }
    }

    private void end(TracedRun run, Event.Ended ended) {
        closeInner(run);
        run.ended(ended);
        if (runs.get().isEmpty()) {
            runs.remove();
        }
    }

    /** Takes a run out, and those within it, which a killed one may have left open. */
    private void closeInner(TracedRun outer) {
        TracedRun inner = runs.get().pop();
        while (inner != outer) {
            inner.isLost();
            inner = runs.get().pop();
        }
    }
}
