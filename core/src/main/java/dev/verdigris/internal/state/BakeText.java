package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.request.Bake;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes and reads how the new fleet is to serve on trial, as facts. */
final class BakeText {
    private static final String TIME = "request.bake";

    private BakeText() {}

    static void put(Facts facts, @Nullable Bake bake) {
        if (bake != null) {
            facts.put(TIME, bake.time());
        }
    }

    static @Nullable Bake bake(Facts facts) {
        Duration time = facts.find(TIME, Times::duration);
        return time == null ? null : Bake.of(time);
    }
}
