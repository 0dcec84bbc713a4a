package dev.verdigris.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.internal.Given;
import dev.verdigris.request.Shift.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void all_requests_move_at_once_by_default() {
        assertThat(Deployment.of(Given.BETA).shift()).isEqualTo(Shift.allAtOnce());
        assertThat(Shift.allAtOnce().atOnce()).isTrue();
        assertThat(Shift.allAtOnce().stages()).containsExactly(new Stage(100, Duration.ZERO));
        assertThat(Shift.of(new Stage(100, Duration.ZERO))).isEqualTo(Shift.allAtOnce());
    }

    @Test
    void a_canary_is_one_stage_before_all_others() {
        assertThat(Shift.canary(10, Duration.ofMinutes(5))).hasToString("10%/5m,100%");
        assertThat(Shift.canary(10, Duration.ofMinutes(5)).atOnce()).isFalse();
        assertThat(Shift.canary(1, Duration.ZERO)).hasToString("1%,100%");
    }

    @Test
    void a_linear_shift_adds_as_much_in_each_stage_and_the_rest_in_the_last() {
        assertThat(Shift.linear(20, MINUTE.plus(MINUTE))).hasToString("20%/2m,40%/2m,60%/2m,80%/2m,100%");
        assertThat(Shift.linear(30, MINUTE)).hasToString("30%/1m,60%/1m,90%/1m,100%");
        assertThat(Shift.linear(100, MINUTE)).isEqualTo(Shift.allAtOnce());
    }

    @Test
    void a_list_that_makes_no_sense_is_refused_with_what_was_found() {
        refused("100% at the end, found no stage");
        refused("100% at the end, found 10%/1m", new Stage(10, MINUTE));
        refused(
                "percentages that rise, found 50%,50%,100%",
                new Stage(50, Duration.ZERO), new Stage(50, Duration.ZERO), new Stage(100, Duration.ZERO));
        refused(
                "percentages that rise, found 50%/1m,10%,100%",
                new Stage(50, MINUTE), new Stage(10, Duration.ZERO), new Stage(100, Duration.ZERO));
        refused("percentages that rise, found 100%,100%", new Stage(100, Duration.ZERO), new Stage(100, Duration.ZERO));
        refused(
                "no bake at 100%, after which no stage comes, found 10%/1m,100%/1m",
                new Stage(10, MINUTE), new Stage(100, MINUTE));
    }

    private static void refused(String sentence, Stage... stages) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shift.of(stages))
                .withMessage("shift: expected " + sentence);
    }

    @Test
    void a_stage_that_makes_no_sense_is_refused_with_what_was_found() {
        for (int percent : List.of(-1, 0, 101)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Stage(percent, MINUTE))
                    .withMessage("shift: expected a percentage from 1 to 100, found " + percent);
            assertThatIllegalArgumentException().isThrownBy(() -> Shift.linear(percent, MINUTE));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shift.canary(10, MINUTE.negated()))
                .withMessage("shift: expected a bake of 0 or more at 10%, found PT-1M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shift.canary(100, MINUTE))
                .withMessageContaining("expected percentages that rise");
    }

    @Test
    void the_stages_are_those_that_were_given_whatever_becomes_of_the_list() {
        List<Stage> given = new java.util.ArrayList<>(List.of(new Stage(40, MINUTE), new Stage(100, Duration.ZERO)));
        Shift shift = Shift.of(given);
        given.clear();

        assertThat(shift.stages()).containsExactly(new Stage(40, MINUTE), new Stage(100, Duration.ZERO));
    }
}
