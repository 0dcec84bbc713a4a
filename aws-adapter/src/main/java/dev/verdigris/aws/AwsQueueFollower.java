package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.hook.Follower;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A follower that keeps a fleet while its queue in SQS holds work: each color of an environment has a queue of its own, which
 * the instances of its fleet consume. There is nobody to tell, since the consumers start and end with their fleets, so it
 * confirms every move at once; what sends to the queues is a follower of its own, if it has to be told. Register one for each
 * pair of queues.
 *
 * <pre>{@code
 * BlueGreen.builder(cloud)
 *         .follower("orders", AwsQueueFollower.of(SqsClient.create(), ordersBlue, ordersGreen));
 * }</pre>
 *
 * <p>A color is in use while its queue has messages that are visible, in flight or delayed. These counts are approximate, and
 * are right a minute at least after the last message was sent (SQS API, GetQueueAttributes); a queue is empty once all of them
 * have been 0 for several minutes (SQS Developer Guide, "Confirming that a queue is empty"). So the color is released only
 * after two polls or more that lie so far apart, by default 3 minutes, with nothing but zeros between them; until then the
 * answer is {@link Follower.Answer.Unconfirmed}. That time is counted by each process for itself, anew after each move.
 *
 * <p>It needs an SDK module that does not come with this one, {@code software.amazon.awssdk:sqs}. The client is used as it is
 * and never closed here; it is the queues' region that it must be of. The credentials must allow {@value #ACTION} on both
 * queues. It is thread-safe.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class AwsQueueFollower implements Follower {
    /** The only action that it needs. */
    public static final String ACTION = "sqs:GetQueueAttributes";

    private static final Duration EMPTY_FOR = Duration.ofMinutes(3);
    /** Zeros that nobody has looked at for longer than this say nothing of the time between. */
    private static final Duration UNWATCHED = Duration.ofMinutes(10);

    /** What is counted, with how people say it. */
    private static final Map<QueueAttributeName, String> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "visible");
        COUNTED.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "in flight");
        COUNTED.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "delayed");
    }

    private final SqsClient sqs;
    private final Map<Color, URI> queues;
    private final Duration emptyFor;
    private final Duration callTimeout;
    private final TimeSource time;
    private final AwsCalls calls;
    private final Map<Color, Zeros> zeros = new EnumMap<>(Color.class);

    /** Polls that found a queue empty, one after the other: when the first and the last one were. */
    private record Zeros(long first, long last) {}

    private AwsQueueFollower(
            SqsClient sqs, Map<Color, URI> queues, Duration emptyFor, Duration callTimeout, TimeSource time) {
        this.sqs = sqs;
        this.queues = queues;
        this.emptyFor = emptyFor;
        this.callTimeout = callTimeout;
        this.time = time;
        this.calls = new AwsCalls(callTimeout, AwsCalls.FIRST_PAUSE);
    }

    /**
     * A follower of two queues, by their URLs, which releases a color after 3 minutes of zeros.
     *
     * @throws IllegalArgumentException if one is no URL of a queue, or both are the same
     */
    public static AwsQueueFollower of(SqsClient sqs, URI blue, URI green) {
        Map<Color, URI> queues = new EnumMap<>(Color.class);
        queues.put(Color.BLUE, queue(blue));
        queues.put(Color.GREEN, queue(green));
        if (blue.equals(green)) {
            throw new IllegalArgumentException("queues: expected one for each color, found " + blue + " for both");
        }
        return new AwsQueueFollower(sqs, queues, EMPTY_FOR, AwsCalls.TIMEOUT, TimeSource.system());
    }

    private static URI queue(URI url) {
        boolean web = String.valueOf(url.getScheme()).matches("https?") && url.getHost() != null;
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!web || !plain || name(url).isEmpty()) {
            throw new IllegalArgumentException("queue: expected a URL like"
                    + " https://sqs.eu-west-1.amazonaws.com/123456789012/orders-blue, found "
                    + (plain ? url : "one with a user, a query or a fragment"));
        }
        return url;
    }

    private static String name(URI queue) {
        String path = String.valueOf(queue.getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * This follower with another time for which a queue must be found empty. With zero, the two consecutive polls that are made
     * in any case are enough, which is not so on AWS.
     *
     * @throws IllegalArgumentException if it is negative, or longer than 10 minutes
     */
    public AwsQueueFollower withEmptyFor(Duration emptyFor) {
        if (emptyFor.isNegative() || emptyFor.compareTo(UNWATCHED) > 0) {
            throw new IllegalArgumentException("empty for: expected 0 to 10 minutes, found " + emptyFor);
        }
        return new AwsQueueFollower(sqs, queues, emptyFor, callTimeout, time);
    }

    /**
     * This follower with another time after which a call is given up and retried; by default 15 seconds.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public AwsQueueFollower withCallTimeout(Duration callTimeout) {
        return new AwsQueueFollower(sqs, queues, emptyFor, AwsCalls.positive(callTimeout), time);
    }

    AwsQueueFollower withTime(TimeSource time) {
        return new AwsQueueFollower(sqs, queues, emptyFor, callTimeout, time);
    }

    /** Confirms at once: whoever consumes a queue is part of its fleet. */
    @Override
    public synchronized Answer follow(Move move) {
        zeros.clear();
        return Answer.yes();
    }

    @Override
    public synchronized Answer releases(Environment environment, Color color) {
        Zeros before = zeros.remove(color);
        URI queue = Objects.requireNonNull(queues.get(color));
        Map<String, Integer> counts = counts(queue);
        if (counts.values().stream().anyMatch(count -> count != 0)) {
            return Answer.notYet("the queue " + name(queue) + " has " + said(counts));
        }
        long now = time.nanoTime();
        long first = before != null && now - before.last <= UNWATCHED.toNanos() ? before.first : now;
        Zeros found = new Zeros(first, now);
        zeros.put(color, found);
        Duration passed = Duration.ofNanos(now - found.first);
        return passed.compareTo(emptyFor) >= 0
                ? Answer.yes()
                : Answer.unconfirmed("the queue " + name(queue) + " empty for " + passed.toSeconds() + " of "
                        + emptyFor.toSeconds() + " s");
    }

    private Map<String, Integer> counts(URI queue) {
        GetQueueAttributesResponse answer = calls.read(
                ACTION,
                () -> sqs.getQueueAttributes(request -> request.queueUrl(queue.toString())
                        .attributeNames(List.copyOf(COUNTED.keySet()))
                        .overrideConfiguration(calls.once())));
        Map<String, Integer> counts = new LinkedHashMap<>();
        COUNTED.forEach((attribute, said) ->
                counts.put(said, count(attribute, answer.attributes().get(attribute))));
        return counts;
    }

    /** What is not told is not zero. */
    private static int count(QueueAttributeName attribute, @Nullable String told) {
        if (told == null || !told.matches("[0-9]{1,9}")) {
            throw new PortException.Invalid(
                    ACTION,
                    "expected " + attribute + " as a number, found " + (told == null ? "nothing" : "'" + told + "'"),
                    "see what answers in the place of SQS",
                    null);
        }
        return Integer.parseInt(told);
    }

    private static String said(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .reduce((some, more) -> some + ", " + more)
                .orElse("nothing");
    }

    @Override
    public String toString() {
        return "AwsQueueFollower" + queues;
    }
}
