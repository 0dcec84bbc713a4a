package dev.verdigris.internal.step;

import dev.verdigris.request.Policy;
import java.time.Duration;

/**
 * What is known of when something that is awaited will be so, and what must be watched until then. From this alone follows when
 * to look next.
 *
 * @param earliest the time before which it cannot be so, by what AWS says and what was done; zero if nothing is known, or if it
 *     is over
 * @param watch the longest time for which nobody need look meanwhile, for what else may happen; zero if each poll counts
 */
public record Outlook(Duration earliest, Duration watch) {

    /**
     * The longest time between two looks while a failure can need action: a lost pin, a refused launch, a live fleet that grows or
     * loses members, somebody else's change of traffic.
     */
    private static final Duration WATCHED = Duration.ofSeconds(15);

    /**
     * The longest time between two looks past the point of no return, when the old color has left: who joins the new fleet is to
     * be registered, and has taken longer than that to boot.
     */
    private static final Duration LEFT = Duration.ofSeconds(30);

    /** A wait gets so many polls at least in the time that it has taken. */
    private static final int POLLS = 20;

    private static final Outlook OPEN = new Outlook(Duration.ZERO, Duration.ZERO);
    private static final Outlook GRADUAL = new Outlook(Duration.ZERO, WATCHED);

    /** Nothing is known: it may be so at any moment, and each poll counts. */
    public static Outlook open() {
        return OPEN;
    }

    /** Nothing is known but that it takes its time: the longer it has taken, the less a pause matters. */
    public static Outlook gradual() {
        return GRADUAL;
    }

    /** It cannot be so before that time has passed, and is watched until then; once that has, each poll counts. */
    public static Outlook watched(Duration earliest) {
        return of(earliest, WATCHED);
    }

    /** It cannot be so before that time has passed, and the old color has left; once that has passed, each poll counts. */
    public static Outlook left(Duration earliest) {
        return of(earliest, LEFT);
    }

    private static Outlook of(Duration earliest, Duration watch) {
        return earliest.isZero() || earliest.isNegative() ? OPEN : new Outlook(earliest, watch);
    }

    /**
     * The pause until the next look. While it cannot be so yet, as long as the watch allows, so that the last pause ends when it
     * can be so; from then on, or where nothing is known, the shortest pause, and longer ones the longer it has taken.
     *
     * @param waited the time that was waited so far
     */
    public Duration pause(Policy policy, Duration waited) {
        Duration shortest = policy.pollInterval();
        if (policy.pollsAtFixedInterval()) {
            return shortest;
        }
        Duration longest = longer(shortest, watch);
        if (earliest.isZero()) {
            return shorter(longest, longer(shortest, Duration.ofNanos(waited.toNanos() / POLLS)));
        }
        return earliest.compareTo(longest.plus(shortest)) < 0 ? earliest : longest;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
