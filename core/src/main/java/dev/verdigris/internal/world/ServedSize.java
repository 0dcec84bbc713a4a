package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import org.jspecify.annotations.Nullable;

/**
 * The size that the fleet of the color that leaves was meant to have when traffic last reached it. What that fleet grows
 * to afterwards has never served, though it is held at that.
 */
final class ServedSize {
    private final Course course;
    private @Nullable Integer seen;

    /** @param memory what an earlier run of the same deployment saw; null if there was none */
    ServedSize(Course course, @Nullable Memory memory) {
        this.course = course;
        this.seen = memory == null ? null : memory.served();
    }

    /** Takes in a look. */
    void saw(Look look) {
        Color from = course.from();
        if (from != null && look.traffic().reaches(from)) {
            seen = look.fleet(from).size().desired();
        }
    }

    /** That size; null if no look has found traffic to reach the color. */
    @Nullable
    Integer seen() {
        return seen;
    }
}
