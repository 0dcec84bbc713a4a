package dev.verdigris.examples;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Makes a tree of spans of each run from its events alone: the deployment, its phases (and the way back as one of
 * them), their steps and undone steps, and in these the changes, which take no time. A tracing system of your own takes
 * the place of {@link Span}: there, opening and closing a span is all that is done here.
 *
 * <p>One listener serves any number of runs of its process, also of one environment at once: what belongs together has
 * the same deployment id. The events of one run come one after the other.
 */
final class TraceListener implements Listener {
    private static final String WAY_BACK = "way back";

    private final Consumer<Span> finished;
    private final Map<String, Trace> traces = new ConcurrentHashMap<>();

    /** @param finished is given the tree of each run that has ended */
    TraceListener(Consumer<Span> finished) {
        this.finished = finished;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Started started) {
            begin(event, started.plan().title());
        } else if (event instanceof Event.Resumed resumed) {
            begin(event, "resume: " + resumed.plan().title());
        } else if (event instanceof Event.Ended ended) {
            Trace trace = traces.remove(event.deployment());
            if (trace != null) {
                trace.end(event.at(), ended.outcome().toString());
            }
        } else {
            Trace trace = traces.get(event.deployment());
            if (trace != null) {
                trace.on(event);
            }
        }
    }

    /** A process that was killed has told nothing of its end: its run ends with the last that was heard of it. */
    private void begin(Event event, String title) {
        Trace killed = traces.put(event.deployment(), new Trace(new Span(title, event.at())));
        if (killed != null) {
            killed.end(killed.last, "nothing more was heard of it");
        }
    }

    /** The spans of one run that are open, the innermost first. */
    private final class Trace {
        private final Deque<Span> open = new ArrayDeque<>();
        private Instant last;

        Trace(Span root) {
            open.push(root);
            last = root.start();
        }

        void on(Event event) {
            last = event.at();
            if (event instanceof Event.StepStarted step) {
                enter(step.step().phase().label(), event.at());
                open(step.step().id(), event.at());
            } else if (event instanceof Event.UndoStarted undo) {
                enter(WAY_BACK, event.at());
                open("undo " + undo.step().id(), event.at());
            } else if (event instanceof Event.ChangeAnnounced change) {
                open(change.step().id() + ": " + change.change(), event.at());
                close(event.at(), "");
            } else if (event instanceof Event.StepDone || event instanceof Event.Undone) {
                close(event.at(), "");
            } else if (event instanceof Event.StepStopped || event instanceof Event.UndoStopped) {
                close(event.at(), "stopped");
            } else if (event instanceof Event.UndoFailed undo) {
                close(event.at(), undo.cause().problem());
            } else if (event instanceof Event.StepFailed step) {
                failed(step);
            }
        }

        /** A step that stands may fail while another one is under way, whose span stays open. */
        private void failed(Event.StepFailed failed) {
            if (open.element().name().equals(failed.step().id())) {
                close(failed.at(), failed.cause().problem());
            } else {
                open(failed.sentence(), failed.at());
                close(failed.at(), failed.cause().problem());
            }
        }

        /** The phase before ends as the next one begins. */
        private void enter(String phase, Instant at) {
            boolean none = open.size() == 1;
            if (none || !open.element().name().equals(phase)) {
                if (!none) {
                    close(at, "");
                }
                open(phase, at);
            }
        }

        private void open(String name, Instant at) {
            Span span = new Span(name, at);
            open.element().children().add(span);
            open.push(span);
        }

        private void close(Instant at, String how) {
            open.pop().close(at, how);
        }

        void end(Instant at, String how) {
            while (open.size() > 1) {
                close(at, how);
            }
            Span root = open.pop();
            root.close(at, how);
            finished.accept(root);
        }
    }
}
