package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.error.PortException;
import dev.verdigris.hook.Follower.Answer;
import dev.verdigris.hook.Follower.Move;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What is asked of SQS, and what becomes of its answers as time passes. */
class AwsQueueFollowerTest {
    private static final String ASK = "GetQueueAttributes";
    private static final Environment BETA = Environment.of("beta");
    private static final URI BLUE = URI.create("https://sqs.us-east-1.amazonaws.com/123456789012/orders-blue");
    private static final URI GREEN = URI.create("https://sqs.us-east-1.amazonaws.com/123456789012/orders-green");

    /** A move, as the library tells of it. */
    private record To(
            Environment environment,
            @Nullable Color from,
            @Nullable Color to) implements Move {}

    private final Wire wire = new Wire();
    private final VirtualTime time = new VirtualTime();
    private final SqsClient sqs = wire.connected(SqsClient.builder()).build();
    private final AwsQueueFollower orders =
            AwsQueueFollower.of(sqs, BLUE, GREEN).withTime(time);

    private static Wire.Reply counts(Object visible, Object inFlight, Object delayed) {
        return Wire.text(200, """
                {"Attributes": {"ApproximateNumberOfMessages": "%s", "ApproximateNumberOfMessagesNotVisible": "%s",
                "ApproximateNumberOfMessagesDelayed": "%s"}}""".formatted(visible, inFlight, delayed));
    }

    private static final Wire.Reply EMPTY = counts(0, 0, 0);

    private Answer released() {
        return orders.releases(BETA, Color.BLUE);
    }

    private Answer releasedAfter(Duration passed) throws InterruptedException {
        time.sleep(passed);
        return released();
    }

    @Test
    void every_count_of_the_colors_own_queue_is_asked_for() {
        wire.on(ASK, EMPTY);

        released();
        orders.releases(BETA, Color.GREEN);

        assertThat(wire.requests(ASK)).hasSize(2);
        assertThat(wire.requests(ASK).get(0).get("body"))
                .contains("orders-blue")
                .contains("\"ApproximateNumberOfMessages\"")
                .contains("\"ApproximateNumberOfMessagesNotVisible\"")
                .contains("\"ApproximateNumberOfMessagesDelayed\"");
        assertThat(wire.requests(ASK).get(1).get("body")).contains("orders-green");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|0|0|3 visible",
                "0|2|0|2 in flight",
                "0|0|1|1 delayed",
                "3|2|1|3 visible, 2 in flight, 1 delayed"
            })
    void whatever_it_holds_keeps_the_color(int visible, int inFlight, int delayed, String said) {
        wire.on(ASK, counts(visible, inFlight, delayed));

        assertThat(released()).isEqualTo(Answer.notYet("the queue orders-blue has " + said));
    }

    @Test
    void it_is_released_only_after_minutes_of_zeros() throws InterruptedException {
        wire.on(ASK, EMPTY);

        assertThat(released()).isEqualTo(Answer.unconfirmed("the queue orders-blue empty for 0 of 180 s"));
        assertThat(releasedAfter(Duration.ofSeconds(179))).isInstanceOf(Answer.Unconfirmed.class);
        assertThat(releasedAfter(Duration.ofSeconds(1))).isEqualTo(Answer.yes());
        assertThat(releasedAfter(Duration.ofSeconds(5))).isEqualTo(Answer.yes());
    }

    @Test
    void a_message_between_makes_the_time_begin_anew() throws InterruptedException {
        wire.on(ASK, EMPTY, counts(0, 1, 0), EMPTY);
        released();
        releasedAfter(Duration.ofMinutes(2));

        assertThat(releasedAfter(Duration.ofMinutes(2))).isInstanceOf(Answer.Unconfirmed.class);
        assertThat(releasedAfter(Duration.ofMinutes(3))).isEqualTo(Answer.yes());
    }

    @Test
    void so_does_a_poll_without_an_answer() throws InterruptedException {
        wire.on(ASK, EMPTY, Wire.text(403, "{\"__type\": \"com.amazonaws.sqs#AccessDenied\"}"), EMPTY);
        released();
        assertThatExceptionOfType(PortException.Denied.class).isThrownBy(() -> releasedAfter(Duration.ofMinutes(2)));

        assertThat(releasedAfter(Duration.ofMinutes(2))).isInstanceOf(Answer.Unconfirmed.class);
    }

    @Test
    void so_do_minutes_in_which_nobody_looked() throws InterruptedException {
        wire.on(ASK, EMPTY);
        released();

        assertThat(releasedAfter(Duration.ofMinutes(11))).isInstanceOf(Answer.Unconfirmed.class);
    }

    @Test
    void so_does_a_move_which_is_confirmed_at_once_and_asks_nothing() throws InterruptedException {
        wire.on(ASK, EMPTY);
        released();
        time.sleep(Duration.ofMinutes(3));

        assertThat(orders.follow(new To(BETA, Color.GREEN, Color.BLUE))).isEqualTo(Answer.yes());
        assertThat(wire.transmissions(ASK)).isEqualTo(1);
        assertThat(released()).isInstanceOf(Answer.Unconfirmed.class);
    }

    @Test
    void each_color_has_a_time_of_its_own() throws InterruptedException {
        wire.on(ASK, EMPTY);
        released();
        time.sleep(Duration.ofMinutes(3));

        assertThat(orders.releases(BETA, Color.GREEN)).isInstanceOf(Answer.Unconfirmed.class);
        assertThat(released()).isEqualTo(Answer.yes());
    }

    @Test
    void the_time_is_for_the_user_to_choose() {
        wire.on(ASK, EMPTY);

        assertThat(orders.withEmptyFor(Duration.ZERO).releases(BETA, Color.BLUE))
                .isEqualTo(Answer.yes());
        assertThatIllegalArgumentException().isThrownBy(() -> orders.withEmptyFor(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orders.withEmptyFor(Duration.ofMinutes(11)))
                .withMessageContaining("expected 0 to 10 minutes");
        assertThatIllegalArgumentException().isThrownBy(() -> orders.withCallTimeout(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Attributes\": {\"ApproximateNumberOfMessages\": \"0\", \"ApproximateNumberOfMessagesNotVisible\": \"0\"}}",
                "{\"Attributes\": {\"ApproximateNumberOfMessages\": \"0\", \"ApproximateNumberOfMessagesNotVisible\": \"0\","
                        + " \"ApproximateNumberOfMessagesDelayed\": \"none\"}}"
            })
    void what_is_not_told_is_not_zero(String answer) {
        wire.on(ASK, Wire.text(200, answer));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(this::released)
                .withMessageContaining("as a number, found");
    }

    @Test
    void whoever_may_not_read_it_is_told_which_action_to_allow() {
        wire.on(ASK, Wire.text(403, "{\"__type\": \"com.amazonaws.sqs#AccessDenied\", \"message\": \"no\"}"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(this::released)
                .withMessageContaining("allow sqs:GetQueueAttributes to the credentials in use");
    }

    @Test
    void a_queue_that_is_not_there_is_named_in_either_form_of_the_code() {
        Wire.Reply missing =
                Wire.text(400, "{\"__type\": \"com.amazonaws.sqs#QueueDoesNotExist\", \"message\": \"not there\"}");
        wire.on(
                ASK,
                Wire.with("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender", missing),
                missing);

        for (int form = 0; form < 2; form++) {
            assertThatExceptionOfType(PortException.NotFound.class)
                    .isThrownBy(this::released)
                    .withMessageContaining("check the name, the account and the region");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders-blue",
                "arn:aws:sqs:us-east-1:123456789012:orders-blue",
                "ftp://sqs.us-east-1.amazonaws.com/123456789012/orders-blue",
                "https://sqs.us-east-1.amazonaws.com/",
                "https://me@sqs.us-east-1.amazonaws.com/123456789012/orders-blue",
                "https://sqs.us-east-1.amazonaws.com/123456789012/orders-blue?secret"
            })
    void what_is_no_queue_is_refused_without_its_secrets(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsQueueFollower.of(sqs, URI.create(url), GREEN))
                .withMessageContaining("queue: expected a URL like https://sqs.")
                .withMessageNotContainingAny("me@", "secret");
    }

    @Test
    void one_queue_for_both_colors_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsQueueFollower.of(sqs, BLUE, BLUE))
                .withMessageContaining("expected one for each color");
    }
}
