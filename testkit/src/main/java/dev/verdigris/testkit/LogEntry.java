package dev.verdigris.testkit;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the simulated cloud. Reads like {@code "  65.0s  beta-green: desired 0 → 3"}.
 *
 * @param nanos when, in nanoseconds of virtual time since the cloud began
 * @param subject what it happened to: a group, an instance, a target, a parameter
 * @param what what happened to it
 * @param detail what more there is to say, or null
 */
public record LogEntry(
        long nanos, Object subject, String what, @Nullable Object detail) {

    /** The time since the cloud began. */
    public Duration at() {
        return Duration.ofNanos(nanos);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%8.1fs  %s: %s", nanos / 1e9, subject, what)
                + (detail == null ? "" : " " + detail);
    }
}
