package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.DeploymentStore.Stored;
import org.junit.jupiter.api.Test;

/** Claims and take-overs in Parameter Store, which compares nothing: whose counts, and who is told. */
class SsmClaimsTest extends SsmStoreScenario {
    @Test
    void a_claim_is_not_believed_before_it_is_seen() {
        interference.on(LIST, NOTHING_YET);

        assertThat(store.claim(BETA, "a", null)).isEqualTo("1.1");

        assertThat(interference.log()).containsExactly(PUT, LIST, LIST);
    }

    @Test
    void a_claim_that_came_second_to_itself_has_succeeded() {
        interference.on(PUT, Interference.lostReply());

        String claimed = store.claim(BETA, "a", null);

        assertThat(interference.log()).containsExactly(PUT, PUT, LIST);
        assertThat(other.find(BETA)).isEqualTo(new Stored("a", claimed));
    }

    @Test
    void a_claim_whose_answers_were_all_lost_has_succeeded_if_it_is_there() {
        interference.on(PUT, times(4, Interference.lostReply()));

        String claimed = store.claim(BETA, "a", null);

        assertThat(other.find(BETA)).isEqualTo(new Stored("a", claimed));
    }

    @Test
    void a_claim_that_got_no_answer_and_is_not_there_has_failed() {
        interference.on(PUT, times(4, Interference.outage()));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> store.claim(BETA, "a", null))
                .withMessageContaining("ssm:PutParameter");
        assertThat(there()).isEmpty();
    }

    @Test
    void a_claim_that_cannot_even_be_looked_for_says_both() {
        interference.on(PUT, times(4, Interference.lostReply())).on(LIST, times(4, Interference.outage()));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> store.claim(BETA, "a", null))
                .withMessageContaining("ssm:PutParameter")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                PortException.Unavailable.class,
                                look -> assertThat(look.operation()).isEqualTo("ssm:GetParametersByPath")));
    }

    @Test
    void a_claim_that_somebody_else_was_faster_with_changes_nothing() {
        interference.on(PUT, Interference.meanwhile(() -> other.claim(BETA, "b", null)));

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> store.claim(BETA, "a", null))
                .withMessageContaining("ParameterAlreadyExists");

        assertThat(other.find(BETA)).isEqualTo(new Stored("b", "1.1"));
        assertThat(there()).containsExactly("holder-1");
    }

    @Test
    void a_take_over_gives_up_when_the_holder_has_written_since_it_was_read() {
        String read = other.claim(BETA, "a", null);
        interference.on(PUT, Interference.meanwhile(() -> other.replace(BETA, "b", read)));

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> store.claim(BETA, "c", read))
                .withMessageContaining("expected the deployment state of compiler-explorer/beta at 1.1, found 1.2");

        assertThat(there()).containsExactly("holder-1");
        assertThat(store.find(BETA)).isEqualTo(new Stored("b", "1.2"));
        assertThat(other.held(BETA, "1.2")).isTrue();
    }

    @Test
    void a_take_over_gives_up_when_another_thread_of_its_process_claims_as_well() {
        String read = other.claim(BETA, "a", null);
        interference
                .on(PUT, Interference.meanwhile(() -> other.replace(BETA, "b", read)))
                .on(
                        LIST,
                        Interference.meanwhile(() -> assertThatExceptionOfType(PortException.Conflict.class)
                                .isThrownBy(() -> store.claim(BETA, "d", "1.2"))));

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> store.claim(BETA, "c", read));

        assertThat(moto.connect().find(BETA)).isEqualTo(new DeploymentStore.Stored("b", "1.2"));
        assertThat(there()).containsExactly("holder-1");
    }

    @Test
    void a_take_over_gives_up_also_when_its_answers_were_lost() {
        String read = other.claim(BETA, "a", null);
        interference.on(
                PUT,
                Interference.lostReplyAfter(() -> other.replace(BETA, "b", read)),
                Interference.lostReply(),
                Interference.lostReply(),
                Interference.lostReply());

        assertThatExceptionOfType(PortException.class).isThrownBy(() -> store.claim(BETA, "c", read));

        assertThat(there()).containsExactly("holder-1");
        assertThat(store.find(BETA)).isEqualTo(new Stored("b", "1.2"));
    }

    @Test
    void a_take_over_that_could_not_look_is_resolved_by_the_next_look() {
        String read = other.claim(BETA, "a", null);
        interference
                .on(PUT, Interference.meanwhile(() -> other.replace(BETA, "b", read)))
                .on(LIST, times(4, Interference.outage()));
        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(() -> store.claim(BETA, "c", read));
        assertThat(there()).containsExactly("holder-1", "holder-2");

        assertThat(store.find(BETA)).isEqualTo(new Stored("b", "1.2"));

        assertThat(there()).containsExactly("holder-1");
    }

    @Test
    void a_take_over_that_counts_is_found_by_the_next_look() {
        String read = other.claim(BETA, "a", null);
        interference.on(LIST, times(4, Interference.outage()));
        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(() -> store.claim(BETA, "c", read));

        assertThat(store.find(BETA)).isEqualTo(new Stored("c", "2.1"));

        assertThat(other.held(BETA, read)).isFalse();
        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> other.replace(BETA, "late", read));
        assertThat(store.find(BETA)).isEqualTo(new Stored("c", "2.1"));
    }

    @Test
    void a_take_over_that_was_given_up_and_stayed_is_ignored_by_who_gave_it_up() {
        String read = other.claim(BETA, "a", null);
        interference
                .on(PUT, Interference.meanwhile(() -> other.replace(BETA, "b", read)))
                .on(DELETE, times(4, Interference.outage()));

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> store.claim(BETA, "c", read));

        assertThat(there()).containsExactly("holder-1", "holder-2");
        assertThat(store.find(BETA)).isEqualTo(new Stored("b", "1.2"));
        assertThat(there()).containsExactly("holder-1");
    }

    @Test
    void a_holder_that_writes_while_it_is_taken_over_is_told_so() {
        String read = other.claim(BETA, "a", null);
        interference.on(
                LIST,
                Interference.meanwhile(() -> assertThatExceptionOfType(PortException.Conflict.class)
                        .isThrownBy(() -> other.replace(BETA, "b", read))));

        // The one that takes over cannot know which came first, so it gives up as well: neither acts on what it has not
        // read.
        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> store.claim(BETA, "c", read));

        assertThat(store.find(BETA)).isEqualTo(new Stored("b", "1.2"));
        assertThat(store.claim(BETA, "d", "1.2")).isEqualTo("2.1");
    }

    @Test
    void a_replacement_whose_answer_was_lost_once_succeeds_by_being_sent_again() {
        String claimed = store.claim(BETA, "a", null);
        interference.on(PUT, Interference.lostReply());

        String replaced = store.replace(BETA, "b", claimed);

        assertThat(replaced).isEqualTo("1.3");
        assertThat(other.find(BETA)).isEqualTo(new Stored("b", replaced));
    }
}
