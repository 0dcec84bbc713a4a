package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.port.Http;
import dev.verdigris.port.Http.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link Http}: what every implementation must do. */
public abstract class HttpContract {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(10);

    private HttpWorld world;

    /** Called by subclasses. */
    protected HttpContract() {}

    /** Makes a world in which nothing has been asked. */
    protected abstract HttpWorld newWorld();

    @BeforeEach
    final void arrange() {
        world = newWorld();
    }

    private static Http.Request request(URI uri, Duration timeout) {
        return new Http.Request(uri, Map.of(), new Http.Trust.Host(), timeout);
    }

    private Answer answer(URI uri, Duration timeout) {
        return world.http().get(List.of(request(uri, timeout)), 1).get(0);
    }

    @Test
    final void a_response_has_its_status_and_its_body() {
        assertThat(answer(world.answering(200, "well"), LONG)).isEqualTo(new Answer.Response(200, "well"));
    }

    @Test
    final void a_status_of_failure_is_a_response_as_any() {
        assertThat(answer(world.answering(503, "not yet: ä"), LONG)).isEqualTo(new Answer.Response(503, "not yet: ä"));
    }

    @Test
    final void a_redirect_is_not_followed() {
        assertThat(answer(world.answering(302, "elsewhere"), LONG)).isEqualTo(new Answer.Response(302, "elsewhere"));
    }

    @Test
    final void whoever_does_not_answer_in_time_is_given_up() {
        assertThat(answer(world.silent(), SHORT))
                .isInstanceOfSatisfying(
                        Answer.Nothing.class,
                        nothing -> assertThat(nothing.why()).startsWith("gave no answer within"));
    }

    @Test
    final void a_connection_that_is_refused_is_an_answer() {
        assertThat(answer(world.refusing(), LONG)).isEqualTo(new Answer.Nothing("refused the connection"));
    }

    @Test
    final void answers_come_in_the_order_of_the_requests() {
        List<Http.Request> requests = List.of(
                request(world.refusing(), LONG),
                request(world.answering(200, "first"), LONG),
                request(world.silent(), SHORT),
                request(world.answering(201, "second"), LONG));

        List<Answer> answers = world.http().get(requests, 4);

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0)).isInstanceOf(Answer.Nothing.class);
        assertThat(answers.get(1)).isEqualTo(new Answer.Response(200, "first"));
        assertThat(answers.get(2)).isInstanceOf(Answer.Nothing.class);
        assertThat(answers.get(3)).isEqualTo(new Answer.Response(201, "second"));
    }

    @Test
    final void as_many_are_under_way_at_the_same_time_as_was_said() {
        URI gathering = world.gathering(3);
        List<Http.Request> requests = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            requests.add(request(gathering, LONG));
        }

        assertThat(world.http().get(requests, 3)).hasSize(6).allMatch(Answer.Response.class::isInstance);
        assertThat(world.mostAtOnce()).isEqualTo(3);
    }

    @Test
    final void of_no_requests_there_are_no_answers() {
        assertThat(world.http().get(List.of(), 1)).isEmpty();
    }
}
