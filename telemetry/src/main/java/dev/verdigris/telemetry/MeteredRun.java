package dev.verdigris.telemetry;

import dev.verdigris.event.Event;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Report;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of a plan, as it is measured: the phase and the step that are under way, and when they began. */
final class MeteredRun {
    private final MeterRegistry registry;
    private final Tags tags;

    private @Nullable String phase;
    private Instant phaseBegan = Instant.EPOCH;
    private @Nullable String step;
    private Instant stepBegan = Instant.EPOCH;

    MeteredRun(MeterRegistry registry, String environment, SwitchPlan plan) {
        this.registry = registry;
        this.tags = Tags.of("environment", environment, "verb", plan.verb(), "strategy", plan.strategy());
    }

    void on(Event event) {
        if (event instanceof Event.Ended ended) {
            end(ended);
        } else if (event instanceof Event.OfStep of) {
            onStep(of);
        }
    }

    private void onStep(Event.OfStep event) {
        if (event instanceof Event.StepStarted) {
            begin(event.step().phase().label(), event);
        } else if (event instanceof Event.UndoStarted) {
            begin(Endings.WAY_BACK, event);
        } else if (event instanceof Event.ChangeAnnounced) {
            registry.counter("verdigris.changes", tags).increment();
        } else if (event instanceof Event.StepDone) {
            endStep(event, Endings.DONE);
        } else if (event instanceof Event.StepFailed) {
            failed(event);
        } else if (event instanceof Event.StepStopped) {
            endStep(event, Endings.STOPPED);
        } else if (event instanceof Event.StepPaused) {
            endStep(event, Endings.PAUSED);
        } else if (event instanceof Event.Undone) {
            endStep(event, Endings.UNDONE);
        } else if (event instanceof Event.UndoFailed) {
            endStep(event, Endings.NOT_UNDONE);
        } else if (event instanceof Event.UndoStopped) {
            endStep(event, Endings.UNDO_STOPPED);
        }
    }

    private void begin(String entered, Event.OfStep event) {
        if (!entered.equals(phase)) {
            endPhase(event.at());
            phase = entered;
            phaseBegan = event.at();
        }
        step = event.step().id();
        stepBegan = event.at();
    }

    /** A step that stands may fail while another one is under way, or when all are done. */
    private void failed(Event.OfStep event) {
        if (event.step().id().equals(step)) {
            endStep(event, Endings.FAILED);
        } else {
            time(event, Endings.LAPSED, Duration.ZERO);
        }
    }

    private void endStep(Event.OfStep event, String ending) {
        time(event, ending, Duration.between(stepBegan, event.at()));
        step = null;
    }

    private void time(Event.OfStep event, String ending, Duration took) {
        registry.timer("verdigris.step", tags.and("step", event.step().id(), "ending", ending))
                .record(took);
    }

    private void endPhase(Instant at) {
        if (phase != null) {
            registry.timer("verdigris.phase", tags.and("phase", phase)).record(Duration.between(phaseBegan, at));
        }
    }

    private void end(Event.Ended ended) {
        endPhase(ended.at());
        Report report = ended.outcome().report();
        Tags ending = tags.and("outcome", Endings.of(ended.outcome()));
        registry.counter("verdigris.outcomes", ending).increment();
        registry.timer("verdigris.deployment", ending).record(report.took());
        registry.timer("verdigris.both.served", ending).record(report.bothServed());
    }
}
