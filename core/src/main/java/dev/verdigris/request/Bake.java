package dev.verdigris.request;

import dev.verdigris.internal.text.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bake of a deployment: once all requests have moved, the new fleet serves on trial for a time before anything of the
 * old one is given up. Whatever goes wrong until then, all requests go back to the old fleet. Immutable.
 *
 * <p>The time is counted from when it began, also while no process is there: whoever resumes goes on with it.
 */
public final class Bake {
    private final Duration time;

    private Bake(Duration time) {
        this.time = time;
    }

    /**
     * A bake of so long, in which the new fleet must stay healthy.
     *
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public static Bake of(Duration time) {
        Positive.require("bake", time);
        return new Bake(time);
    }

    /** The time for which the new fleet serves on trial. */
    public Duration time() {
        return time;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bake that && time.equals(that.time);
    }

    @Override
    public int hashCode() {
        return time.hashCode();
    }

    @Override
    public String toString() {
        return "bake " + Words.duration(time);
    }
}
