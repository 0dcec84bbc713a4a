package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which parameters hold the deployment state, and what takes how many calls. */
class SsmDeploymentStoreTest extends SsmStoreScenario {
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
    void a_state_that_is_removed_already_counts_as_removed() {
        String first = other.claim(BETA, "a", null);
        String second = other.claim(BETA, "b", first);
        interference.on(DELETE, Interference.lostReply());

        store.claim(BETA, "c", second);

        assertThat(interference.log()).containsExactly(PUT, LIST, DELETE, DELETE);
        assertThat(there()).containsExactly("holder-2", "holder-3");
    }
}
