package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time for which both colors had instances that may have answered: the first stretch of it in one deployment. */
final class Overlap {
    private final Course course;
    private @Nullable Long began;
    private long ended;
    private boolean over;

    Overlap(Course course) {
        this.course = course;
    }

    /** Takes in a look. */
    void saw(TrafficView traffic, long nanoTime) {
        Color from = course.from();
        Color to = course.to();
        if (from == null || to == null || over) {
            return;
        }
        boolean both = answers(traffic.side(from)) && answers(traffic.side(to));
        if (both && began == null) {
            began = nanoTime;
        }
        if (began != null) {
            ended = nanoTime;
            over = !both;
        }
    }

    private static boolean answers(TrafficView.Side side) {
        return !side.serving().isEmpty() || !side.draining().isEmpty();
    }

    Duration duration() {
        return began == null ? Duration.ZERO : Duration.ofNanos(ended - began);
    }
}
