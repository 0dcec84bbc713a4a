package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The pauses before a call is sent again: each time twice as long, five times that where AWS has throttled it, and
 * as long as AWS asks for, if that is not much longer.
 *
 * @param first before the first retry of a call that was not throttled
 */
record Pauses(Duration first) {
    private static final String HINT = "x-amz-retry-after";

    /** The most that AWS's hint may add to our own pause, as in AWS's SDKs. */
    private static final Duration MOST_MORE = Duration.ofSeconds(5);

    private static final int THROTTLED = 5;
    private static final int LONGEST = 25;
    private static final double JITTER = 0.25;

    /** The pause after so many transmissions, the last of which failed with that. */
    Duration after(int transmissions, @Nullable Throwable failure) {
        Duration own = jittered(own(transmissions, failure));
        Duration asked = asked(failure);
        Duration most = own.plus(MOST_MORE);
        return asked.compareTo(own) < 0 ? own : asked.compareTo(most) < 0 ? asked : most;
    }

    private Duration own(int transmissions, @Nullable Throwable failure) {
        Duration begin = failure instanceof PortException.Throttled ? first.multipliedBy(THROTTLED) : first;
        Duration doubled = begin.multipliedBy(1L << Math.min(Math.max(transmissions, 1) - 1, 16));
        Duration longest = first.multipliedBy(LONGEST);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private static Duration jittered(Duration pause) {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }

    /** The pause that the answer asks for, given in milliseconds; zero if it does not say, or not legibly. */
    private static Duration asked(@Nullable Throwable failure) {
        if (failure == null
                || !(failure.getCause() instanceof AwsServiceException answer)
                || answer.awsErrorDetails() == null
                || answer.awsErrorDetails().sdkHttpResponse() == null) {
            return Duration.ZERO;
        }
        return answer.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader(HINT)
                .map(Pauses::millis)
                .orElse(Duration.ZERO);
    }

    private static Duration millis(String text) {
        try {
            return Duration.ofMillis(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
