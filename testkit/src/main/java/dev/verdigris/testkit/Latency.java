package dev.verdigris.testkit;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The time that something takes, drawn anew each time from the cloud's seed. */
public sealed interface Latency {

    /** The latency of what takes no time at all. */
    Latency NONE = new Fixed(0);

    /** Draws the time for once, in nanoseconds. */
    long nanos(RandomGenerator random);

    /**
     * A latency that is always the same.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static Latency exactly(Duration duration) {
        return duration.isZero() ? NONE : new Fixed(notNegative(duration));
    }

    /**
     * A latency between the two, one as likely as the other.
     *
     * @throws IllegalArgumentException if the shortest is negative or longer than the longest
     */
    static Latency between(Duration shortest, Duration longest) {
        if (shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "latency: expected at most " + longest + " as the shortest, found " + shortest);
        }
        return new Uniform(notNegative(shortest), notNegative(longest));
    }

    /**
     * A latency that is half the time at most {@code median}, and nearly always at most {@code worst}: log-normal, with
     * the two as its 50th and 99th percentile, and never more than twice the worst.
     *
     * @throws IllegalArgumentException if the median is not more than zero, or more than the worst
     */
    static Latency typically(Duration median, Duration worst) {
        if (median.isZero() || median.isNegative() || median.compareTo(worst) > 0) {
            throw new IllegalArgumentException(
                    "latency: expected a median of more than 0 and at most " + worst + ", found " + median);
        }
        return new LogNormal(
                median.toNanos(), Math.log((double) worst.toNanos() / median.toNanos()) / 2.326, 2 * worst.toNanos());
    }

    private static long notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("latency: expected 0 or more, found " + duration);
        }
        return duration.toNanos();
    }

    /**
     * A latency that is always the same.
     *
     * @param nanos how long, in nanoseconds
     */
    record Fixed(long nanos) implements Latency {
        @Override
        public long nanos(RandomGenerator random) {
            return nanos;
        }
    }

    /**
     * A latency of which every length is as likely as the other.
     *
     * @param shortest the shortest, in nanoseconds
     * @param longest the longest, in nanoseconds
     */
    record Uniform(long shortest, long longest) implements Latency {
        @Override
        public long nanos(RandomGenerator random) {
            return shortest == longest ? shortest : random.nextLong(shortest, longest);
        }
    }

    /**
     * A latency that is mostly short and rarely long.
     *
     * @param median the 50th percentile, in nanoseconds
     * @param sigma the standard deviation of the logarithm
     * @param longest what is longer is cut to it, in nanoseconds
     */
    record LogNormal(long median, double sigma, long longest) implements Latency {
        @Override
        public long nanos(RandomGenerator random) {
            return Math.min(longest, (long) (median * Math.exp(sigma * random.nextGaussian())));
        }
    }
}
