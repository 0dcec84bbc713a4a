package dev.verdigris.examples.cli;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Launch;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Moment.Kind;
import dev.verdigris.report.PromotedGate;
import dev.verdigris.report.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of a deployment that nobody recorded, from what the deployment state and AWS still know of it.
 *
 * @param recordings where a recording was looked for; null if nowhere
 */
record PastTimeline(
        Cloud cloud, Environment environment, @Nullable Recordings recordings) {

    Timeline of(EndedDeployment ended) {
        Instant end = ended.started().plus(ended.took());
        List<Moment> moments = new ArrayList<>();
        moments.add(Moment.of(ended.started(), Kind.STARTED, title(ended.verb(), ended.from(), ended.to())));
        promotions(ended.promotions(), moments);
        String cause = ended.cause() == null ? "" : ": " + ended.cause();
        moments.add(Moment.of(end, kind(ended.ending()), words(ended.ending()) + " by " + ended.who() + cause));
        return known(ended.id(), ended.started(), end, moments);
    }

    Timeline of(DeploymentInProgress current) {
        List<Moment> moments = new ArrayList<>();
        moments.add(Moment.of(current.since(), Kind.STARTED, title(current.verb(), current.from(), current.to())));
        promotions(current.promotions(), moments);
        Instant now = cloud.time().now();
        moments.add(Moment.of(now, Kind.OTHER, "in progress: " + current));
        return known(current.id(), current.since(), now, moments);
    }

    private Timeline known(String id, Instant from, Instant until, List<Moment> moments) {
        String unread = launches(from, until, moments);
        Timeline timeline = Timeline.of(environment.name(), id)
                .with(moments)
                .withUnknown(
                        "when each step began and ended, what was waited for, and what either fleet looked like meanwhile: "
                                + (recordings == null
                                        ? "nothing was recorded; --record FOLDER records what comes"
                                        : "there is no recording of it in " + recordings.folder()))
                .withUnknown(
                        "terminations, and launches that Auto Scaling has forgotten: it keeps six weeks, and the newest"
                                + " are read")
                .withUnknown("how many requests were answered by which version");
        return unread == null ? timeline : timeline.withUnknown(unread);
    }

    private String title(String verb, @Nullable Color from, @Nullable Color to) {
        String title = verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + " " + environment.name();
        if (to == null) {
            return title;
        }
        return title + ": " + (from == null ? "" : from + " → ") + to;
    }

    private static void promotions(List<PromotedGate> promotions, List<Moment> moments) {
        promotions.forEach(gate -> moments.add(Moment.of(gate.at(), Kind.NOTE, "promoted: " + gate)));
    }

    /** Adds the launches of both groups meanwhile; returns why some could not be read, or null. */
    private @Nullable String launches(Instant from, Instant until, List<Moment> moments) {
        try {
            for (Color color : Color.values()) {
                for (Launch launch : cloud.fleets().recentLaunches(environment.group(color))) {
                    if (!launch.started().isBefore(from) && !launch.started().isAfter(until)) {
                        moments.add(Moment.of(launch.started(), Kind.NOTE, text(color, launch)));
                    }
                }
            }
            return null;
        } catch (PortException e) {
            return "the launches of its groups: " + e.getMessage();
        }
    }

    private String text(Color color, Launch launch) {
        String state = launch.state().name().toLowerCase(Locale.ROOT);
        return environment.group(color) + ": a launch, " + state
                + (launch.message().isEmpty() ? "" : ": " + launch.message());
    }

    private static Kind kind(EndedDeployment.Ending ending) {
        return switch (ending) {
            case SUCCEEDED -> Kind.SUCCEEDED;
            case ROLLED_BACK -> Kind.ROLLED_BACK;
            case FAILED -> Kind.FAILED_DIRTY;
            case SUPERSEDED, UNLOCKED -> Kind.INTERRUPTED;
        };
    }

    private static String words(EndedDeployment.Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
