package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.DeploymentStore.Stored;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What the store does about what Parameter Store lacks: comparing, and reads that are never stale. */
class SsmDeploymentStoreTest {
    private static final String LIST = "GetParametersByPath";
    private static final String PUT = "PutParameter";
    private static final String DELETE = "DeleteParameter";
    private static final String BETA = "compiler-explorer/beta";

    /** The answer is older than all that was ever written. */
    private static final Interference.Trouble NOTHING_YET = Interference.answered(
            answer -> GetParametersByPathResponse.builder().build());

    private final MotoStore moto = MotoStore.parameterStore();
    private final Interference interference = new Interference();

    /** What the tests watch, and one more process. */
    private final DeploymentStore store = moto.connect(interference);

    private final DeploymentStore other = moto.connect();

    private static Interference.Trouble[] times(int count, Interference.Trouble trouble) {
        return Collections.nCopies(count, trouble).toArray(new Interference.Trouble[0]);
    }

    private void put(String name, String value) {
        moto.world
                .ssm()
                .putParameter(request -> request.name("/compiler-explorer/beta/deployment/" + name)
                        .value(value)
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    /** The names of the parameters that are there, without their path. */
    private List<String> there() {
        return moto
                .world
                .ssm()
                .getParametersByPathPaginator(request -> request.path("/compiler-explorer/beta/deployment"))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted()
                .toList();
    }

    @Test
    void each_holder_has_a_parameter_of_its_own_and_the_last_but_one_is_kept() {
        String revision = store.claim(BETA, "a", null);
        assertThat(there()).containsExactly("holder-1");
        revision = store.replace(BETA, "b", revision);
        assertThat(there()).containsExactly("holder-1");

        revision = other.claim(BETA, "c", revision);
        assertThat(there()).containsExactly("holder-1", "holder-2");
        revision = store.claim(BETA, "d", revision);
        assertThat(there()).containsExactly("holder-2", "holder-3");
        other.claim(BETA, "e", revision);
        assertThat(there()).containsExactly("holder-3", "holder-4");
    }

    @Test
    void a_claim_takes_a_put_and_a_look() {
        store.claim(BETA, "a", null);

        assertThat(interference.log()).containsExactly(PUT, LIST);
    }

    @Test
    void a_replacement_takes_a_put_and_a_look() {
        String claimed = store.claim(BETA, "a", null);
        interference.clear();

        store.replace(BETA, "b", claimed);

        assertThat(interference.log()).containsExactly(PUT, LIST);
    }

    @Test
    void what_superseded_holders_left_is_removed_as_soon_as_it_can_be() {
        String first = other.claim(BETA, "a", null);
        String second = other.claim(BETA, "b", first);
        interference.on(DELETE, times(4, Interference.outage()));

        String third = store.claim(BETA, "c", second);

        assertThat(there()).containsExactly("holder-1", "holder-2", "holder-3");
        other.claim(BETA, "d", third);
        assertThat(there()).containsExactly("holder-3", "holder-4");
    }

    @Test
    void a_late_write_of_a_superseded_holder_is_ignored_and_removed_by_the_next() {
        String first = store.claim(BETA, "a", null);
        String second = other.claim(BETA, "b", first);
        String third = other.claim(BETA, "c", second);

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> store.replace(BETA, "late", first))
                .withMessageContaining("expected the deployment state of compiler-explorer/beta at 1.1, found 3.1");

        assertThat(there()).containsExactly("holder-1", "holder-2", "holder-3");
        assertThat(other.find(BETA)).isEqualTo(new Stored("c", third));
        other.claim(BETA, "d", third);
        assertThat(there()).containsExactly("holder-3", "holder-4");
    }

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
    void parameters_of_others_are_left_alone() {
        for (String name : List.of("holder-x", "holder-", "holder-0", "note", "holder-99999999999")) {
            put(name, "somebody else's");
        }

        assertThat(store.find(BETA)).isNull();
        String claimed = store.claim(BETA, "a", null);

        assertThat(store.find(BETA)).isEqualTo(new Stored("a", claimed));
        assertThat(there()).contains("holder-x", "holder-", "holder-0", "note", "holder-99999999999", "holder-1");
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
    void a_state_that_is_removed_already_counts_as_removed() {
        String first = other.claim(BETA, "a", null);
        String second = other.claim(BETA, "b", first);
        interference.on(DELETE, Interference.lostReply());

        store.claim(BETA, "c", second);

        assertThat(interference.log()).containsExactly(PUT, LIST, DELETE, DELETE);
        assertThat(there()).containsExactly("holder-2", "holder-3");
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
