package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.aws.moto.MotoQueue;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.PortException;
import dev.verdigris.hook.Follower.Answer;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real messages of real queues. */
class AwsQueueFollowerOnMotoTest {
    private static final Environment BETA = Environment.of("beta");

    private final MotoWorld world = MotoWorld.fresh();
    private final MotoQueue blue = MotoQueue.create(world, "orders-blue");
    private final MotoQueue green = MotoQueue.create(world, "orders-green");
    private final SqsClient sqs = world.connected(SqsClient.builder()).build();
    private final AwsQueueFollower orders =
            AwsQueueFollower.of(sqs, blue.url(), green.url()).withEmptyFor(Duration.ZERO);

    private Answer released() {
        return orders.releases(BETA, Color.BLUE);
    }

    @Test
    void a_message_keeps_its_color_from_being_sent_to_being_deleted() {
        assertThat(released()).isEqualTo(Answer.yes());

        blue.send(0);
        assertThat(released()).isEqualTo(Answer.notYet("the queue orders-blue has 1 visible"));
        assertThat(orders.releases(BETA, Color.GREEN)).isEqualTo(Answer.yes());

        String receipt = blue.receive();
        assertThat(released()).isEqualTo(Answer.notYet("the queue orders-blue has 1 in flight"));

        blue.delete(receipt);
        assertThat(released()).isEqualTo(Answer.yes());
    }

    @Test
    void work_that_is_yet_to_come_keeps_it_too() {
        blue.send(600);

        assertThat(released()).isEqualTo(Answer.notYet("the queue orders-blue has 1 delayed"));
    }

    @Test
    void a_queue_that_is_not_there_is_no_empty_one() {
        URI missing = blue.url().resolve("orders-missing");

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> AwsQueueFollower.of(sqs, missing, green.url()).releases(BETA, Color.BLUE))
                .withMessageContaining("NonExistentQueue");
    }
}
