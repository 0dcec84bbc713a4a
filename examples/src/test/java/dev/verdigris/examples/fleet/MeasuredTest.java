package dev.verdigris.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The figures of the table, from answers that are made up. */
class MeasuredTest {
    private static final long SECOND = 1_000_000_000;
    private static final Switch DEPLOYED = new Switch(
            "deploy",
            "v1",
            "v2",
            10 * SECOND,
            20 * SECOND,
            List.of(new Switch.Moment(10 * SECOND, "register"), new Switch.Moment(15 * SECOND, "await-drained")),
            "Succeeded",
            true);

    private static Answer answer(long began, long millis, String version) {
        return new Answer(began * SECOND, began * SECOND + millis * 1_000_000, "", version, false);
    }

    private static Measured measured(Answer... answers) {
        return new Measured(List.of(answers), List.of(DEPLOYED));
    }

    @Test
    void an_old_answer_after_the_first_new_one_is_mixed() {
        assertThat(measured(answer(11, 1, "v1"), answer(12, 1, "v2"), answer(13, 1, "v1"), answer(25, 1, "v1"))
                        .mixed())
                .isEqualTo(2);
    }

    @Test
    void an_old_answer_to_a_request_from_before_the_first_new_one_is_not() {
        assertThat(measured(answer(11, 9000, "v1"), answer(12, 1, "v2"), answer(13, 1, "v2"))
                        .mixed())
                .isZero();
    }

    @Test
    void a_rollback_is_measured_by_the_answers_since_it_began() {
        Switch back = new Switch("roll back", "v2", "v1", 30 * SECOND, 40 * SECOND, List.of(), "Succeeded", true);
        Measured all = new Measured(
                List.of(answer(5, 1, "v1"), answer(12, 1, "v2"), answer(31, 1, "v2"), answer(32, 1, "v1")),
                List.of(DEPLOYED, back));

        assertThat(all.mixed()).isZero();
    }

    @Test
    void a_switch_that_moved_nothing_mixes_nothing() {
        Switch sick = new Switch("deploy", "v1", "v1", 0, SECOND, List.of(), "RolledBack", true);

        assertThat(new Measured(List.of(answer(0, 1, "v1"), answer(1, 1, "v1")), List.of(sick)).mixed())
                .isZero();
    }

    @Test
    void a_switch_and_the_time_between_two_have_percentiles_of_their_own() {
        List<Answer> answers = new ArrayList<>(LongStream.rangeClosed(1, 100)
                .mapToObj(millis -> answer(15, millis, "v1"))
                .toList());
        answers.add(answer(5, 7, "v1"));
        answers.add(new Answer(5 * SECOND, 9 * SECOND, "", "v1", true));

        Measured all = new Measured(answers, List.of(DEPLOYED));

        assertThat(all.during()).isEqualTo(99);
        assertThat(all.usual()).isEqualTo(7);
        assertThat(all.slow()).isEqualTo(1);
    }

    @Test
    void a_request_that_failed_tells_when_and_why() {
        Answer failed = new Answer(16 * SECOND, 17 * SECOND, "HTTP 503 from the load balancer", "", true);
        Measured all = measured(answer(11, 1, "v1"), failed);

        assertThat(all.failed()).containsExactly(failed);
        assertThat(all.story(failed))
                .isEqualTo(
                        "slow request, sent 6.00 s after the beginning of 'deploy v1 → v2: Succeeded', in await-drained;"
                                + " ended after 1000 ms: HTTP 503 from the load balancer");
    }

    @Test
    void a_switch_that_ended_as_it_should_not_is_named() {
        Switch dirty = new Switch("deploy", "v1", "v2", 0, SECOND, List.of(), "FailedDirty", false);

        assertThat(new Measured(List.of(), List.of(DEPLOYED, dirty)).astray()).containsExactly(dirty);
    }
}
