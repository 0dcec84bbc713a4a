package dev.verdigris.page;

import dev.verdigris.report.Moment;
import dev.verdigris.report.Moment.Kind;
import dev.verdigris.report.Sighting;
import dev.verdigris.report.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A timeline as a page needs it: what lasted, from when until when. */
final class Story {
    private final Timeline timeline;
    private final Axis axis;

    Story(Timeline timeline) {
        this.timeline = timeline;
        List<Moment> moments = timeline.moments();
        Instant begin = moments.isEmpty() ? Instant.EPOCH : moments.get(0).at();
        Instant end =
                moments.isEmpty() ? begin : moments.get(moments.size() - 1).at();
        this.axis = new Axis(begin, end);
    }

    /**
     * Something that lasted.
     *
     * @param what what it was
     */
    record Lasting<T>(Instant from, Instant to, T what) {}

    /** A step that is performed or undone, and the kind of the moment that ended it; null if nothing is known to have. */
    record Attempt(
            Instant from,
            Instant to,
            boolean undo,
            @Nullable Kind end) {}

    /**
     * A step.
     *
     * @param planned the moment that tells of it first
     * @param attempts each time that it was performed or undone, in order
     */
    record Step(String id, Moment planned, List<Attempt> attempts) {}

    Timeline timeline() {
        return timeline;
    }

    Axis axis() {
        return axis;
    }

    /** What went wrong first; null if nothing did. */
    @Nullable
    Moment failure() {
        return timeline.moments().stream()
                .filter(moment -> moment.kind() == Kind.STEP_FAILED)
                .findFirst()
                .orElse(null);
    }

    /** The steps in the plan's order; those that no plan tells of come as they began. */
    List<Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        Map<String, Moment> begun = new LinkedHashMap<>();
        for (Moment moment : timeline.moments()) {
            String id = moment.step();
            if (id == null) {
                if (moment.kind() == Kind.RESUMED) {
                    begun.clear();
                }
                continue;
            }
            Step step = steps.computeIfAbsent(id, each -> new Step(each, moment, new ArrayList<>()));
            switch (moment.kind()) {
                case STEP_STARTED, UNDO_STARTED -> begun.put(id, moment);
                case STEP_DONE, STEP_FAILED, STEP_STOPPED, STEP_PAUSED, UNDONE, UNDO_FAILED, UNDO_STOPPED ->
                    step.attempts().add(ended(begun.remove(id), moment));
                default -> {}
            }
        }
        begun.forEach((id, moment) -> Objects.requireNonNull(steps.get(id))
                .attempts()
                .add(new Attempt(moment.at(), axis.end(), moment.kind() == Kind.UNDO_STARTED, null)));
        return List.copyOf(steps.values());
    }

    private static Attempt ended(@Nullable Moment began, Moment end) {
        return new Attempt(
                began == null ? end.at() : began.at(),
                end.at(),
                began != null && began.kind() == Kind.UNDO_STARTED,
                end.kind());
    }

    /** Whatever is seen, from when until when it stayed so; what cannot be told of a sighting is null. */
    <T> List<Lasting<T>> lasting(Function<Sighting, @Nullable T> what) {
        List<Lasting<T>> all = new ArrayList<>();
        T last = null;
        Instant since = axis.begin();
        for (Moment moment : timeline.moments()) {
            Sighting seen = moment.seen();
            if (seen == null) {
                continue;
            }
            T now = what.apply(seen);
            if (!Objects.equals(now, last)) {
                if (last != null) {
                    all.add(new Lasting<>(since, moment.at(), last));
                }
                last = now;
                since = moment.at();
            }
        }
        if (last != null) {
            all.add(new Lasting<>(since, axis.end(), last));
        }
        return all;
    }

    /** Everything that a sighting shows, at each change of it. */
    List<Sighting> sightings() {
        return timeline.moments().stream()
                .map(Moment::seen)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The moments at which requests were counted. */
    List<Moment> counts() {
        return timeline.moments().stream()
                .filter(moment -> moment.requests() != null)
                .toList();
    }
}
