package dev.verdigris.event;

import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Moment.Kind;
import dev.verdigris.report.Sighting;
import dev.verdigris.report.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener that records the {@link Timeline} of each deployment that it is told of. A wait that shows nothing new is left
 * out, and so is what was seen if it is what was seen before. Safe for use by several threads; keeps what it has recorded.
 */
public final class TimelineRecorder implements Listener {
    private final Map<String, Recording> recordings = new ConcurrentHashMap<>();
    private final Supplier<Moment.@Nullable Requests> requests;
    private final BiConsumer<Timeline, Moment> told;

    private TimelineRecorder(Supplier<Moment.@Nullable Requests> requests, BiConsumer<Timeline, Moment> told) {
        this.requests = requests;
        this.told = told;
    }

    /** A recorder that knows nothing of requests. */
    public static TimelineRecorder create() {
        return new TimelineRecorder(() -> null, (timeline, moment) -> {});
    }

    /** This recorder's like, which asks at each event how many requests there have been so far. */
    public TimelineRecorder counting(Supplier<Moment.@Nullable Requests> soFar) {
        return new TimelineRecorder(soFar, told);
    }

    /**
     * This recorder's like, which hands on each moment as it is recorded, to be kept where the end of this process cannot harm
     * it.
     *
     * @param kept is given a timeline without moments, which says whose the moment is, and the moment; it is called on the
     *     thread that runs the deployment
     */
    public TimelineRecorder telling(BiConsumer<Timeline, Moment> kept) {
        return new TimelineRecorder(requests, kept);
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.LeaseWaiting) {
            return;
        }
        recordings
                .computeIfAbsent(
                        event.deployment(), id -> new Recording(Timeline.of(event.environment(), event.deployment())))
                .take(event, requests.get());
    }

    /** The timeline of a deployment so far; null if nothing was told of it. */
    public @Nullable Timeline timeline(String deployment) {
        Recording recording = recordings.get(deployment);
        return recording == null ? null : recording.timeline();
    }

    /** The recording of one deployment. */
    private final class Recording {
        private final Timeline empty;
        private final List<Moment> moments = new ArrayList<>();
        private @Nullable Sighting seen;
        private String waitingFor = "";
        private Moment.@Nullable Requests counted;

        Recording(Timeline empty) {
            this.empty = empty;
        }

        synchronized Timeline timeline() {
            return empty.with(moments);
        }

        synchronized void take(Event event, Moment.@Nullable Requests soFar) {
            Sighting now = event instanceof Event.OfStep step ? step.seen() : null;
            boolean another = now != null && !now.equals(seen);
            Kind kind = kind(event);
            String text = text(event);
            boolean same = kind.waits() && text.equals(waitingFor) && !another && Objects.equals(soFar, counted);
            waitingFor = kind.waits() ? text : "";
            if (same) {
                return;
            }
            seen = now == null ? seen : now;
            counted = soFar;
            Moment moment = of(event.at(), kind, text, step(event)).withRequests(soFar);
            add(another ? moment.withSeen(now) : moment);
            SwitchPlan plan = plan(event);
            if (plan != null) {
                plan.steps().forEach(step -> add(of(event.at(), Kind.PLANNED, step.sentence(), step)));
            }
        }

        private void add(Moment moment) {
            moments.add(moment);
            told.accept(empty, moment);
        }
    }

    private static Moment of(Instant at, Kind kind, String text, @Nullable PlannedStep step) {
        Moment moment = Moment.of(at, kind, text);
        return step == null ? moment : moment.withStep(step.id(), step.phase());
    }

    private static @Nullable PlannedStep step(Event event) {
        if (event instanceof Event.Noted noted) {
            return noted.step();
        }
        return event instanceof Event.OfStep ofStep ? ofStep.step() : null;
    }

    private static @Nullable SwitchPlan plan(Event event) {
        if (event instanceof Event.Started started) {
            return started.plan();
        }
        return event instanceof Event.Resumed resumed ? resumed.plan() : null;
    }

    /** What happened, where the step is said apart. */
    private static String text(Event event) {
        if (event instanceof Event.StepStarted begun) {
            return begun.step().sentence();
        } else if (event instanceof Event.StepWaiting waiting) {
            return waiting.waitingFor();
        } else if (event instanceof Event.UndoWaiting waiting) {
            return waiting.waitingFor();
        } else if (event instanceof Event.ChangeAnnounced change) {
            return change.change();
        } else if (event instanceof Event.RepairAnnounced repair) {
            return repair.change();
        } else if (event instanceof Event.Noted noted) {
            return noted.note();
        } else if (event instanceof Event.StepFailed failed) {
            return "failed: " + apart(failed.step(), failed.cause().getMessage());
        } else if (event instanceof Event.UndoFailed failed) {
            return "not undone: " + failed.cause().problem() + "; "
                    + failed.cause().remedy();
        }
        PlannedStep step = step(event);
        return step == null ? event.sentence() : apart(step, event.sentence());
    }

    private static String apart(PlannedStep step, @Nullable String sentence) {
        String said = String.valueOf(sentence);
        String name = step.id() + ": ";
        return said.startsWith(name) ? said.substring(name.length()) : said;
    }

    private static Kind kind(Event event) {
        if (event instanceof Event.Started) {
            return Kind.STARTED;
        } else if (event instanceof Event.Resumed) {
            return Kind.RESUMED;
        } else if (event instanceof Event.StepStarted) {
            return Kind.STEP_STARTED;
        } else if (event instanceof Event.StepWaiting) {
            return Kind.STEP_WAITING;
        } else if (event instanceof Event.ChangeAnnounced || event instanceof Event.RepairAnnounced) {
            return Kind.CHANGE;
        } else if (event instanceof Event.StepDone) {
            return Kind.STEP_DONE;
        } else if (event instanceof Event.StepFailed) {
            return Kind.STEP_FAILED;
        } else if (event instanceof Event.StepStopped) {
            return Kind.STEP_STOPPED;
        } else if (event instanceof Event.StepPaused) {
            return Kind.STEP_PAUSED;
        } else if (event instanceof Event.Noted) {
            return Kind.NOTE;
        } else if (event instanceof Event.Ended ended) {
            return kind(ended.outcome());
        }
        return undo(event);
    }

    private static Kind undo(Event event) {
        if (event instanceof Event.UndoStarted) {
            return Kind.UNDO_STARTED;
        } else if (event instanceof Event.UndoWaiting) {
            return Kind.UNDO_WAITING;
        } else if (event instanceof Event.Undone) {
            return Kind.UNDONE;
        } else if (event instanceof Event.UndoFailed) {
            return Kind.UNDO_FAILED;
        }
        return event instanceof Event.UndoStopped ? Kind.UNDO_STOPPED : Kind.OTHER;
    }

    private static Kind kind(Outcome outcome) {
        return outcome.<Kind>fold()
                .succeeded(done -> Kind.SUCCEEDED)
                .rolledBack(back -> Kind.ROLLED_BACK)
                .failedDirty(dirty -> Kind.FAILED_DIRTY)
                .interrupted(left -> Kind.INTERRUPTED)
                .paused(waits -> Kind.PAUSED)
                .orElse(other -> Kind.INTERRUPTED);
    }
}
