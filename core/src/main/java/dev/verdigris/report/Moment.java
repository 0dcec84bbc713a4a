package dev.verdigris.report;

import dev.verdigris.internal.text.JsonText;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.Phase;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One moment of a {@link Timeline}: what happened, and what was seen then. Immutable. */
public final class Moment {

    /** The kind of a moment. Those of steps have the step's id. */
    public enum Kind {
        /** A deployment began; the text is its title. */
        STARTED,
        /** A deployment was resumed or aborted, or taken up again after a gate; the text says where it was. */
        RESUMED,
        /** A step is in the plan; the text is its sentence. It follows what has a plan. */
        PLANNED,
        /** A step began. */
        STEP_STARTED,
        /** A step waits; the text is the condition. */
        STEP_WAITING,
        /** A change was about to be sent. */
        CHANGE,
        /** A step was done. */
        STEP_DONE,
        /** A step failed, or did not stand any more. */
        STEP_FAILED,
        /** A step was given up. */
        STEP_STOPPED,
        /** A step is a gate that waits for somebody. */
        STEP_PAUSED,
        /** A step began to be undone. */
        UNDO_STARTED,
        /** The undoing of a step waits; the text is the condition. */
        UNDO_WAITING,
        /** A step was undone. */
        UNDONE,
        /** A step could not be undone. */
        UNDO_FAILED,
        /** The undoing of a step was given up. */
        UNDO_STOPPED,
        /** Something was found and left alone. */
        NOTE,
        /** The deployment did what was asked. */
        SUCCEEDED,
        /** The deployment was rolled back. */
        ROLLED_BACK,
        /** Something is left that could not be restored. */
        FAILED_DIRTY,
        /** The run ended where it was. */
        INTERRUPTED,
        /** The run ended at a gate. */
        PAUSED,
        /** Requests were counted, or fleets seen, and nothing else is known of the moment. */
        COUNTED,
        /** Anything else. */
        OTHER;

        /** The kind as it is written: {@code step-done}. A stable string. */
        public String label() {
            return Labels.of(this);
        }

        /** Whether a run ends with it. */
        public boolean ends() {
            return switch (this) {
                case SUCCEEDED, ROLLED_BACK, FAILED_DIRTY, INTERRUPTED, PAUSED -> true;
                default -> false;
            };
        }

        /** Whether something waits. */
        public boolean waits() {
            return this == STEP_WAITING || this == UNDO_WAITING;
        }
    }

    private final Instant at;
    private final Kind kind;
    private final String text;
    private final @Nullable String step;
    private final @Nullable Phase phase;
    private final @Nullable Sighting seen;
    private final @Nullable Requests requests;

    private Moment(
            Instant at,
            Kind kind,
            String text,
            @Nullable String step,
            @Nullable Phase phase,
            @Nullable Sighting seen,
            @Nullable Requests requests) {
        this.at = at;
        this.kind = kind;
        this.text = text;
        this.step = step;
        this.phase = phase;
        this.seen = seen;
        this.requests = requests;
    }

    /** A moment about which nothing else is known. */
    public static Moment of(Instant at, Kind kind, String text) {
        return new Moment(at, kind, text, null, null, null, null);
    }

    /** This moment, of a step. */
    public Moment withStep(String id, @Nullable Phase ofStep) {
        return new Moment(at, kind, text, id, ofStep, seen, requests);
    }

    /** This moment with what was seen then; null if that is not known, or is what was seen before. */
    public Moment withSeen(@Nullable Sighting then) {
        return new Moment(at, kind, text, step, phase, then, requests);
    }

    /** This moment with the requests so far; null if they are not known. */
    public Moment withRequests(@Nullable Requests soFar) {
        return new Moment(at, kind, text, step, phase, seen, soFar);
    }

    /** When it was. */
    public Instant at() {
        return at;
    }

    /** The kind of the moment. */
    public Kind kind() {
        return kind;
    }

    /** What happened, for a person. */
    public String text() {
        return text;
    }

    /** The id of the step that it is about; null if it is about none. */
    public @Nullable String step() {
        return step;
    }

    /** The phase of that step; null if it is about none, or that is not known. */
    public @Nullable Phase phase() {
        return phase;
    }

    /** What was seen; null if nothing was, or nothing else than before. */
    public @Nullable Sighting seen() {
        return seen;
    }

    /** The requests so far; null if they are not known. */
    public @Nullable Requests requests() {
        return requests;
    }

    /** The moment as a JSON object on one line; what is not known is left out. */
    public String toJson() {
        return JsonText.of(json());
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = JsonText.object("at", at, "kind", kind.label(), "text", text);
        if (step != null) {
            json.put("step", step);
        }
        if (phase != null) {
            json.put("phase", phase.label());
        }
        if (seen != null) {
            json.put(
                    "fleets",
                    JsonText.object("blue", json(seen.side(Color.BLUE)), "green", json(seen.side(Color.GREEN))));
            if (!seen.alarms().isEmpty()) {
                json.put("alarms", seen.alarms());
            }
        }
        if (requests != null) {
            json.put("requests", JsonText.object("answered", requests.answered, "failed", requests.failed));
        }
        return json;
    }

    private static Map<String, @Nullable Object> json(Sighting.Side side) {
        GroupSize size = side.size();
        Map<String, String> instances = new LinkedHashMap<>();
        side.instances().forEach((id, state) -> instances.put(id.value(), state.label()));
        return JsonText.object(
                "min",
                size.min(),
                "max",
                size.max(),
                "desired",
                size.desired(),
                "percent",
                side.percent(),
                "instances",
                instances);
    }

    @Override
    public String toString() {
        return toJson();
    }

    /** The requests until a moment. Immutable. */
    public static final class Requests {
        private final Map<String, Long> answered;
        private final long failed;

        private Requests(Map<String, Long> answered, long failed) {
            this.answered = answered;
            this.failed = failed;
        }

        /**
         * Requests so far.
         *
         * @param answered how many were answered, by version, or by color where nothing tells versions apart
         * @param failed how many got no good answer
         */
        public static Requests of(Map<String, Long> answered, long failed) {
            return new Requests(Collections.unmodifiableMap(new LinkedHashMap<>(answered)), failed);
        }

        /** How many were answered, by version, or by color. */
        public Map<String, Long> answered() {
            return answered;
        }

        /** How many got no good answer. */
        public long failed() {
            return failed;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Requests that && answered.equals(that.answered) && failed == that.failed;
        }

        @Override
        public int hashCode() {
            return answered.hashCode() * 31 + Long.hashCode(failed);
        }

        @Override
        public String toString() {
            return answered + " answered, " + failed + " failed";
        }
    }
}
