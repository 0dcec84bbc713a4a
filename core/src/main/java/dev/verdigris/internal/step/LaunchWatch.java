package dev.verdigris.internal.step;

import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Launch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches a fleet's launches from a mark on, to tell a fleet that takes its time from one that will never come. */
public final class LaunchWatch {

    /** So many failed launches in a row, with none succeeding in between, mean that waiting will not help. */
    private static final int HOPELESS = 3;

    private final Color color;
    private boolean marked;
    private @Nullable String lastBefore;

    /** Watches the launches of a color's fleet. */
    public LaunchWatch(Color color) {
        this.color = color;
    }

    /** Ignores the launches there have been until now. Only the first mark counts. */
    void mark(Scene scene) {
        if (!marked) {
            List<Launch> launches = scene.recentLaunches(color);
            lastBefore = launches.isEmpty() ? null : launches.get(0).activity();
            marked = true;
        }
    }

    /** What AWS said of the last of too many failed launches in a row since the mark; null if there is hope. */
    @Nullable
    String hopeless(Scene scene) {
        int failures = 0;
        String message = null;
        for (Launch launch : scene.recentLaunches(color)) {
            if (launch.activity().equals(lastBefore) || launch.state() == Launch.State.SUCCEEDED) {
                break;
            }
            if (launch.state() == Launch.State.FAILED) {
                failures++;
                message = message == null ? launch.message() : message;
            }
        }
        return failures >= HOPELESS ? message : null;
    }
}
