package dev.verdigris.report;

import dev.verdigris.internal.text.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a deployment, moment by moment, and what was seen of both fleets and of the requests meanwhile. A
 * {@link dev.verdigris.event.TimelineRecorder} makes one while a deployment runs, a {@link Report} has that of its run, and a
 * {@code dev.verdigris.page.TimelinePage} shows it. Immutable.
 */
public final class Timeline {
    private final String environment;
    private final String deployment;
    private final List<Moment> moments;
    private final List<String> unknown;

    private Timeline(String environment, String deployment, List<Moment> moments, List<String> unknown) {
        this.environment = environment;
        this.deployment = deployment;
        this.moments = moments;
        this.unknown = unknown;
    }

    /** A timeline without a moment. */
    public static Timeline of(String environment, String deployment) {
        return new Timeline(environment, deployment, List.of(), List.of());
    }

    /** This timeline with some more moments, each at its place. */
    public Timeline with(List<Moment> more) {
        List<Moment> all = new ArrayList<>(moments);
        all.addAll(more);
        all.sort(Comparator.comparing(Moment::at));
        return new Timeline(environment, deployment, List.copyOf(all), unknown);
    }

    /** This timeline, which says that something is not known: a sentence that tells what, and why. */
    public Timeline withUnknown(String what) {
        List<String> all = new ArrayList<>(unknown);
        all.add(what);
        return new Timeline(environment, deployment, moments, List.copyOf(all));
    }

    /** The name of the environment. */
    public String environment() {
        return environment;
    }

    /** The id of the deployment, as it is in the deployment state. */
    public String deployment() {
        return deployment;
    }

    /** The moments, by time. */
    public List<Moment> moments() {
        return moments;
    }

    /** What is not known, in sentences; empty if nothing is missing that a recording has. */
    public List<String> unknown() {
        return unknown;
    }

    /** The title of the deployment: what was to be done; null if that is not known. */
    public @Nullable String title() {
        return moments.stream()
                .filter(moment -> moment.kind() == Moment.Kind.STARTED)
                .map(Moment::text)
                .findFirst()
                .orElse(null);
    }

    /** The moment that it ended with, or a run of it; null if none has ended, or is known to. */
    public @Nullable Moment ending() {
        Moment last = null;
        for (Moment moment : moments) {
            last = moment.kind().ends() ? moment : moment.kind() == Moment.Kind.RESUMED ? null : last;
        }
        return last;
    }

    /** The timeline as a JSON object on one line. */
    public String toJson() {
        return JsonText.of(JsonText.object(
                "environment", environment,
                "deployment", deployment,
                "title", title(),
                "moments", moments.stream().map(Moment::json).toList(),
                "unknown", unknown));
    }

    /** As {@link #toJson}. */
    @Override
    public String toString() {
        return toJson();
    }
}
