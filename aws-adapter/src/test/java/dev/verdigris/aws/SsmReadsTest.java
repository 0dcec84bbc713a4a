package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore.Stored;
import org.junit.jupiter.api.Test;

/** Reads of Parameter Store: all its pages, and none that is older than what is known. */
class SsmReadsTest extends SsmStoreScenario {
    @Test
    void the_highest_number_counts_on_whichever_page_it_is() {
        for (int holder = 1; holder <= 25; holder++) {
            put("holder-" + holder, "text of " + holder);
        }

        assertThat(store.find(BETA)).isEqualTo(new Stored("text of 25", "25.1"));

        assertThat(interference.log()).containsExactly(LIST, LIST, LIST);
    }

    @Test
    void a_page_that_gets_no_answer_is_read_again_with_those_before_it() {
        for (int holder = 1; holder <= 12; holder++) {
            put("holder-" + holder, "text of " + holder);
        }
        interference.on(LIST, Interference.none(), Interference.outage());

        assertThat(store.find(BETA)).isEqualTo(new Stored("text of 12", "12.1"));

        assertThat(interference.log()).containsExactly(LIST, LIST, LIST, LIST);
    }

    @Test
    void a_read_that_is_older_than_what_was_written_is_made_again() {
        String claimed = store.claim(BETA, "a", null);
        interference.clear();
        interference.on(LIST, NOTHING_YET, NOTHING_YET);

        assertThat(store.find(BETA)).isEqualTo(new Stored("a", claimed));

        assertThat(interference.log()).containsExactly(LIST, LIST, LIST);
    }

    @Test
    void a_read_that_is_older_than_what_was_read_is_made_again() {
        String claimed = other.claim(BETA, "a", null);
        store.find(BETA);
        interference.on(LIST, NOTHING_YET);

        assertThat(store.find(BETA)).isEqualTo(new Stored("a", claimed));
    }

    @Test
    void reads_that_stay_older_are_an_outage_that_says_what_is_missing() {
        store.claim(BETA, "a", null);
        interference.on(LIST, times(4, NOTHING_YET));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> store.find(BETA))
                .withMessageContaining(
                        "expected the deployment state of compiler-explorer/beta at 1.1 or later, found 0.0")
                .withMessageContaining("if it was deleted by hand, begin with a new process");
    }

    @Test
    void whether_it_is_held_is_never_answered_from_an_older_read() {
        String claimed = store.claim(BETA, "a", null);
        String replaced = store.replace(BETA, "b", claimed);
        other.claim(BETA, "c", replaced);
        assertThat(store.held(BETA, replaced)).isFalse();
        store.find(BETA);
        interference.on(LIST, times(4, NOTHING_YET));

        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(() -> store.held(BETA, replaced));
    }
}
