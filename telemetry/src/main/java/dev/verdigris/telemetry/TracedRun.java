package dev.verdigris.telemetry;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One run of a plan as it is traced: its spans that are open, the innermost first, each current while it is that. */
final class TracedRun {

    /** A span under way, and what ends its being the current one. */
    private record Open(String name, Span span, Scope scope) {}

    private final Tracer tracer;
    private final String deployment;
    private final Attributes about;
    private final Deque<Open> open = new ArrayDeque<>();
    private Instant last;

    private TracedRun(Tracer tracer, Event event, Attributes about) {
        this.tracer = tracer;
        this.deployment = event.deployment();
        this.about = about;
        this.last = event.at();
    }

    static TracedRun of(Tracer tracer, Event event, SwitchPlan plan, String title) {
        TracedRun run = new TracedRun(
                tracer,
                event,
                Attributes.of(
                        Tracing.ENVIRONMENT, event.environment(),
                        Tracing.DEPLOYMENT, event.deployment(),
                        Tracing.VERB, plan.verb(),
                        Tracing.STRATEGY, plan.strategy()));
        run.open(title, event.at());
        return run;
    }

    String deployment() {
        return deployment;
    }

    void on(Event event) {
        last = event.at();
        if (event instanceof Event.Noted noted) {
            open.element().span().addEvent("note", Attributes.of(Tracing.NOTE, noted.note()), event.at());
        } else if (event instanceof Event.OfStep of) {
            onStep(of);
        }
    }

    private void onStep(Event.OfStep event) {
        if (event instanceof Event.StepStarted) {
            begin(event.step().phase().label(), event.step().id(), event);
        } else if (event instanceof Event.UndoStarted) {
            begin(Endings.WAY_BACK, undo(event), event);
        } else if (event instanceof Event.ChangeAnnounced change) {
            tell("change", event, Attributes.of(Tracing.STEP, event.step().id(), Tracing.CHANGE, change.change()));
        } else if (event instanceof Event.StepDone) {
            endStep(event, Endings.DONE, null);
        } else if (event instanceof Event.StepFailed failed) {
            failed(failed);
        } else if (event instanceof Event.StepStopped) {
            endStep(event, Endings.STOPPED, null);
        } else if (event instanceof Event.StepPaused) {
            endStep(event, Endings.PAUSED, null);
        } else if (event instanceof Event.Undone) {
            endStep(event, Endings.UNDONE, null);
        } else if (event instanceof Event.UndoFailed failed) {
            endStep(event, Endings.NOT_UNDONE, failed.cause());
        } else if (event instanceof Event.UndoStopped) {
            endStep(event, Endings.UNDO_STOPPED, null);
        }
    }

    private static String undo(Event.OfStep event) {
        return "undo " + event.step().id();
    }

    /** The phase before ends as the next one begins. */
    private void begin(String phase, String name, Event.OfStep event) {
        if (open.size() > 1 && !open.element().name().equals(phase)) {
            close(event.at());
        }
        if (open.size() == 1) {
            open(phase, event.at());
        }
        open(name, event.at()).setAttribute(Tracing.STEP, event.step().id());
    }

    /** A step that stands may fail while another one is under way, whose span stays open, or when all are done. */
    private void failed(Event.StepFailed failed) {
        if (open.element().name().equals(failed.step().id())) {
            endStep(failed, Endings.FAILED, failed.cause());
        } else {
            tell(
                    Endings.LAPSED,
                    failed,
                    Attributes.of(
                            Tracing.STEP, failed.step().id(),
                            Tracing.PROBLEM, failed.cause().problem()));
        }
    }

    private void tell(String what, Event event, Attributes facts) {
        open.element().span().addEvent(what, facts, event.at());
    }

    private void endStep(Event event, String ending, @Nullable StepFailedException cause) {
        Span span = open.element().span().setAttribute(Tracing.ENDING, ending);
        if (cause != null) {
            span.recordException(cause).setStatus(StatusCode.ERROR, cause.problem());
        }
        close(event.at());
    }

    @SuppressWarnings("MustBeClosed") // an event opens it, and another one closes it
    private Span open(String name, Instant at) {
        Span span = tracer.spanBuilder(name)
                .setStartTimestamp(at)
                .setAllAttributes(about)
                .startSpan();
        open.push(new Open(name, span, span.makeCurrent()));
        return span;
    }

    private void close(Instant at) {
        Open inner = open.pop();
        inner.scope().close();
        inner.span().end(at);
    }

    void ended(Event.Ended ended) {
        Outcome outcome = ended.outcome();
        endAll(Endings.of(outcome), ended.at(), erroneous(outcome) ? outcome.toString() : null);
    }

    private static boolean erroneous(Outcome outcome) {
        return outcome.<Boolean>fold()
                .succeeded(done -> false)
                .paused(gate -> false)
                .orElse(other -> true);
    }

    /** Nothing more was heard of it. */
    void isLost() {
        endAll("lost", last, "nothing more was heard of it");
    }

    private void endAll(String ending, Instant at, @Nullable String error) {
        while (open.size() > 1) {
            close(at);
        }
        Span root = open.element().span().setAttribute(Tracing.OUTCOME, ending);
        if (error != null) {
            root.setStatus(StatusCode.ERROR, error);
        }
        close(at);
    }
}
