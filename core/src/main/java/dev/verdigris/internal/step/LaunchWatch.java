package dev.verdigris.internal.step;

import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Launch;
import dev.verdigris.request.LaunchTolerance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a fleet that takes its time from one that will never come, by the launches that were refused since the
 * deployment began. When that was is in the deployment state, so that a process that resumes it judges by the same
 * launches.
 *
 * @param tolerance how many refusals are tolerated
 * @param color whose fleet launches
 */
record LaunchWatch(LaunchTolerance tolerance, Color color) {

    /** AWS's clock and the one that the deployment began by may disagree by so much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /**
     * The launches that were refused in a row.
     *
     * @param newest why the newest one was, in AWS's words
     * @param hopeless whether waiting will not help
     */
    record Refusal(String newest, boolean hopeless) {}

    /** The launches that were refused in a row; null if none was. No launch is no evidence. */
    @Nullable
    Refusal refusal(Scene scene) {
        List<Launch> refused = refusedInARow(scene);
        if (refused.isEmpty()) {
            return null;
        }
        Launch newest = refused.get(0);
        boolean incurable = !newest.started().isBefore(scene.began()) && tolerance.isFinal(newest.message());
        Instant first = refused.get(refused.size() - 1).started();
        boolean often = refused.size() >= tolerance.refusals();
        boolean longEnough = Duration.between(first, newest.started()).compareTo(tolerance.during()) >= 0;
        return new Refusal(newest.message(), incurable || (often && longEnough));
    }

    /** Newest first, back to the last that succeeded, or to the beginning of the deployment. */
    private List<Launch> refusedInARow(Scene scene) {
        Instant since = scene.began().minus(SKEW);
        List<Launch> refused = new ArrayList<>();
        for (Launch launch : scene.recentLaunches(color)) {
            if (launch.state() == Launch.State.SUCCEEDED || launch.started().isBefore(since)) {
                break;
            }
            if (launch.state() == Launch.State.FAILED) {
                refused.add(launch);
            }
        }
        return refused;
    }
}
