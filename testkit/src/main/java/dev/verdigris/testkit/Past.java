package dev.verdigris.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The recent past of something, for reads that are stale. Keeps nothing unless reads may be. */
final class Past<T> {
    private final World world;
    private final long staleness;
    private final Deque<Look<T>> looks = new ArrayDeque<>();

    Past(World world, long staleness) {
        this.world = world;
        this.staleness = staleness;
    }

    /** Whether to tell what is about to change. */
    boolean wanted() {
        return staleness > 0;
    }

    /** Keeps what it looked like until now. */
    void keep(T look) {
        long now = world.now();
        while (!looks.isEmpty() && looks.getFirst().until <= now - staleness) {
            looks.removeFirst();
        }
        if (looks.isEmpty() || looks.getLast().until < now) {
            looks.addLast(new Look<>(now, look));
        }
    }

    /** The past that a read sees which lags by up to the staleness; null if it sees what is now. */
    @Nullable
    T glimpse() {
        if (looks.isEmpty()) {
            return null;
        }
        long at = world.now() - world.random().nextLong(staleness + 1);
        for (Look<T> look : looks) {
            if (look.until > at) {
                return look.value;
            }
        }
        return null;
    }

    private record Look<T>(long until, T value) {}
}
