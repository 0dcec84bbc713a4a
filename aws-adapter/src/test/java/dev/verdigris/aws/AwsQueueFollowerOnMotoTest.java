package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoQueue;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.PortException;
import dev.verdigris.hook.Follower;
import dev.verdigris.hook.Follower.Answer;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Rollback;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
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

    @Test
    void who_scales_a_fleet_down_asks_by_what_its_policy_allows_and_so_does_a_status() {
        MotoEnvironment beta = world.environment("beta").create();
        Operations used = new Operations();
        Follower asked = AwsQueueFollower.of(
                        world.connected(SqsClient.builder(), used).build(), blue.url(), green.url())
                .withEmptyFor(Duration.ZERO);
        BlueGreen blueGreen =
                BlueGreen.builder(Clouds.on(world)).follower("orders", asked).build();
        FeaturePermissions allowed = FeaturePermissions.queues(blue.url(), green.url());

        Map<RequiredPermissions, Runnable> verbs = new LinkedHashMap<>();
        verbs.put(
                RequiredPermissions.DEPLOY,
                () -> blueGreen
                        .deploy(Deployment.of(beta.environment()).withKeepWarm(KeepWarm.none()))
                        .orThrow());
        verbs.put(RequiredPermissions.STATUS, () -> blueGreen.status(beta.environment()));
        verbs.put(RequiredPermissions.ROLLBACK, () -> {
            blueGreen.deploy(beta.environment()).orThrow();
            used.forget();
            blueGreen
                    .rollback(Rollback.of(beta.environment()).withKeepWarm(KeepWarm.none()))
                    .orThrow();
        });
        verbs.put(RequiredPermissions.CLEANUP, () -> {
            blueGreen.deploy(beta.environment()).orThrow();
            used.forget();
            blueGreen.cleanup(beta.environment()).orThrow();
        });
        verbs.forEach((verb, does) -> {
            used.forget();
            does.run();
            assertThat(used.seen().stream().map(Operations.Used::action).collect(Collectors.toSet()))
                    .as("%s", verb)
                    .isEqualTo(allowed.actions(verb));
        });
    }
}
